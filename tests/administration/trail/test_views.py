import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import ByTheirOwnLink, SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.actions import end_role, give_role
from supportgroup.accounts.models import User
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.audit.models import Look
from supportgroup.people import actions as people
from supportgroup.people import rules
from supportgroup.people.models import ClinicalOutline, KeptFilter, Person
from tests.administration.trail.test_paging import rename
from tests.factories import HoldingFactory, OutlineFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mary(group, nurse):
    """A person whose name is not to be read by who may not see people."""
    return PersonFactory(group=group, first_name="Mary", last_name="Lane", email="mary@example.org")


def page(client, name, *args, **query):
    html = client.get(reverse(name, args=["immunology", *args]), query).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def queries(client, name, *args):
    with CaptureQueriesContext(connection) as asked:
        page(client, name, *args)
    return len(asked)


def test_a_role_given_and_ended_is_told_with_who_when_and_what(signed_in, administrator, nurse, group, at_noon):
    held = give_role(nurse, role=Role.PALS, group=group, ends_on=datetime.date(2026, 12, 1), by=SignedIn(administrator))
    with clock.moved_to(clock.at(datetime.date(2026, 9, 8), 9, 30)):
        end_role(held, by=SignedIn(administrator))

    told = page(signed_in(administrator), "trail")

    assert "7 September 2026, midday Ivy Stone Role given PALS officer: Grace Adeyemi (added)" in told
    assert "8 September 2026, 9.30am Ivy Stone Role ended" in told
    assert "Last day: 1 December 2026 became → 8 September 2026" in told


def test_the_administrator_sees_that_a_person_changed_and_neither_who_nor_what(signed_in, administrator, mary, nurse):
    rename([mary], last_name="Hill", by=SignedIn(nurse))

    told = page(signed_in(administrator), "trail")

    assert f"Grace Adeyemi Person renamed Person {mary.pk} Last name changed" in told
    assert not re.search("Mary|Lane|Hill", told)


def test_a_nurse_sees_before_and_after_of_a_person_and_nothing_of_users(signed_in, administrator, mary, nurse, group):
    give_role(nurse, role=Role.FINANCE, group=group, by=SignedIn(administrator))
    rename([mary], last_name="Hill", by=SignedIn(nurse))

    told = page(signed_in(nurse), "trail")

    assert "Last name: Lane became → Hill" in told
    assert "Role given" not in told
    assert Look.objects.in_group("immunology").get().people == [mary.pk]


def test_clinical_words_are_only_for_who_may_see_them(signed_in, administrator, mary, nurse, pals):
    OutlineFactory(person=mary)
    outline = ClinicalOutline.objects.get(person=mary)
    people.change_outline(
        mary,
        values={
            "condition_group": "primary",
            "on_immunoglobulin": True,
            "treatment_route": "pump",
            "treatment_place": "home",
        },
        mark=mark_of(outline),
        by=SignedIn(nurse),
    )
    for told in (page(signed_in(administrator), "trail"), page(signed_in(pals), "trail_of_person", mary.pk)):
        assert "Clinical outline changed" in told
        assert not re.search("pump|Home|immunoglobulin|immunodef", told, re.IGNORECASE)

    assert "On immunoglobulin: No became → Yes" in page(signed_in(nurse), "trail_of_person", mary.pk)


def test_what_is_typed_about_the_register_is_only_for_who_may_see_people(signed_in, administrator, nurse, group):
    told = {"reason": "For Mary Lane’s GP", "filters": {}, "people": 7, "clinical": False}
    people.note_handed_out(group, way="export", **told, by=SignedIn(nurse))
    KeptFilter.objects.create(group=group, owner=nurse, name="Mary Lane and daughters", filters={})
    seen = page(signed_in(administrator), "trail")
    both = HoldingFactory(user=nurse, group=group, role=Role.ADMINISTRATOR).user

    assert "Register handed out" in seen
    assert "7" in seen
    assert "Mary" not in seen
    assert "For Mary Lane’s GP" in page(signed_in(User.objects.get(pk=both.pk)), "trail")


def mark_of(outline):
    return rules.mark_of(people.outline_values_of(outline))


