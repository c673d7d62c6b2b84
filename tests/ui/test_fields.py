"""A date typed in three parts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from supportgroup.ui.fields import DateField


def says(parts, **options):
    """Return what is said about these three parts."""
    with pytest.raises(ValidationError) as refused:
        DateField(label="Date of birth", **options).clean(parts)
    return refused.value.messages


@pytest.mark.parametrize(
    "parts", [["3", "3", "1956"], ["03", "03", "1956"], ["3", "March", "1956"], [" 3 ", "mar", "1956 "]]
)
def test_a_date_may_be_typed_in_any_usual_way(parts):
    assert DateField(label="Date of birth").clean(parts) == date(1956, 3, 3)


def test_the_29th_of_february_is_a_date_only_in_a_leap_year():
    assert DateField(label="Date of birth").clean(["29", "2", "2024"]) == date(2024, 2, 29)
    assert says(["29", "2", "2023"]) == ["Date of birth must be a real date"]


@pytest.mark.parametrize("parts", [["31", "4", "1956"], ["0", "1", "1956"], ["1", "13", "1956"], ["x", "1", "1956"],
                                   ["9999999999", "1", "1956"], ["1", "ma", "1956"], ["1", "smarch", "1956"], ["1", "1", "0000"]])  # fmt: skip
def test_a_day_that_never_was_is_refused(parts):
    assert says(parts) == ["Date of birth must be a real date"]


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        (["3", "3", ""], "a year"),
        (["", "3", "1956"], "a day"),
        (["3", " ", "1956"], "a month"),
        (["", "", "1956"], "a day and a month"),
    ],
)
def test_what_is_missing_is_named(parts, missing):
    assert says(parts) == [f"Date of birth must include {missing}"]


def test_a_year_of_two_numbers_is_not_guessed():
    assert says(["3", "3", "56"]) == ["Year must include 4 numbers"]


def test_an_empty_date_is_none_where_it_may_be_left_empty():
    assert DateField(label="Date of birth", required=False).clean(["", "", ""]) is None


def test_an_error_may_call_the_date_by_another_name():
    assert says(["", "3", "1956"], thing="Their date of birth") == ["Their date of birth must include a day"]


def test_a_validator_of_the_field_sees_the_date():
    def not_before_1900(value):
        if value.year < 1900:
            raise ValidationError("Date of birth must be after 1899")

    assert says(["1", "1", "1899"], validators=[not_before_1900]) == ["Date of birth must be after 1899"]


def test_a_date_has_changed_only_if_another_day_was_typed():
    field = DateField(label="Date of birth")

    changed = [field.has_changed(date(1956, 3, 3), parts) for parts in (["03", "3", "1956"], ["4", "3", "1956"])]

    assert changed == [False, True]
