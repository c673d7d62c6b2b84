"""A number between a least and a most, with its unit."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from supportgroup.disclosure.bands import Band, merged
from surveys.questionnaire.phrases import of_question

from .base import MISSING, MORE_THAN_ONE, UNREADABLE, Kind, Question, Table
from .typed import TypedField
from .words import UnfitError
from .writing import LineField, QuestionForm

MOST = 1_000_000
LONGEST_TYPED = 40
FEW_VALUES = 10
MOST_BANDS = 8
PLACES = ((0, "Whole numbers only"), (1, "One number after the point"), (2, "Two numbers after the point"))
_NUMBER = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


class NumberForm(QuestionForm):
    """A question that is answered by a number."""

    places = forms.TypedChoiceField(label="How exact", choices=PLACES, coerce=int, initial=0)
    least = forms.DecimalField(label="Least", min_value=0, max_value=MOST, decimal_places=2, initial=0)
    most = forms.DecimalField(
        label="Most", min_value=0, max_value=MOST, decimal_places=2,
        help_text="What is typed outside these two is asked again, so leave room.",
    )  # fmt: skip
    unit = LineField(
        label="Unit", max_length=20, required=False, help_text="What is counted, for example “miles” or “weeks”."
    )

    def clean(self) -> dict[str, Any]:
        """Say where least, most and how exact do not go together."""
        typed: dict[str, Any] = super().clean() or {}
        least, most, places = (typed.get(name) for name in ("least", "most", "places"))
        if least is None or most is None or places is None:
            return typed
        if most <= least:
            self.add_error("most", "The most must be more than the least")
        if places == 0 and (least % 1 or most % 1):
            self.add_error("least" if least % 1 else "most", "Use a whole number, or choose numbers after the point")
        return typed

    def details(self) -> dict[str, Any]:
        """Return least, most, unit and how many numbers stand after the point."""
        typed = self.cleaned_data
        bounds = {name: plain(typed[name]) for name in ("least", "most")}
        return {**bounds, "unit": typed["unit"], "places": typed["places"]}


class Number(Kind):
    """A number."""

    name = "number"
    label = "Number"
    about = "People type a number between a least and a most. Results show the average."
    example: dict[str, Any] = {"details": {"least": "0", "most": "100", "unit": "miles", "places": 0}}
    form = NumberForm
    keying = "line"
    small = "line"
    reads_as = "mean"
    doubts: Mapping[str, str] = {
        MORE_THAN_ONE: "had more than one number",
        UNREADABLE: "had a number that cannot be read",
    }

    def field(self, question: Question) -> forms.Field:
        """Return a short box with the unit behind it."""
        details = question["details"]
        attrs: dict[str, Any] = {"inputmode": "decimal" if details["places"] else "numeric", "width": 5}
        if details["unit"]:
            attrs["suffix"] = details["unit"]
        hint = f"{question['help']} {_between(question)}".strip()
        return TypedField(
            lambda typed: canonical(typed, details),
            label=question["text"], help_text=hint, required=False, widget=forms.TextInput(attrs=attrs),
        )  # fmt: skip

    def read_answer(self, question: Question, value: Any) -> Any:
        """Return the number as it is written down: "4.5", "100"."""
        if value in (None, "", *MISSING):
            return value or ""
        if not isinstance(value, str):
            raise UnfitError("enter a number.")
        return canonical(value, question["details"])

    def longest_answer(self, question: Question) -> Any:
        """Return as many digits as the most has, with all its numbers after the point."""
        details = question["details"]
        return "9" * len(details["most"].split(".")[0]) + "." + "9" * details["places"]

    def said(self, question: Question, given: Any) -> list[str]:
        """Return the number and its unit."""
        return [f"{given} {question['details']['unit']}".strip()]

    def typed_as(self, question: Question) -> str:
        """Return the unit."""
        return str(question["details"]["unit"])

    def paper(self, question: Question) -> dict[str, Any]:
        """Return a cell for each digit, and the unit behind them."""
        details = question["details"]
        whole = {"label": "", "cells": len(details["most"].split(".")[0]), "before": ""}
        after = {"label": "", "cells": details["places"], "before": "."}
        groups = [whole, after] if details["places"] else [whole]
        return {"shape": "cells", "groups": groups, "after": details["unit"], "how": _between(question)}

    def table(self, question: Question, counts: Mapping[str, int]) -> Table:
        """Return bands, none so small that somebody stands alone in it, and the sum of all numbers."""
        values = {Decimal(value): count for value, count in counts.items()}
        total = sum((value * count for value, count in values.items()), Decimal(0))
        unit = question["details"]["unit"]
        bands = merged(_bands(values, question["details"]))
        return Table(tuple((f"{band.words} {unit}".strip(), band.count) for band in bands), float(total))

    def mean_in_words(self, question: Question, mean: float) -> str:
        """Return "The average is 12.5 miles"."""
        return f"The average is {mean:,.1f} {question['details']['unit']}".strip()


def plain(value: Decimal) -> str:
    """Return a number without empty places and without an exponent: "100", "4.5"."""
    return format(value.normalize(), "f")


def canonical(typed: str, details: Mapping[str, Any]) -> str:
    """Return what somebody typed as a number, or raise UnfitError with what would be one."""
    shown = "".join(letter for letter in typed if unicodedata.category(letter) != "Cf").strip()
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in shown[: LONGEST_TYPED + 1])
    unit = details["unit"].casefold()
    if unit and digits.casefold().endswith(unit):
        digits = digits[: -len(unit)]
    digits = digits.strip()
    if len(shown) > LONGEST_TYPED or not _NUMBER.fullmatch(digits):
        raise UnfitError(f"enter {_bounds('a', details)}, in figures.", **_in_phrase(details))
    value = Decimal(digits.replace(",", ""))
    if len(plain(value).partition(".")[2]) > details["places"]:
        phrase = "figures_after_point" if details["places"] else "whole_number"
        raise UnfitError(_too_exact(details["places"]), phrase=phrase, places=details["places"])
    if not Decimal(details["least"]) <= value <= Decimal(details["most"]):
        raise UnfitError(f"enter {_bounds('a', details)}.", **_in_phrase(details))
    return plain(value)


def _between(question: Question) -> str:
    details = question["details"]
    return of_question(question, "number_between", least=details["least"], most=details["most"])


def _in_phrase(details: Mapping[str, Any]) -> dict[str, Any]:
    return {"phrase": "number_from", "least": details["least"], "most": details["most"]}


def _bounds(article: str, details: Mapping[str, Any]) -> str:
    return f"{article} number from {details['least']} to {details['most']}"


def _too_exact(places: int) -> str:
    if not places:
        return "enter a whole number, like 12."
    return f"enter a number with no more than {places} {'figure' if places == 1 else 'figures'} after the point."


def _bands(values: Mapping[Decimal, int], details: Mapping[str, Any]) -> list[Band]:
    least, most = Decimal(details["least"]), Decimal(details["most"])
    if not values:
        return []
    step = Decimal(1).scaleb(-details["places"])
    few = not details["places"] and most - least <= FEW_VALUES
    width = Decimal(1) if few else _width(max(values) - min(values))
    first, last = int(min(values) // width), int(max(values) // width)
    return [
        Band(
            low=plain(place * width) if place else "0",
            high=plain((place + 1) * width - step),
            count=sum(count for value, count in values.items() if value // width == place),
        )
        for place in range(first, last + 1)
    ]


def _width(span: Decimal) -> Decimal:
    """Return the least of 1, 2, 5, 10, 20, 50 … that divides this span into few bands."""
    widths = [Decimal(step * 10**power) for power in range(7) for step in (1, 2, 5)]
    return min(width for width in widths if span / width < MOST_BANDS)
