"""The filters beside the list: coded words that stand in the address, one value of each at a time, counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from .choices import ConditionGroup, Need, Route, Standing, TreatmentPlace


@dataclass(frozen=True)
class Option:
    """One value of a filter: its word in the address, its words on the page, and whom it means."""

    value: str
    text: str
    where: Q


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


def _of(choices: Iterable[tuple[str, Any]], lookup: str) -> tuple[Option, ...]:
    return tuple(Option(value, str(text), Q(**{lookup: value})) for value, text in choices)


_STANDINGS = (
    Option("current", "Current patients", Q(standing=Standing.CURRENT)),
    Option("moved", "Moved away", Q(standing=Standing.MOVED)),
    Option("died", "Died", Q(standing=Standing.DIED)),
    Option("everyone", "Everyone", Q()),
)
_NEEDS = tuple(Option(need.value, need.label, Q(needs__contains=[need.value])) for need in Need)
_ON = Q(outline__on_immunoglobulin=True)
_TREATMENTS = (Option("yes", "On immunoglobulin", _ON), Option("no", "None now", ~_ON))
_CONDITIONS = _of(
    [(group.value, group.label.removesuffix(" immunodeficiency")) for group in ConditionGroup],
    "outline__condition_group",
)
FACETS = (
    Facet("standing", "With the service", _STANDINGS, usual="current"),
    Facet("immunoglobulin", "Treatment", _TREATMENTS, clinical=True),
    Facet("place", "Where", _of(TreatmentPlace.choices[1:], "outline__treatment_place"), clinical=True),
    Facet("condition", "Condition group", _CONDITIONS, clinical=True),
    Facet("contact", "Contact by", _of(Route.choices, "preferred_route")),
    Facet("needs", "Needs", _NEEDS),
    Facet("do_not_contact", "Do not contact", (Option("yes", "Yes", Q(do_not_contact=True)),)),
)  # fmt: skip


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

    The key ("", "") has how many are left by all filters as they are.
    """
    facets = facets_for(clinical=clinical)
    wanted = {("", ""): _where(facets, given)}
    for facet in facets:
        others = _where([other for other in facets if other is not facet], given)
        wanted |= {(facet.key, option.value): others & option.where for option in facet.options}
    found = people.aggregate(**{f"n{i}": Count("pk", filter=where) for i, where in enumerate(wanted.values())})
    return dict(zip(wanted, found.values(), strict=True))


def _where(facets: Iterable[Facet], given: Mapping[str, str]) -> Q:
    return Q(*(option.where for facet in facets if (option := facet.chosen(given))))
