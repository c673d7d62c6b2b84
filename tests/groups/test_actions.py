import pytest
from django.core.exceptions import ValidationError

from supportgroup.access.actor import System
from supportgroup.access.refusal import Refused
from supportgroup.groups.actions import start_group
from supportgroup.groups.models import Group

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
