"""The copy is given when it is sure who asks, recorded as a look, and kept nowhere."""

import json

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup.audit.models import Look
from supportgroup.rights.copies import today
from supportgroup.rights.copies.models import CopyRequest
from tests.factories import PersonFactory
from tests.rights.factories import RequestFactory
from tests.waiting import lines_of_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(mary):
    return RequestFactory(person=mary, identity="known", identity_on="2026-11-01")


def exports():
    return [(look.what, look.people, look.actor_name) for look in Look.objects.filter(way="export")]


def test_the_file_holds_everything_and_that_it_was_made_is_recorded(asked, mary, nurse, signed_in):
    answer = signed_in(nurse).get(f"{asked.get_absolute_url()}copy.json")

    copy = json.loads(answer.content)
    assert copy["about"] == "Mrs Mary Lane"
    assert answer["Content-Disposition"] == f'attachment; filename="copy-{asked.pk}.json"'
    assert "no-store" in answer["Cache-Control"]
    assert exports() == [("A copy of everything held on the person", [mary.pk], "Grace Adeyemi")]


def test_the_paper_is_streamed_and_kept_nowhere(asked, nurse, signed_in):
    def kept():
        return (
            [default_storage.listdir(folder) for folder in default_storage.listdir("")[0]]
            if default_storage.exists("")
            else []
        )

    before = kept()
    answer = signed_in(nurse).get(f"{asked.get_absolute_url()}copy.pdf?print=large")

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="copy-{asked.pk}.pdf"'
    assert kept() == before


def test_nothing_is_made_while_it_is_not_sure_who_asks(asked, nurse, signed_in):
    CopyRequest.objects.update(identity="", identity_on=None)
    client = signed_in(nurse)

    for name in ("copy.json", "copy.pdf"):
        answer = client.get(asked.get_absolute_url() + name)
        assert (answer.status_code, answer.url) == (302, asked.get_absolute_url())
    assert exports() == []


def test_after_it_is_handed_over_no_further_copy_is_made(asked, nurse, signed_in):
    CopyRequest.objects.update(state="handed_over", handed="post", closed_on="2026-11-02")

    assert signed_in(nurse).get(f"{asked.get_absolute_url()}copy.json").status_code == 302
    assert exports() == []


def test_whoever_asks_in_somebodys_place_is_named(mary, nurse, signed_in):
    form = {"asked_on_day": 1, "asked_on_month": 11, "asked_on_year": 2026, "way": "letter", "format": "file"}
    client, url = signed_in(nurse), f"/immunology/copies/ask/{mary.pk}/"

    page = client.post(url, form | {"asker": "solicitor"})
    assert "Enter the name of whoever asked for them" in page.content.decode()
    client.post(url, form | {"asker": "solicitor", "asker_name": "Ms A  Field"})
    asked = CopyRequest.objects.get()
    assert (asked.asker_name, asked.format, asked.recorded_by) == ("Ms A Field", "file", nurse)


def test_a_day_to_come_is_refused_and_nothing_typed_is_lost(mary, nurse, signed_in):
    form = {"asked_on_day": 1, "asked_on_month": 1, "asked_on_year": 2999, "way": "phone", "asker": "parent",
            "asker_name": "Mrs A Field", "format": "large"}  # fmt: skip

    page = signed_in(nurse).post(f"/immunology/copies/ask/{mary.pk}/", form).content.decode()
    assert "must be today or in the past" in page
    assert "Mrs A Field" in page
    assert not CopyRequest.objects.exists()


def test_the_list_costs_the_same_for_3_and_for_40(group, nurse, signed_in):
    client = signed_in(nurse)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/immunology/copies/").status_code == 200
        return len(caught)

    for person in PersonFactory.create_batch(3, group=group):
        RequestFactory(person=person)
    queries()
    few = queries()
    for person in PersonFactory.create_batch(37, group=group):
        RequestFactory(person=person)
    assert queries() == few


def test_today_names_nobody_and_says_until_when(asked, group, nurse, pals):
    (line,) = lines_of_room(today, nurse, group, asked.asked_on)

    assert line.text == f"Hand over the copy for request {asked.pk}"
    assert line.due == asked.first_month_on
    assert "Lane" not in line.text + line.reason


def test_today_asks_pals_for_their_part_until_it_is_made(asked, group, nurse, pals, signed_in):
    other = RequestFactory(person=PersonFactory(group=group))  # nobody has made sure who asks

    (line,) = lines_of_room(today, pals, group, asked.asked_on)
    assert line.text == f"Make PALS’s part of the copy for request {asked.pk}"
    assert str(other.pk) not in line.text
    assert "Lane" not in line.text + line.reason

    assert signed_in(pals).get(f"{asked.get_absolute_url()}pals.pdf").content.startswith(b"%PDF")
    assert lines_of_room(today, pals, group, asked.asked_on) == []
    assert "take its closed envelope" in signed_in(nurse).get(asked.get_absolute_url()).content.decode()


def test_somebody_whose_person_was_erased_has_no_copy(asked, nurse, signed_in):
    CopyRequest.objects.update(person=None)
    client = signed_in(nurse)

    assert client.get(f"{asked.get_absolute_url()}copy.json").status_code == 302
    assert "Somebody who was erased" in client.get("/immunology/copies/").content.decode()


@pytest.mark.parametrize(
    ("address", "said"), [("1 High Street", "waits to be printed and posted"), ("", "tell them yourself")]
)
def test_the_page_promises_a_letter_only_where_one_can_go(group, nurse, signed_in, address, said):
    person = PersonFactory(group=group, email="", address=address)
    form = {"asked_on_day": "1", "asked_on_month": "9", "asked_on_year": "2026", "way": "phone", "asker": "themselves",
            "format": "printed"}  # fmt: skip

    page = signed_in(nurse).post(f"/immunology/copies/ask/{person.pk}/", form, follow=True).content.decode()

    assert CopyRequest.objects.exists()
    assert said in page


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"standing": "moved", "standing_since": "2026-01-01"}, "moved to another hospital"),
        ({"needs": ["braille"]}, "needs braille"),
    ],
)
def test_nobody_reads_that_a_letter_goes_that_will_be_held(group, nurse, signed_in, changed, why):
    person = PersonFactory(group=group, email="", **changed)
    form = {"asked_on_day": "1", "asked_on_month": "9", "asked_on_year": "2026", "way": "phone", "asker": "themselves",
            "format": "printed"}  # fmt: skip

    page = signed_in(nurse).post(f"/immunology/copies/ask/{person.pk}/", form, follow=True).content.decode()

    assert "cannot go:" in page
    assert why in page
