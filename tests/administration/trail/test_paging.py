import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.administration.trail import paging, tables
from supportgroup.administration.trail.chosen import Chosen, read
from supportgroup.audit.action import action
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NOON = clock.at(datetime.date(2026, 9, 7), 12)


@action("person.renamed")
def rename(people, *, last_name, by):
    for person in people:
        person.last_name = last_name
        person.save()


def every_page(group, **chosen):
    """Return the lines of all pages in order, as (table, key)."""
    after, found = "", []
    for _ in range(100):
        page = paging.page_of(group, Chosen(**chosen, after=after), models=tables.event_models())
        found.append(page.lines)
        after = page.after
        if not after:
            return found
    raise AssertionError("the pages never end")


def test_the_pages_hold_every_row_once_newest_first(group, nurse):
    people = [PersonFactory(group=group) for _ in range(40)]
    for number in range(3):
        for person in people:
            # Some at one moment, some at others, so that a page ends in the middle of either.
            with clock.moved_to(NOON + datetime.timedelta(minutes=number * (person.pk % 7))):
                rename([person], last_name=f"Name{number}", by=SignedIn(nurse))

    lines = [line for page in every_page(group) for line in page]
    keys = [(line.place.table, line.place.key) for line in lines]
    all_rows = {
        (tables.label_of(model), row.pgh_id)
        for model in tables.event_models()
        for row in tables.rows_of(model).filter(tables.of_group(model, group))
    }

    assert len(keys) == len(set(keys))
    assert set(keys) == all_rows
    order = [(line.place.moment, line.place.table, line.place.key) for line in lines]
    assert order == sorted(order, reverse=True)


def test_what_one_action_did_to_many_is_one_line_with_its_number_and_the_next_page_goes_on_below_it(group, nurse):
    with clock.moved_to(NOON):
        people = [PersonFactory(group=group) for _ in range(120)]
        before = rename_one(people[0], nurse, minutes=-5)
        rename(people, last_name="Together", by=SignedIn(nurse))
        after = rename_one(people[1], nurse, minutes=5)
    lines = [line for page in every_page(group, actor=nurse.pk) for line in page]

    assert [dict(line.counts) for line in lines] == [{}, {"update": 120}, {}]
    assert [lines[0].place.key, lines[2].place.key] == [after, before]


def rename_one(person, nurse, *, minutes):
    with clock.moved_to(NOON + datetime.timedelta(minutes=minutes)):
        rename([person], last_name=f"Alone{minutes}", by=SignedIn(nurse))
    model = next(model for model in tables.event_models() if tables.label_of(model) == "people.person")
    return tables.rows_of(model).filter(pgh_obj_id=person.pk).latest("pgh_id").pgh_id


def test_another_groups_rows_are_on_no_page(group, other_group, nurse):
    theirs = PersonFactory(group=other_group)
    rename([theirs], last_name="Elsewhere", by=SignedIn(nurse))
    mine = PersonFactory(group=group)

    keys = {line.place.key for page in every_page(group, person=theirs.pk) for line in page}

    assert keys == set()
    assert len(every_page(group, person=mine.pk)[0]) == 1


def test_filters_by_who_acted_and_by_day(group, nurse, pals):
    person = PersonFactory(group=group)
    for day, user in ((5, nurse), (6, pals), (7, nurse)):
        with clock.moved_to(clock.at(datetime.date(2026, 9, day), 12)):
            rename([person], last_name=f"Day{day}", by=SignedIn(user))

    def days(**chosen):
        return [line.place.moment.day for page in every_page(group, person=person.pk, **chosen) for line in page]

    assert days(actor=nurse.pk) == [7, 5]
    assert days(since=datetime.date(2026, 9, 6), until=datetime.date(2026, 9, 6)) == [6]
    assert days(until=datetime.date(2026, 9, 5), actor=pals.pk) == []


def test_a_page_is_one_question_whatever_it_holds(group, nurse, django_assert_num_queries):
    people = [PersonFactory(group=group) for _ in range(60)]
    with django_assert_num_queries(1):
        paging.page_of(group, Chosen(), models=tables.event_models())
    for person in people:
        rename([person], last_name="Again", by=SignedIn(nurse))

    with django_assert_num_queries(1):
        paging.page_of(group, Chosen(), models=tables.event_models())


@given(st.text(max_size=150))
def test_no_address_makes_a_fault(typed):
    paging.read_place(typed)
    read(dict.fromkeys(("who", "kind", "person", "since", "until", "after"), typed), kinds={})


@given(st.datetimes(timezones=st.just(datetime.UTC)))
def test_a_place_comes_back_from_its_address(moment):
    place = paging.Place(moment, "people.person", 12)

    assert paging.read_place(str(place)) == place
