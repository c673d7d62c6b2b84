"""How the rooms are asked together."""

import pytest

from supportgroup.home.lines import lines_of
from supportgroup.people.models import Person
from supportgroup.ui.todo import Line, Question, Watch
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def counted(rows):
    return Question.of(rows, counted=True)


def _told(counts):
    return [Line(text=str(list(counts)), url="/")]


def test_one_query_asks_all_and_only_where_something_waits_lines_are_made(group, django_assert_num_queries):
    PersonFactory.create_batch(3, group=group)
    people, nobody = Person.objects.of(group), Person.objects.of(group).filter(first_name="Nobody")
    watches = [
        Watch([nobody], _told),
        Watch([people, nobody], _told),
        Watch([counted(nobody), counted(people.order_by("last_name"))], _told),
        Watch([], _told),
        Watch([Person.objects.none()], _told),
        Watch([counted(Person.objects.none()), counted(people)], _told),
    ]

    with django_assert_num_queries(1):
        found = lines_of(watches)

    assert [line.text for line in found] == ["[1, 0]", "[0, 3]", "[]", "[0, 3]"]


def test_nothing_to_ask_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lines_of([]) == []
