"""The page says what goes and what stays; only the right name and a reason erase."""

import pytest

from supportgroup.people.models import Person
from supportgroup.rights.erasing import rules
from supportgroup.rights.erasing.models import Erasure
from tests.outbox.factories import MessageFactory
from tests.rights.factories import ComplaintFactory

pytestmark = pytest.mark.django_db


def test_it_says_in_numbers_what_goes_and_what_stays(mary, nurse, signed_in):
    MessageFactory.create_batch(1, group=mary.group, person=mary)

    page = signed_in(nurse).get(f"/immunology/people/{mary.pk}/erase/").content.decode()
    for words in ("1 message to them", "their clinical outline", "nobody can find them", f"record {mary.pk}"):
        assert words in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "Mary Lame"}, "Type the name as it stands above"),
        ({"name": ""}, "full name"),
        ({"reason": ""}, "Select"),
        ({"reason": "due"}, "Select one of"),
        ({"note": "Mrs Lane wrote"}, "Leave the name out"),
        ({"name": "\x00"}, "cannot be kept"),
        ({"note": "x" * 301}, "characters"),
    ],
)
def test_without_all_of_it_nothing_goes(mary, nurse, signed_in, typed, words):
    form = {"name": "Mary Lane", "reason": "asked", "note": ""} | typed

    answer = signed_in(nurse).post(f"/immunology/people/{mary.pk}/erase/", form)
    assert words in answer.content.decode()
    assert Person.objects.filter(pk=mary.pk).exists()


def test_with_all_of_it_they_are_gone(mary, nurse, signed_in):
    form = {"name": " mary  LANE ", "reason": "mistake", "note": "Filed under 2026/44"}

    answer = signed_in(nurse).post(f"/immunology/people/{mary.pk}/erase/", form)
    assert answer.url == "/immunology/people/"
    assert not Person.objects.exists()
    assert Erasure.objects.get().note == "Filed under 2026/44"
    assert signed_in(nurse).post(f"/immunology/people/{mary.pk}/erase/", form).status_code == 404


def test_while_a_complaint_is_open_there_is_no_button(mary, nurse, signed_in):
    ComplaintFactory(group=mary.group, person=mary)

    page = signed_in(nurse).get(f"/immunology/people/{mary.pk}/erase/").content.decode()
    assert "is not closed" in page
    assert "for good</button>" not in page
    assert "They cannot be erased now" in signed_in(nurse).get(mary.get_absolute_url()).content.decode()


def test_a_note_without_the_name_is_kept():
    assert rules.why_not_note("Asked by Lane, on paper", names=["Mary", "Lane"])
    assert rules.why_not_note("Lanes and roads", names=["Mary", "Lane"]) is None
    assert rules.why_not_note("", names=["Mary", "Lane"]) is None
