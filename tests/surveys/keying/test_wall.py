"""The numbers on the forms: kept in one row while a survey is open, gone afterwards, and never beside an answer."""

import datetime
import re

import pytest
from django.db import connection

from supportgroup import clock
from supportgroup.longwork.actions import run_waiting
from supportgroup.longwork.models import LongWork
from surveys.keying import actions, comparisons, twice
from surveys.keying.models import Drawn, Keyed
from surveys.replying import actions as replying
from tests.surveys.keying.conftest import as_user, draw
from tests.surveys.moments import moments
from tests.surveys.questionnaire.factories import BY

pytestmark = pytest.mark.django_db(transaction=True)
NUMBERS = [90414, 90171, 90336, 90022, 90259, 90118, 90083, 90397, 90205, 90149, 90302, 90056]
"""As they were keyed: in no order."""


def rows(table, columns="*"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table}")
        return cursor.fetchall()


def tables():
    return [table for table in connection.introspection.table_names() if "migrations" not in table]


def everywhere():
    """Return every row of every table as words."""
    return " ".join(str(row) for table in tables() for row in rows(f"{table} AS t", "to_jsonb(t)::text"))


def test_the_numbers_lie_in_no_order_of_keying_and_beside_no_answer(survey, pals_entry):
    for place, number in enumerate(NUMBERS):
        draw(survey.group, percent=100 if place % 4 == 0 else 0)
        actions.key_in(survey, number=number, given={"1": "a"}, form=f"form {place}", by=as_user(pals_entry))

    assert Keyed.objects.get().numbers == sorted(NUMBERS)
    assert rows("keying_keyed", "count(*)") == [(1,)]
    marks = {xmin for (xmin,) in rows("answers_sealedanswer", "xmin::text")}
    assert len(marks) == 9, "one each: what would tie a number to an answer, if it had a row of its own"
    assert len(marks & {xmin for (xmin,) in rows("keying_keyed", "xmin::text")}) <= 1
    assert not marks & {xmin for (xmin,) in rows("keying_drawn", "xmin::text")}
    assert str(NUMBERS[0]) in everywhere(), "the row that could leak"


def test_after_the_close_no_number_stands_anywhere_and_the_rows_they_lay_in_are_cleared(survey, pals_entry):
    for place, number in enumerate(NUMBERS):
        draw(survey.group, percent=100 if place % 4 == 0 else 0)
        actions.key_in(survey, number=number, given={"1": "a"}, form=f"form {place}", by=as_user(pals_entry))
    replying.start_closing(survey, by=BY)
    run_waiting()

    everything = everywhere()
    assert [number for number in NUMBERS if re.search(rf"\b{number}\b", everything)] == []
    assert not Drawn.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_stat_user_tables WHERE vacuum_count > 0 AND relname IN ('keying_keyed', 'keying_drawn')"
        )
        assert len(cursor.fetchall()) == 2


def key_twice(survey, number, first, second, given=None):
    actions.key_in(survey, number=number, given={"1": "a"}, form=f"form {number}", by=as_user(first))
    twice.key_again(Drawn.objects.get(number=number), given=given or {"1": "a"}, by=as_user(second))
    run_waiting()


@pytest.mark.usefixtures("the_cache_of_production", "every_form_is_drawn")
def test_after_the_close_nothing_says_at_which_moment_a_form_was_keyed(survey, pals_entry, joan):
    before, began = moments(), clock.now()
    for number in range(1, 5):
        key_twice(survey, number, pals_entry, joan)
    settled = Drawn.objects.create(survey=survey, number=5, first=b"x", second=b"y", differs=["1"], first_by=joan)
    twice.settle(settled, given={"1": "b"}, by=as_user(joan))
    ended = clock.now()

    def told():
        return {table for table, moment in moments() - before if began <= moment <= ended}

    assert told() == {"longwork_longwork"}, "the row that could leak"
    assert LongWork.objects.about(comparisons.COMPARING, survey.pk).count() == 1, "and it is that of one form alone"
    Drawn.objects.all().delete()
    replying.start_closing(survey, by=BY)
    run_waiting()
    assert told() == set()


@pytest.mark.usefixtures("the_cache_of_production")
def test_what_is_kept_to_know_a_form_again_goes_at_a_midnight_and_never_tells_the_second(survey, pals_entry):
    before = moments()
    for number in range(1, 4):
        actions.key_in(survey, number=number, given={"1": "a"}, form=f"form {number}", by=as_user(pals_entry))

    ((table, moment),) = moments() - before
    assert table == "cache"
    assert rows("cache WHERE cache_key LIKE '%keyed-form%'", "count(*)") == [(3,)]
    assert moment == clock.at(clock.today() + datetime.timedelta(days=2), 0)
    again = actions.key_in(survey, number=1, given={"1": "a"}, form="form 1", by=as_user(pals_entry))
    assert not again.is_new


def test_no_row_of_a_keyed_form_has_a_moment():
    for model in (Keyed, Drawn):
        assert not hasattr(model, "pgh_event_model"), model
        kinds = {field.get_internal_type() for field in model._meta.fields}
        assert not kinds & {"DateField", "DateTimeField", "TimeField"}, model
