"""The numbers on the forms: kept in one row while a survey is open, gone afterwards, and never beside an answer."""

import re

import pytest
from django.db import connection

from supportgroup.longwork.actions import run_waiting
from surveys.keying import actions
from surveys.keying.models import Drawn, Keyed
from surveys.replying import actions as replying
from tests.surveys.keying.conftest import as_user, draw
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


def test_no_row_of_a_keyed_form_has_a_moment():
    for model in (Keyed, Drawn):
        assert not hasattr(model, "pgh_event_model"), model
        kinds = {field.get_internal_type() for field in model._meta.fields}
        assert not kinds & {"DateField", "DateTimeField", "TimeField"}, model
