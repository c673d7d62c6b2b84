"""The filters beside the list: coded words that stand in the address, one value of each at a time, counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from .choices import ConditionGroup, Need, Route, TreatmentPlace


@dataclass(frozen=True)
class Option:
    """One value of a filter: its word in the address, its words on the page, and whom it means.

    column, wanted: the same said of a row of values, so that many values are counted from one query.
    """

    value: str
    text: str
    where: Q
    column: str = ""
    wanted: Any = None

    def means(self, row: Mapping[str, Any]) -> bool:
        """Tell whether people with these values are meant."""
        if not self.column:
            return True
        held = row[self.column]
        return self.wanted in held if isinstance(held, list) else (held or False) == self.wanted


@dataclass(frozen=True)
class Facet:
    """One filter. A clinical one is only for those who may see the clinical outline.

    usual: the value that holds where the address names none; "" for none.
    """

    key: str
    heading: str
    options: tuple[Option, ...]
    clinical: bool = False
    usual: str = ""

    def chosen(self, given: Mapping[str, str]) -> Option | None:
        """Return the option that the words of an address mean, or None."""
        return self.option(given.get(self.key, self.usual))

    def option(self, value: str) -> Option | None:
        """Return the option with this word, or None."""
        return next((option for option in self.options if option.value == value), None)


def _of(choices: Iterable[tuple[str, Any]], column: str) -> tuple[Option, ...]:
    return tuple(Option(value, str(text), Q(**{column: value}), column, value) for value, text in choices)


_STANDINGS = (
    *_of([("current", "Current patients"), ("moved", "Moved away"), ("died", "Died")], "standing"),
    Option("everyone", "Everyone", Q()),
)
_NEEDS = tuple(Option(need, need.label, Q(needs__contains=[need]), "needs", need) for need in Need)
_ON = Q(outline__on_immunoglobulin=True)
_TREATMENTS = (
    Option("yes", "On immunoglobulin", _ON, "outline__on_immunoglobulin", True),  # noqa: FBT003  the value of a column
    Option("no", "None now", ~_ON, "outline__on_immunoglobulin", False),  # noqa: FBT003
)
_CONDITIONS = _of(
    [(group.value, group.label.removesuffix(" immunodeficiency")) for group in ConditionGroup],
    "outline__condition_group",
)
_SAID_NO = (Option("yes", "Yes", Q(do_not_contact=True), "do_not_contact", True),)  # noqa: FBT003
FACETS = (
    Facet("standing", "With the service", _STANDINGS, usual="current"),
    Facet("immunoglobulin", "Treatment", _TREATMENTS, clinical=True),
    Facet("place", "Where", _of(TreatmentPlace.choices[1:], "outline__treatment_place"), clinical=True),
    Facet("condition", "Condition group", _CONDITIONS, clinical=True),
    Facet("contact", "Contact by", _of(Route.choices, "preferred_route")),
    Facet("needs", "Needs", _NEEDS),
    Facet("do_not_contact", "Do not contact", _SAID_NO),
)


def facets_for(*, clinical: bool) -> Sequence[Facet]:
    """Return the filters somebody may use, with or without the clinical ones."""
    return [facet for facet in FACETS if clinical or not facet.clinical]


def read(given: Mapping[str, str], *, clinical: bool) -> dict[str, str]:
    """Return {filter: value} of what exists, may be used by this reader and is not the usual; all else is left out."""
    return {
        facet.key: given[facet.key]
        for facet in facets_for(clinical=clinical)
        if facet.key in given and facet.option(given[facet.key]) and given[facet.key] != facet.usual
    }


def people_by(people: "QuerySet[Any]", given: Mapping[str, str], *, clinical: bool) -> "QuerySet[Any]":
    """Return the people whom the words of an address mean."""
    return people.filter(_where(facets_for(clinical=clinical), given))


def counted(people: "QuerySet[Any]", given: Mapping[str, str], *, clinical: bool) -> dict[tuple[str, str], int]:
    """Return how many people each value would leave, beside the other filters as they are; one query.

    The key ("", "") has how many are left by all filters as they are. People are counted by what the filters ask of
    them: however many there are, they fall into a few hundred kinds.
    """
    facets = facets_for(clinical=clinical)
    columns = dict.fromkeys(option.column for facet in facets for option in facet.options if option.column)
    counts = {("", ""): 0} | {(facet.key, option.value): 0 for facet in facets for option in facet.options}
    for row in people.order_by().values(*columns).annotate(number=Count("pk")):
        misses = [facet for facet in facets if (chosen := facet.chosen(given)) and not chosen.means(row)]
        if not misses:
            counts["", ""] += row["number"]
        for facet in facets if not misses else misses if len(misses) == 1 else ():
            for option in facet.options:
                if option.means(row):
                    counts[facet.key, option.value] += row["number"]
    return counts


def _where(facets: Iterable[Facet], given: Mapping[str, str]) -> Q:
    return Q(*(option.where for facet in facets if (option := facet.chosen(given))))