def test_a_person_who_acted_by_their_own_link_is_named_only_to_who_may_see_people(
    signed_in, administrator, mary, nurse
):
    rename([mary], last_name="Hill", by=ByTheirOwnLink(mary.pk))

    assert f"Person {mary.pk}, by their own link" in page(signed_in(administrator), "trail")
    assert "Mary Hill, by their own link" in page(signed_in(nurse), "trail")


def test_a_change_that_nobody_signed_says_so(signed_in, administrator, mary):
    Person.objects.filter(pk=mary.pk).update(phone="01632 960001")

    assert "Nobody signed it: changed in the database itself" in page(signed_in(administrator), "trail")


def test_a_thing_of_another_group_never_shows(signed_in, administrator, nurse, other_group):
    theirs = PersonFactory(group=other_group, last_name="Elsewhere")
    rename([theirs], last_name="Faraway", by=SignedIn(nurse))
    looks.note("A page far off", [theirs.pk], group_slug=other_group.slug, by=SignedIn(nurse))

    for name in ("trail", "trail_of_looks"):
        for query in ({}, {"person": theirs.pk}, {"who": nurse.pk}):
            told = page(signed_in(administrator), name, **query)
            assert not re.search(rf"Elsewhere|Faraway|Person {theirs.pk}\b|Person renamed|far off", told)


def test_looks_say_who_in_which_role_then_in_which_way_at_what(signed_in, administrator, nurse, mary, group, at_noon):
    HoldingFactory(user=nurse, group=group, role=Role.PALS, starts_on=datetime.date(2026, 9, 8))
    others = [PersonFactory(group=group).pk for _ in range(4)]
    looks.note("The register", [mary.pk, *others], group_slug=group.slug, way=Way.LIST, by=SignedIn(nurse))
    looks.note("The page of the person", [mary.pk], group_slug=group.slug, by=SignedIn(nurse))

    told = page(signed_in(administrator), "trail_of_looks")

    assert f"Grace Adeyemi, nurse Opened The page of the person Person {mary.pk}" in told
    assert "Saw in a list The register" in told
    assert "and 2 others" in told


def test_the_filters_are_typed_and_stand_in_the_address_without_a_name(signed_in, administrator, nurse, mary):
    client = signed_in(administrator)
    rename([mary], last_name="Hill", by=SignedIn(nurse))
    typed = {"who": nurse.pk, "kind": "people", "person": mary.pk, "since_day": 1, "since_month": 1, "since_year": 2020}

    answer = client.post(reverse("trail", args=["immunology"]), typed)

    assert answer.url.endswith(f"?who={nurse.pk}&kind=people&person={mary.pk}&since=2020-01-01")
    assert "Person renamed" in client.get(answer.url).content.decode()
    assert "Person renamed" not in page(client, "trail", kind="groups")


@pytest.mark.parametrize(
    "typed",
    [
        {"who": "x"},
        {"who": "99999999"},
        {"kind": "\x00"},
        {"person": "9" * 400},
        {"person": "-1"},
        {"since_day": "31", "since_month": "2", "since_year": "2026"},
        {"since_year": "🙂" * 1000},
        {"until_day": "1", "until_month": "1", "until_year": "0001"},
    ],
)
def test_whatever_is_typed_there_is_an_answer(signed_in, administrator, typed):
    for name in ("trail", "trail_of_looks"):
        assert signed_in(administrator).post(reverse(name, args=["immunology"]), typed).status_code in {200, 302}


@pytest.mark.parametrize(
    "value", ["", "x", "\x00", "9" * 400, "-1", "9999-12-31", "0001-01-01", "1~x~y", "9" * 30 + "~a~1"]
)
def test_whatever_stands_in_the_address_there_is_a_page(signed_in, administrator, value):
    query = dict.fromkeys(("who", "kind", "person", "since", "until", "after"), value)

    for name in ("trail", "trail_of_looks"):
        assert signed_in(administrator).get(reverse(name, args=["immunology"]), query).status_code == 200


def test_the_pages_cost_the_same_for_3_rows_and_300(signed_in, administrator, nurse, group, mary):
    client, hers = signed_in(administrator), signed_in(nurse)
    people = [mary, *[PersonFactory(group=group) for _ in range(30)]]

    def grow(rounds):
        for number in range(rounds):
            for person in people:
                rename([person], last_name=f"Name{number}{person.pk}", by=SignedIn(nurse))
                looks.note("The register", [person.pk], group_slug=group.slug, by=SignedIn(nurse))

    def cost():
        return [
            queries(client, "trail"),
            queries(client, "trail_of_looks"),
            queries(hers, "trail_of_person", mary.pk),
            queries(hers, "looks_at_person", mary.pk),
            queries(hers, "tell_who_looked", mary.pk),
        ]

    grow(2)
    cost()  # the first page of a session writes down that it began
    few = cost()
    grow(8)

    assert cost() == few


