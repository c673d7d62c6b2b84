"""The list of people as its page needs it: one page of rows, the filters with their counts, and the links that sort."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from . import facets, typed
from .facts import NeedTag, need_tags, standing_words, treatment_words
from .models import Person
from .words import SHORT_ROUTES

ROWS = 50
_NAME, _BORN = F("filed_under"), F("date_of_birth")
SORTS = {
    "name": (_NAME.asc(), "pk"),
    "-name": (_NAME.desc(), "-pk"),
    "born": (_BORN.asc(nulls_last=True), "pk"),
    "-born": (_BORN.desc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True)
class Row:
    """One person on the list."""

    person: Person
    treatment: str
    contact: str
    needs: list[NeedTag]
    standing: str


@dataclass(frozen=True)
class Listing:
    """What the page shows. chosen: the filters and the order that stand in the address, cleaned.

    clinical: whether the reader may see the clinical outline; its words are neither asked for nor shown otherwise.
    """

    people: "QuerySet[Any]"
    chosen: Mapping[str, str]
    search: str
    clinical: bool
    page_number: str = "1"

    @cached_property
    def counts(self) -> dict[tuple[str, str], int]:
        """Return how many people each filter leaves; ("", "") is the number found."""
        return facets.counted(self._searched, self.chosen, clinical=self.clinical)

    @property
    def total(self) -> int:
        return self.counts["", ""]

    @property
    def elsewhere(self) -> int:
        """Return how many more would be found among those who moved or died."""
        return self.counts["standing", "everyone"] - self.total

    @property
    def is_filtered(self) -> bool:
        return any(key != "sort" for key in self.chosen)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nobody on the register at all."""
        return not (self.search or self.is_filtered or self.counts["standing", "everyone"])

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        """Return this page of people; the number of all is known from the filters' counts."""
        found = facets.people_by(self._searched, self.chosen, clinical=self.clinical).order_by(*SORTS[self.sort])
        paginator = Paginator(found.select_related("outline") if self.clinical else found, ROWS)
        paginator.count = self.total
        return paginator.get_page(self.page_number)

    @cached_property
    def rows(self) -> list[Row]:
        return [_row(person, clinical=self.clinical) for person in self.page.object_list]

    @property
    def filter_groups(self) -> list[dict[str, Any]]:
        """Return the filters for `ui/components/filters.html`; values that would leave nobody are not offered."""
        groups = []
        for facet in facets.facets_for(clinical=self.clinical):
            chosen = facet.chosen(self.chosen)
            items = [
                {
                    "text": option.text,
                    "count": self.counts[facet.key, option.value],
                    "current": option == chosen,
                    "url": self._link(**{facet.key: facet.usual if option == chosen else option.value}),
                }
                for option in facet.options
                if option == chosen or self.counts[facet.key, option.value]
            ]
            if items:
                groups.append({"heading": facet.heading, "items": items})
        return groups

    @property
    def in_words(self) -> str:
        """Return which filters hold, for the folded filters of a phone: "Died, Large print"."""
        chosen = [facet.chosen(self.chosen) for facet in facets.facets_for(clinical=self.clinical)]
        return ", ".join(option.text for option in chosen if option)

    @property
    def clear_url(self) -> str:
        """Return the address without filters, "" where there are none."""
        sort = {"sort": self.sort}
        return self._link(**dict.fromkeys(self.chosen, "") | sort) if self.is_filtered else ""

    @property
    def everyone_url(self) -> str:
        return self._link(standing="everyone")

    @property
    def sort(self) -> str:
        return self.chosen.get("sort", "name")

    @cached_property
    def sorts(self) -> dict[str, dict[str, str]]:
        """Return the link of each heading that sorts, and how the list is sorted by it now."""
        directions = {"": "ascending", "-": "descending"}
        return {
            by: {
                "url": self._link(sort=f"-{by}" if self.sort == by else by),
                "sorted": directions[self.sort.removesuffix(by)] if self.sort.endswith(by) else "",
            }
            for by in ("name", "born")
        }

    @cached_property
    def _searched(self) -> "QuerySet[Any]":
        return self.people.found_by(typed.sought(self.search)) if self.search else self.people  # type: ignore[attr-defined]

    def _link(self, **changes: str) -> str:
        return f"?{urlencode(read({**self.chosen, **changes}, clinical=self.clinical))}"


def read(given: Mapping[str, str], *, clinical: bool) -> dict[str, str]:
    """Return the filters and the order that an address asks for and this reader may have."""
    sort = {"sort": given["sort"]} if given.get("sort") in SORTS and given["sort"] != "name" else {}
    return facets.read(given, clinical=clinical) | sort


def _row(person: Person, *, clinical: bool) -> Row:
    return Row(
        person=person,
        treatment=treatment_words(getattr(person, "outline", None)) if clinical else "",
        contact=SHORT_ROUTES[person.preferred_route],  # type: ignore[index]
        needs=need_tags(person),
        standing=standing_words(person),
    )
