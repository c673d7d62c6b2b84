"""The filters on the register by which people are chosen: coded words, one value of each, counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from supportgroup.people.choices import ConditionGroup, Distance, Route, TreatmentPlace, TreatmentRoute
from supportgroup.people.models import Person


@dataclass(frozen=True)
class Option:
    """One value of a filter: its word in the address, its words on the page, and whom it means."""

    value: str
    text: str
    where: Q


@dataclass(frozen=True)
class Facet:
    """One filter. A clinical one is only for those who may see the clinical outline."""

    key: str
    heading: str
    options: tuple[Option, ...]
    clinical: bool = False

    def option(self, value: str) -> Option | None:
        """Return the option with this word, or None."""
        return next((option for option in self.options if option.value == value), None)


def _of(choices: Iterable[tuple[str, Any]], lookup: str) -> tuple[Option, ...]:
    return tuple(Option(value, str(text), Q(**{lookup: value})) for value, text in choices)


_ON = Q(outline__on_immunoglobulin=True)
_NOT_ON = Q(outline__on_immunoglobulin=False) | Q(outline__isnull=True)
_CONDITIONS = _of(
    [(group.value, group.label.removesuffix(" immunodeficiency")) for group in ConditionGroup],
    "outline__condition_group",
)
FACETS = (
    Facet("immunoglobulin", "Treatment",
          (Option("yes", "On immunoglobulin", _ON), Option("no", "None now", _NOT_ON)), clinical=True),
    Facet("place", "Where", _of(TreatmentPlace.choices, "outline__treatment_place"), clinical=True),
    Facet("given", "How", _of(TreatmentRoute.choices, "outline__treatment_route"), clinical=True),
    Facet("condition", "Condition group", _CONDITIONS, clinical=True),
    Facet("contact", "Contact by", _of(Route.choices, "preferred_route")),
    Facet("distance", "Distance", _of(Distance.choices, "distance")),
)  # fmt: skip


def facets_for(*, clinical: bool) -> Sequence[Facet]:
    """Return the filters somebody may use, with or without the clinical ones."""
    return [facet for facet in FACETS if clinical or not facet.clinical]


def is_clinical(filters: Mapping[str, str]) -> bool:
    """Tell whether these filters use a clinical word."""
    return any(facet.clinical and facet.key in filters for facet in FACETS)


def read_filters(given: Mapping[str, str], *, clinical: bool) -> dict[str, str]:
    """Return {facet: value} of those that exist and may be used; all else is left out."""
    return {facet.key: given[facet.key] for facet in facets_for(clinical=clinical)
            if facet.key in given and facet.option(given[facet.key])}  # fmt: skip


def in_words(filters: Mapping[str, str]) -> list[str]:
    """Return the chosen values in words, in the order of the page: ["On immunoglobulin", "Home"]."""
    chosen = [facet.option(filters[facet.key]) for facet in FACETS if facet.key in filters]
    return [option.text for option in chosen if option]


def people_by(people: "QuerySet[Person]", filters: Mapping[str, str], *, but: str = "") -> "QuerySet[Person]":
    """Return the people whom all filters mean, except the filter named in `but`."""
    return people.filter(_where(filters, but=but))


def _where(filters: Mapping[str, str], *, but: str = "") -> Q:
    chosen = [facet.option(filters[facet.key]) for facet in FACETS if facet.key in filters and facet.key != but]
    return Q(*(option.where for option in chosen if option))


def counted(people: "QuerySet[Person]", filters: Mapping[str, str], *, clinical: bool) -> dict[tuple[str, str], int]:
    """Return how many people each value would leave, beside the other filters as they are; one query."""
    pairs = [(facet, option) for facet in facets_for(clinical=clinical) for option in facet.options]
    wanted = {
        f"n{place}": Count("pk", filter=_where(filters, but=facet.key) & option.where)
        for place, (facet, option) in enumerate(pairs)
    }
    found = people.aggregate(**wanted)
    return {(facet.key, option.value): found[f"n{place}"] for place, (facet, option) in enumerate(pairs)}
