"""Names that are spelt otherwise, and the rest that a search understands."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup.people import finders, typed
from supportgroup.people.models import Person
from supportgroup.people.searching import CLOSEST, swapped
from tests.factories import HoldingFactory, PersonFactory

pytestmark = pytest.mark.django_db
LIST = "/immunology/people/"


@pytest.fixture
def register(group):
    """A few people who could be taken for each other."""
    for first, last in [
        ("Grace", "Adeyemi"), ("Adam", "Ward"), ("Katharine", "Marsh"), ("Catherine", "Lane"), ("Kate", "Lowe"),
        ("Zoë", "O’Brien"), ("Brian", "Obi"), ("Joan", "Katharineson"), ("Ann-Marie", "Haddad"), ("Li", "Wu"),
    ]:  # fmt: skip
        PersonFactory(group=group, first_name=first, last_name=last)
    return group


def found(group, text):
    people = Person.objects.of(group).found_by(typed.sought(text))
    order = CLOSEST if typed.sought(text).words else ("pk",)
    return [str(person) for person in people.order_by(*order)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Adeyemy", ["Grace Adeyemi"]),
        ("adyeemi", ["Grace Adeyemi"]),
        ("Catherine", ["Catherine Lane", "Katharine Marsh"]),
        ("obrien", ["Zoë O’Brien"]),
        ("O'Brien", ["Zoë O’Brien"]),
        ("O’Bryen", ["Zoë O’Brien"]),
        ("mrash", ["Katharine Marsh"]),
        ("marth", ["Katharine Marsh", "Ann-Marie Haddad"]),
        ("hadad", ["Ann-Marie Haddad"]),
        ("marie", ["Ann-Marie Haddad", "Katharine Marsh"]),
        ("katharine mrash", ["Katharine Marsh"]),
        ("wu", ["Li Wu"]),
        ("zzyzx", []),
    ],
)
def test_a_name_is_found_though_it_is_spelt_otherwise(register, text, names):
    assert found(register, text) == names


def test_who_is_called_exactly_so_comes_before_who_is_called_alike(register):
    assert found(register, "katharine") == ["Katharine Marsh", "Joan Katharineson", "Catherine Lane"]
    assert found(register, "kate")[0] == "Kate Lowe"


def test_every_word_must_be_in_the_name(register):
    assert found(register, "grace ward") == []


def test_an_nhs_number_is_found_by_any_of_its_digits_with_any_spaces(group):
    PersonFactory(group=group, first_name="Ada", last_name="Okoro", nhs_number="9990000018")

    for text in ("999 000 0018", "9990000018", "999-000-0018", "0018", "99 90 00", "999\u00a0000\u00a00018"):
        assert found(group, text) == ["Ada Okoro"], text
    assert found(group, "0019") == []


def test_a_postcode_is_found_with_and_without_its_space_and_by_its_beginning(group):
    PersonFactory(group=group, first_name="Ada", last_name="Okoro", postcode="M1 1AE")
    PersonFactory(group=group, first_name="Eve", last_name="Stone", postcode="M11 1AE")

    for text in ("M1 1AE", "m11ae", "m1", "M1 1"):
        assert found(group, text) == ["Ada Okoro"], text
    assert found(group, "m11") == ["Eve Stone"]
    assert found(group, "okoro m1") == ["Ada Okoro"]
    assert found(group, "stone m1") == []


@pytest.mark.parametrize(
    ("text", "postcode"),
    [("zz99 3wz", "ZZ99 3WZ"), ("ZZ993WZ", "ZZ99 3WZ"), ("zz99", "ZZ99 "), ("zz99 3", "ZZ99 3"), ("ada12", "")],
)
def test_a_postcode_in_a_search_is_told_from_a_name(text, postcode):
    assert typed.sought(text).postcode == postcode


def test_letters_that_changed_places_are_each_put_back():
    assert swapped("lnae") == ["nlae", "lane", "lnea"]
    assert swapped("aab") == ["aba"]


def test_nobody_of_another_group_is_like_anybody(register, other_group):
    PersonFactory(group=other_group, first_name="Grace", last_name="Adeyemi")

    assert len(found(register, "adeyemy")) == 1


def test_the_list_shows_the_closest_first_and_can_be_sorted_all_the_same(register, signed_in, nurse):
    nurses = signed_in(nurse)

    answer = nurses.post(LIST, {"search": "katharine"}, follow=True)
    by_name = nurses.get(f"{LIST}?sort=name")

    assert [row["person"].last_name for row in answer.context["list"].rows] == ["Marsh", "Katharineson", "Lane"]
    assert [row["person"].last_name for row in by_name.context["list"].rows] == ["Katharineson", "Lane", "Marsh"]
    assert "Closest first" in answer.content.decode()
    assert "katharine" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "a%b_", "\x00", "👋", "a" * 101, "(((", "'; --", "ab" * 50, "\ud800"])
def test_nothing_that_is_searched_for_breaks_the_page(register, signed_in, nurse, text):
    answer = signed_in(nurse).post(LIST, {"search": text.encode("utf-8", "replace").decode()}, follow=True)

    assert answer.status_code == 200


def test_a_search_takes_as_many_queries_for_300_people_as_for_3(group, other_group, signed_in, nurse):
    HoldingFactory(user=nurse, group=other_group)
    for number in range(300):
        PersonFactory(group=other_group, first_name="Grace", last_name=f"Adeyemi{'abc'[number % 3]}")
    for _ in range(3):
        PersonFactory(group=group, first_name="Grace", last_name="Adeyemi")
    nurses = signed_in(nurse)
    took = []
    for slug in ("immunology", "rheumatology"):
        nurses.post(f"/{slug}/people/", {"search": "adeyemy"})
        nurses.get(f"/{slug}/people/")
        with CaptureQueriesContext(connection) as caught:
            answer = nurses.get(f"/{slug}/people/")
        took.append((len(caught), answer.context["list"].total))

    assert [total for _, total in took] == [3, 300]
    assert took[0][0] == took[1][0]


def test_a_room_above_may_find_people_by_what_it_knows_them_by(group, signed_in, nurse, monkeypatch):
    known = PersonFactory(group=group, last_name="Known")
    PersonFactory(group=group, last_name="Other")
    monkeypatch.setattr(finders, "_finders", [])
    finders.register(lambda text, *, user, group: [known.pk] if (text, user) == ("QVT1042-K", nurse) else [])

    answer = signed_in(nurse).post(LIST, {"search": "QVT1042-K"}, follow=True)

    assert [row["person"].last_name for row in answer.context["list"].rows] == ["Known"]


def test_a_finder_never_brings_somebody_of_another_group(group, other_group, signed_in, nurse, monkeypatch):
    theirs = PersonFactory(group=other_group, last_name="Elsewhere", date_of_birth=datetime.date(1970, 1, 1))
    monkeypatch.setattr(finders, "_finders", [lambda text, *, user, group: [theirs.pk]])

    answer = signed_in(nurse).post(LIST, {"search": "anything"}, follow=True)

    assert answer.context["list"].total == 0
