"""For which language an interpreter is needed, as spreadsheets of wards say it."""

import datetime

import pytest

from supportgroup.people.importing import spoken
from supportgroup.people.importing.columns import guess
from supportgroup.people.importing.judging import Table, values_of

TODAY = datetime.date(2026, 9, 7)


@pytest.mark.parametrize(
    ("cell", "language"),
    [
        ("Polish", "Polish"), ("pl", "Polish"), ("Yes", ""), ("Y (Polish)", "Polish"), ("yes - polish", "Polish"),
        ("Required: Urdu", "Urdu"), ("No", None), ("N/A", None), ("English", None), ("Yoruba", "Yoruba"),
    ],
)  # fmt: skip
def test_a_column_of_its_own(cell, language):
    assert spoken.of_column(cell) == language


@pytest.mark.parametrize(
    ("cell", "language"),
    [("Interpreter: Polish", "Polish"), ("Audio; interpreter (somali)", "Somali"), ("Interpreter", ""), ("Audio", "")],
)
def test_among_the_needs(cell, language):
    assert spoken.of_needs(cell) == language


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        (["needs", "language"], ["Interpreter: Polish", "English"]),
        (["language", "needs"], ["English", "Interpreter: Polish"]),
        (["interpreter"], ["Polish"]),
        (["interpreter", "needs"], ["Yes - Polish", ""]),
        (["language", "interpreter"], ["Polish", "Yes"]),
    ],
)
def test_the_language_is_kept_beside_the_need(columns, cells):
    values, _ = values_of(cells, Table([], columns), today=TODAY)

    assert values == {"language": "Polish", "needs": ["interpreter"]}


def test_who_needs_none_has_none():
    assert values_of(["No", "Polish"], Table([], ["interpreter", "language"]), today=TODAY)[0] == {"language": "Polish"}


def test_the_column_is_known_by_its_names():
    assert guess(["Interpreter required?", "Interpreter language", "First language"]) == ["interpreter", "", "language"]
