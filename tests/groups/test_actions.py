import pytest
from django.core.exceptions import ValidationError

from supportgroup.access.actor import SignedIn, System
from supportgroup.access.refusal import Refused
from supportgroup.groups.actions import change, confirm_bases, start_group
from supportgroup.groups.models import Group
from supportgroup.groups.rules import INCOMPLETE, missing

pytestmark = pytest.mark.django_db
NAMES = {
    "slug": "immunology",
    "name": "Immunology patient support group",
    "public_code": "qvt",
    "neutral_name": "Patient survey",
    "hospital_name": "Eastbrook Hospitals",
    "signed_by": "Ruth Bell",
    "signed_role": "PALS",
    "helpline": "0808 157 0123",
    "helpline_hours": "Monday to Friday",
    "reply_mailbox": "survey@hospital.example",
    "return_address": "PO Box 41",
    "urgent_help": "Call 111.",
}


def test_a_group_starts_with_its_record_numbers_at_1000():
    group = start_group(by=System("a test"), **NAMES)

    assert Group.objects.get() == group
    assert group.last_record_number == 1000


def test_an_address_of_the_service_is_refused_as_a_slug():
    with pytest.raises(Refused, match="Choose another"):
        start_group(by=System("a test"), **NAMES | {"slug": "answer"})


@pytest.mark.parametrize("code", ["imm1", "QVT", "qv", ""])
def test_a_public_code_is_three_small_letters(code):
    with pytest.raises(ValidationError):
        start_group(by=System("a test"), **NAMES | {"public_code": code})
    assert not Group.objects.exists()


def test_a_group_may_start_incomplete_and_says_what_it_still_has_to_say():
    least = {name: NAMES[name] for name in ("slug", "name", "public_code", "neutral_name", "hospital_name")}

    group = start_group(by=System("a test"), **least)

    assert group.why_not_send == INCOMPLETE
    assert "helpline" in missing(vars(group))
    assert "pals_name" not in missing(vars(group))


def test_what_a_group_says_is_changed_field_by_field_and_signed(group):
    change(group, values={"helpline": "0808 157 0999"}, by=System("a test"))

    group.refresh_from_db()
    assert group.helpline == "0808 157 0999"
    newest = Group.pgh_event_model.objects.order_by("-pk").first()
    assert (newest.pgh_context["action"], newest.helpline) == ("group.changed", "0808 157 0999")


def test_confirming_the_notice_keeps_who_and_when(group, administrator, at_noon):
    confirm_bases(group, bases={"surveys": "Public task"}, by=SignedIn(administrator))

    group.refresh_from_db()
    assert (group.lawful_bases, group.bases_confirmed_by) == ({"surveys": "Public task"}, "Ivy Stone")
    assert group.bases_confirmed_on == at_noon.date()
