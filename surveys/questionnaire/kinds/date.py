"""A date: a day, a month or a year, never more exact than was asked."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django import forms

from supportgroup.disclosure.bands import Band, merged
from supportgroup.ui.fields import DateParts, month_number
from supportgroup.ui.wording import day, listed, month
from surveys.questionnaire.phrases import of_question

from .base import MISSING, MORE_THAN_ONE, UNREADABLE, Kind, Question, Table
from .words import UnfitError
from .writing import QuestionForm

FIRST_YEAR, LAST_YEAR = 1900, 2099
LONGEST_PART = 12
PARTS = {"day": ("day", "month", "year"), "month": ("month", "year"), "year": ("year",)}
EXAMPLES = {"day": "For example, 31 3 2026", "month": "For example, 3 2026", "year": "For example, 2026"}
EXACT = (("day", "Day, month and year"), ("month", "Month and year"), ("year", "Year only"))
_YEAR = re.compile(r"[0-9]{4}")
_BETWEEN = re.compile(r"[\W_]+")


class DateForm(QuestionForm):
    """A question that is answered by a date."""

    exact = forms.ChoiceField(
        label="How exact", choices=EXACT, initial="month", widget=forms.RadioSelect,
        help_text="Ask for no more than you need: a whole date can tell who somebody is.",
    )  # fmt: skip

    def details(self) -> dict[str, Any]:
        """Return how exact the date is."""
        return {"exact": self.cleaned_data["exact"]}


class ExactParts(DateParts):
    """The boxes of a date that is kept as far as it was asked: "2026-02" has no day."""

    labels: Mapping[str, str] = {}

    def decompress(self, value: Any) -> list[Any]:
        """Return day, month and year as typed before, as far as they are asked."""
        known = str(value or "").split("-")
        kept = [str(int(part)) for part in reversed(known) if part.isdecimal()]
        return kept if len(kept) == len(self.parts) else [""] * len(self.parts)


class ExactDateField(forms.MultiValueField):
    """A date in as many parts as are asked."""

    def __init__(self, *, exact: str, **options: Any) -> None:
        parts = PARTS[exact]
        boxes = [forms.CharField(required=False, max_length=LONGEST_PART) for _ in parts]
        super().__init__(fields=boxes, require_all_fields=False, widget=ExactParts(parts=parts), **options)
        self.parts = parts

    def clean(self, value: Any) -> str:
        """Return the date as far as it was asked, or say what is missing or wrong."""
        typed = [str(part or "").strip() for part in value or []]
        if not any(typed):
            return ""
        try:
            return canonical(dict(zip(self.parts, typed, strict=True)))
        except UnfitError as unfit:
            raise unfit.at_box() from None


class Date(Kind):
    """A date."""

    name = "date"
    label = "Date"
    about = "People type a date, a month or a year: as exact as you ask, and never more."
    example: dict[str, Any] = {"details": {"exact": "month"}}
    form = DateForm
    keying = "line"
    small = "line"
    reads_as = "commonest"
    doubts: Mapping[str, str] = {
        MORE_THAN_ONE: "had more than one date",
        UNREADABLE: "had a date that cannot be read",
    }

    def field(self, question: Question) -> forms.Field:
        """Return a box for each part."""
        exact = question["details"]["exact"]
        example = question["help"] if "phrases" in question else f"{question['help']} {EXAMPLES[exact]}"
        field = ExactDateField(exact=exact, label=question["text"], help_text=example.strip(), required=False)
        field.widget.labels = {part: of_question(question, part) for part in PARTS[exact]}
        return field

    def read_answer(self, question: Question, value: Any) -> Any:
        """Return "2026-02-14", "2026-02" or "2026"."""
        if value in (None, "", *MISSING):
            return value or ""
        parts = PARTS[question["details"]["exact"]]
        if not isinstance(value, str):
            raise UnfitError("enter a date.")
        typed = [part for part in _BETWEEN.split(value.strip()) if part]
        if typed and _YEAR.fullmatch(typed[0]):
            typed.reverse()
        if len(typed) != len(parts):
            raise UnfitError(f"the date must have {listed([f'a {part}' for part in parts])}, and no more.")
        return canonical(dict(zip(parts, typed, strict=True)))

    def longest_answer(self, question: Question) -> Any:
        """Return a date with all its parts."""
        return "-".join({"day": "99", "month": "99", "year": "9999"}[part] for part in PARTS[exactness(question)])

    def said(self, question: Question, given: Any) -> list[str]:
        """Return "14 February 2026", "February 2026" or "2026"; in another language figures alone: "14/2/2026"."""
        if given in MISSING or exactness(question) == "year":
            return [given]
        if question.get("phrases"):
            return ["/".join(str(int(part)) for part in reversed(given.split("-")))]
        whole = datetime.date.fromisoformat(given if exactness(question) == "day" else f"{given}-01")
        return [day(whole) if exactness(question) == "day" else month(whole)]

    def typed_as(self, question: Question) -> str:
        """Return the parts in their order."""
        return ", ".join(PARTS[exactness(question)])

    def paper(self, question: Question) -> dict[str, Any]:
        """Return cells for each part, with its name above."""
        cells = {"day": 2, "month": 2, "year": 4}
        parts = PARTS[exactness(question)]
        return {
            "shape": "cells",
            "groups": [{"label": of_question(question, part), "cells": cells[part], "before": ""} for part in parts],
            "after": "",
        }

    def table(self, question: Question, counts: Mapping[str, int]) -> Table:
        """Return years, together where one is so small that somebody would stand alone in it."""
        years: dict[str, int] = {}
        for given, count in sorted(counts.items()):
            years[given[:4]] = years.get(given[:4], 0) + count
        bands = merged([Band(year, year, count) for year, count in years.items()])
        return Table(tuple((band.words, band.count) for band in bands))


def exactness(question: Question) -> str:
    """Return how exact a question's date is: "day", "month" or "year"."""
    return str(question["details"]["exact"])


def canonical(typed: Mapping[str, str]) -> str:
    """Return a date of the parts that were typed, as exact as they are; raise UnfitError where there is none."""
    if missing := [part for part, text in typed.items() if not text]:
        sentence = f"the date must include {listed([f'a {part}' for part in missing])}."
        raise UnfitError(sentence, code=f"no_{missing[0]}", phrase="date_lacks", parts=missing)
    if any(len(text) > LONGEST_PART for text in typed.values()):
        raise UnfitError("the date must be a real date.", code="not_real", phrase="no_date")
    year = typed["year"]
    if not (year.isascii() and _YEAR.fullmatch(year)):
        raise UnfitError("the year must include 4 numbers.", code="short_year", phrase="year_figures")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        sentence = f"the year must be between {FIRST_YEAR} and {LAST_YEAR}."
        raise UnfitError(sentence, code="short_year", phrase="year_between", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        whole = datetime.date(int(year), month_number(typed.get("month", "1")), int(typed.get("day", "1")))
    except (ValueError, OverflowError):
        raise UnfitError("the date must be a real date.", code="not_real", phrase="no_date") from None
    return whole.isoformat()[: {1: 4, 2: 7, 3: 10}[len(typed)]]
