"""What a group says: filled in by its administrator, checked for words that tell, never overwritten unseen."""

import pytest
from django.urls import reverse

from supportgroup.administration.names import today
from supportgroup.administration.names.parts import LABELS, PARTS
from supportgroup.groups.models import Group
from supportgroup.groups.rules import INCOMPLETE, MUST_SAY, missing
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from tests.outbox.factories import MessageFactory
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db
NAMES = "/immunology/settings/names/"
HELPLINE = {
    "helpline": "0808 157 0999",
    "helpline_hours": "Every day, 8am to 8pm",
    "reply_mailbox": "new@hospital.example",
    "urgent_help": "Phone your nurses or call 111.",
}


@pytest.fixture
def admins(signed_in, administrator):
    return signed_in(administrator)


def send(client, part, values, mark=None):
    """Post one part as its page gives it, with these values typed."""
    address = reverse("edit_group_names", args=["immunology", part])
    form = client.get(address).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return client.post(address, shown | values | ({"mark": mark} if mark is not None else {}))


def test_every_field_that_a_message_needs_can_be_filled_in_somewhere():
    assert set(MUST_SAY) - set(LABELS) == {"bases_confirmed_on"}


def test_an_incomplete_group_is_finished_page_by_page_and_what_waited_goes(admins, group):
    Group.objects.update(**dict.fromkeys(HELPLINE, ""), bases_confirmed_on=None)
    waits = MessageFactory(group=group, state=State.HELD, reason=INCOMPLETE, needs_someone=True)
    by_hand = MessageFactory(group=group, state=State.HELD, reason="Somebody here decided that it should not go.")

    page = admins.get(NAMES).content.decode()
    assert "2 pages to finish before anything is sent" in page
    send(admins, "helpline", HELPLINE)
    assert Message.objects.get(pk=waits.pk).state == State.HELD
    notice = _notice(admins) | {"checked": "on"}
    answer = admins.post(reverse("confirm_privacy_notice", args=["immunology"]), notice, follow=True)

    assert "1 message that waited for this will go now." in answer.content.decode()
    assert Message.objects.get(pk=waits.pk).state == State.QUEUED
    assert Message.objects.get(pk=by_hand.pk).state == State.HELD
    group.refresh_from_db()
    assert (group.helpline, group.bases_confirmed_by, missing(vars(group))) == ("0808 157 0999", "Ivy Stone", [])


def _notice(client):
    form = client.get(reverse("confirm_privacy_notice", args=["immunology"])).context["form"]
    return {name: form[name].value() for name in form.fields if name != "checked"}


def test_the_notice_is_not_confirmed_without_the_tick(admins, group):
    Group.objects.update(bases_confirmed_on=None)

    answer = admins.post(reverse("confirm_privacy_notice", args=["immunology"]), _notice(admins))

    assert "Tick the box when you have checked the notice" in answer.content.decode()
    assert Group.objects.get().bases_confirmed_on is None


@pytest.mark.parametrize(
    ("part", "name", "typed"),
    [
        ("names", "neutral_name", "Immunology survey"),
        ("names", "department", "Cancer services"),
        ("post", "return_address", "Rheumatology Department\nPO Box 41"),
        ("helpline", "urgent_help", "Phone the HIV clinic."),
        ("helpline", "reply_mailbox", "immunology@hospital.example"),
        ("signature", "signed_role", "Lymphoma nurse"),
    ],
)
def test_a_word_that_tells_what_people_are_treated_for_is_refused_with_the_word(admins, group, part, name, typed):
    answer = send(admins, part, {name: typed})

    assert answer.status_code == 200
    assert "tells what people are treated for" in answer.content.decode()
    assert getattr(Group.objects.get(), name) != typed


def test_a_word_the_group_has_listed_is_refused_and_one_in_use_cannot_be_listed(admins, group):
    send(admins, "words", {"condition_words": "orchid\nCVID"})
    refused = send(admins, "names", {"neutral_name": "Orchids survey"})
    in_use = send(admins, "words", {"condition_words": "survey"})

    assert "“Orchids” tells" in refused.content.decode()
    assert "stands in the neutral name now. Change that first" in in_use.content.decode()
    assert Group.objects.get().condition_words == "orchid\nCVID"


def test_the_second_of_two_people_is_told_and_overwrites_nothing(admins, group):
    address = reverse("edit_group_names", args=["immunology", "helpline"])
    old = admins.get(address).context["form"]["mark"].value()
    send(admins, "helpline", HELPLINE)

    answer = send(admins, "helpline", {"helpline": "0808 157 0111"}, mark=old)
    page = answer.content.decode()

    assert "Ivy Stone changed this record after you opened it" in page
    assert "Helpline is now “0808 157 0999”" in page
    assert 'value="0808 157 0111"' in page
    assert Group.objects.get().helpline == "0808 157 0999"


@pytest.mark.parametrize("typed", ["call us", "0808", "0" * 40])
def test_a_helpline_is_a_number_that_can_be_dialled(admins, group, typed):
    assert "Enter a phone number" in send(admins, "helpline", {"helpline": typed}).content.decode()


def test_the_code_cannot_change_once_letters_carry_it(admins, group, other_group):
    first = send(admins, "names", {"public_code": "abd"})
    assert (first.status_code, Group.objects.get(pk=group.pk).public_code) == (302, "abd")
    assert "Another group has this code" in send(admins, "names", {"public_code": "rzk"}).content.decode()

    Group.objects.filter(pk=group.pk).update(last_record_number=1001)
    answer = send(admins, "names", {"public_code": "xyz"})
    assert "in the post already" in answer.content.decode()


@pytest.mark.parametrize("part", [part.key for part in PARTS])
def test_every_part_says_where_each_field_is_read(admins, group, part):
    page = admins.get(reverse("edit_group_names", args=["immunology", part])).content.decode()

    fields = next(one for one in PARTS if one.key == part).fields
    assert [field.appears for field in fields if field.appears.split("“")[0] not in page] == []


def test_a_part_that_is_none_is_not_there(admins, group):
    assert admins.get(reverse("edit_group_names", args=["immunology", "nothing"])).status_code == 404


def test_today_tells_the_administrator_what_is_missing_and_nobody_else(administrator, nurse, group, at_noon):
    assert lines_of_room(today, administrator, group, at_noon.date()) == []
    Group.objects.update(helpline="", pals_phone="")
    group.refresh_from_db()

    (line,) = lines_of_room(today, administrator, group, at_noon.date())
    assert (line.urgent, line.url) == (True, NAMES)
    assert line.reason == "2 things every message must say are missing. Until they are filled in, nothing is sent."
    assert lines_of_room(today, nurse, group, at_noon.date()) == []


def test_who_changed_what_is_shown_newest_first(admins, group):
    send(admins, "helpline", HELPLINE)

    newest = admins.get(NAMES).context["entries"][0]
    assert newest.who == "Ivy Stone"
    assert newest.what == ("Helpline; When it is answered; Mailbox for replies; What to do if somebody feels unwell")