def test_older_and_newest_lead_through_the_pages(signed_in, administrator, nurse, mary):
    for number in range(60):
        rename([mary], last_name=f"Name{number}", by=SignedIn(nurse))
    client = signed_in(administrator)
    first = client.get(reverse("trail", args=["immunology"]), {"who": nurse.pk})
    second = client.get(reverse("trail", args=["immunology"]) + first.context["older_url"])

    assert [len(answer.context["entries"]) for answer in (first, second)] == [50, 10]
    assert (second.context["older_url"], second.context["newest_url"]) == ("", f"?who={nurse.pk}")


def test_a_persons_page_says_who_looked_last_and_leads_to_all_of_it(signed_in, nurse, pals, mary):
    signed_in(pals).get(reverse("person", args=["immunology", mary.pk]))

    told = page(signed_in(nurse), "person", mary.pk)

    assert "Who changed and who looked" in told
    assert "Ruth Bell, PALS officer. Opened: The page of the person" in told


def test_looking_at_the_trail_of_a_person_is_a_look(signed_in, nurse, mary):
    for name in ("trail_of_person", "looks_at_person", "tell_who_looked", "who_looked_pdf"):
        signed_in(nurse).get(reverse(name, args=["immunology", mary.pk]))

    ways = [(look.what, look.way) for look in Look.objects.at_person(mary.pk).order_by("pk")]
    assert ways == [
        ("Who changed and who looked", Way.PAGE),
        ("Who changed and who looked", Way.PAGE),
        ("The list of who looked", Way.PRINT),
        ("The list of who looked", Way.EXPORT),
    ]


def test_the_letter_tells_a_person_who_looked_once_a_day_for_each_thing(signed_in, nurse, pals, mary, group):
    other = PersonFactory(group=group)
    with clock.moved_to(clock.at(datetime.date(2026, 9, 1), 9)):
        looks.note("The page of the person", [mary.pk], group_slug=group.slug, by=SignedIn(pals))
        looks.note("The page of the person", [mary.pk], group_slug=group.slug, by=SignedIn(pals))
        looks.note("The register", [mary.pk], group_slug=group.slug, way=Way.EXPORT, by=SignedIn(nurse))
        looks.note("Something else", [other.pk], group_slug=group.slug, by=SignedIn(nurse))
    with clock.moved_to(clock.at(datetime.date(2024, 9, 1), 9)):
        looks.note("Long ago", [mary.pk], group_slug=group.slug, by=SignedIn(nurse))
    with clock.moved_to(clock.at(datetime.date(2026, 9, 7), 12)):
        told = page(signed_in(nurse), "tell_who_looked", mary.pk)

    assert told.count("1 September 2026 Ruth Bell PALS officer Opened: the page of the person") == 1
    assert "1 September 2026 Grace Adeyemi nurse Downloaded: the register" in told
    assert "Something else" not in told
    assert "Long ago" not in told
    assert "immun" not in told.lower()


def test_the_letter_is_a_pdf_whose_name_is_nobodys(signed_in, nurse, mary):
    answer = signed_in(nurse).get(reverse("who_looked_pdf", args=["immunology", mary.pk]))

    assert answer.content.startswith(b"%PDF-")
    assert "Mary" not in answer["Content-Disposition"]


def test_what_is_typed_as_markup_stands_as_it_was_typed(signed_in, nurse, mary):
    rename([mary], last_name="<script>alert(1)</script>", by=SignedIn(nurse))

    html = signed_in(nurse).get(reverse("trail_of_person", args=["immunology", mary.pk])).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_a_change_of_contact_details_is_told_by_its_action(signed_in, nurse, mary):
    values = {**people.values_of(mary), "phone": "01632 960002"}
    people.change(mary, values=values, mark=rules.mark_of(people.values_of(mary)), by=SignedIn(nurse))

    assert "Person changed Mary Lane Phone: 01632 960002" in page(signed_in(nurse), "trail_of_person", mary.pk)
