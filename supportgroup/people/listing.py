"""The list of people as its page needs it: one page of rows, the filters with their counts, and the links that sort."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypedDict
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from supportgroup.ui import wording

from . import facets, marks, typed
from .facets import FILTERS, NARROWINGS
from .facts import treatment_words
from .filtering import Counts, links
from .models import Person
from .searching import CLOSEST
from .words import SHORT_ROUTES

ROWS = 50
FITS_A_LINE = 23
"""Letters of a name that is not broken over two lines."""
_NAME, _BORN = F("filed_under"), F("date_of_birth")
SORTS: dict[str, Any] = {
    "name": (_NAME.asc(), "pk"),
    "-name": (_NAME.desc(), "-pk"),
    "born": (_BORN.asc(nulls_last=True), "pk"),
    "-born": (_BORN.desc(nulls_last=True), "-pk"),
}
_CLOSEST_FIRST = ""
"""The order of who is found by a name, until another is chosen."""


class Row(TypedDict):
    """One person on the list, in the words of its cells: a template looks up a word sooner than it works one out."""

    person: Person
    key: str
    name: str
    is_short: bool
    born: str
    nhs_number: str
    treatment: str
    contact: str
    tags: Sequence[tuple[str, marks.Tag]]


@dataclass(frozen=True)
class Listing:
    """What the page shows. chosen: the filters, the narrowing and the order that stand in the address, cleaned.

    tallies: of the whole register, for the counts where nothing is searched. known: the keys of whom a room above
    knows by what was searched. clinical: whether the reader may see the clinical outline; its words are neither
    asked for nor shown otherwise.
    """

    people: "QuerySet[Any]"
    tallies: "QuerySet[Any]"
    chosen: Mapping[str, str]
    search: str
    clinical: bool
    today: datetime.date
    review_days: int
    page_number: str = "1"
    known: Sequence[int] = ()

    @cached_property
    def counts(self) -> Counts:
        """Return how many people each filter leaves; ("", "") is the number found."""
        if self.search or self.only or marks.read(self.chosen):
            return FILTERS.counted(self._searched, self.chosen, clinical=self.clinical)
        return FILTERS.tallied(self.tallies, self.chosen, clinical=self.clinical)

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
    def found(self) -> "QuerySet[Any]":
        """Return everybody who is found, in order."""
        found = FILTERS.people_by(self._searched, self.chosen, clinical=self.clinical).order_by(*self._order)
        return found.select_related("outline") if self.clinical else found  # type: ignore[no-any-return]

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        """Return this page of people; the number of all is known from the filters' counts."""
        paginator = Paginator(self.found, ROWS)
        paginator.count = self.total
        return paginator.get_page(self.page_number)

    @cached_property
    def rows(self) -> list[Row]:
        people = list(self.page.object_list)
        tags = marks.tags_of([person.pk for person in people])
        return [row_of(person, clinical=self.clinical, tags=tags[person.pk]) for person in people]

    @property
    def mark_headings(self) -> list[str]:
        """Return what the columns of rooms above are called."""
        return marks.headings()

    @property
    def filter_groups(self) -> list[dict[str, Any]]:
        """Return the filters for `ui/components/filters.html`; values that would leave nobody are not offered."""
        groups = links(FILTERS, self.chosen, self.counts, self._link, clinical=self.clinical)
        groups += marks.groups(self.chosen, self._link)
        if self.only:
            item = {"text": NARROWINGS[self.only], "count": self.total, "current": True, "url": self._link(only="")}
            return [{"heading": "Only", "items": [item]}, *groups]
        return groups

    @property
    def in_words(self) -> str:
        """Return which filters hold, for the folded filters of a phone: "Died, Large print"."""
        only = [NARROWINGS[self.only]] if self.only else []
        return ", ".join(only + FILTERS.in_words(self.chosen, clinical=self.clinical) + marks.in_words(self.chosen))

    @property
    def who_is_on_it(self) -> str:
        """Return which filters hold and whether there was a search, never its words: what stands on top of a file."""
        return f"{self.in_words}, found by a search" if self.search else self.in_words

    @property
    def clear_url(self) -> str:
        """Return the address without filters, "" where there are none."""
        sort = {"sort": self.chosen.get("sort", "")}
        return self._link(**dict.fromkeys(self.chosen, "") | sort) if self.is_filtered else ""

    @property
    def everyone_url(self) -> str:
        return self._link(standing="everyone")

    @property
    def filters(self) -> dict[str, str]:
        """Return the filters and the narrowing, without the order: what may be kept under a name."""
        return {key: value for key, value in self.chosen.items() if key != "sort"}

    @property
    def as_query(self) -> str:
        """Return the filters and the order as they stand in an address."""
        return urlencode(self.chosen)

    @property
    def only(self) -> str:
        return self.chosen.get("only", "")

    @property
    def sort(self) -> str:
        return self.chosen.get("sort", _CLOSEST_FIRST if self._by_name else "name")

    @property
    def closest_url(self) -> str:
        """Return the address in which who is called so comes first, "" where no name is searched."""
        return self._link(sort="") if self._by_name else ""

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
        among = facets.narrowed(self.people, self.only, today=self.today, review_days=self.review_days)
        people: QuerySet[Any] = marks.narrowed(among, self.chosen)
        if self.known:
            return people.filter(pk__in=self.known)
        return people.found_by(self._sought) if self.search else people  # type: ignore[attr-defined]

    @cached_property
    def _sought(self) -> typed.Sought:
        return typed.sought(self.search)

    @property
    def _by_name(self) -> bool:
        return bool(self.search and self._sought.words and not self.known)

    @property
    def _order(self) -> Any:
        return CLOSEST if self.sort == _CLOSEST_FIRST else SORTS[self.sort]

    def _link(self, **changes: str) -> str:
        return f"?{urlencode(read({**self.chosen, **changes}, clinical=self.clinical))}"


def read(given: Mapping[str, str], *, clinical: bool) -> dict[str, str]:
    """Return the filters and the order that an address asks for and this reader may have."""
    sort = {"sort": given["sort"]} if given.get("sort") in SORTS else {}
    return facets.read(given, clinical=clinical) | sort


def row_of(person: Person, *, clinical: bool, tags: Sequence[marks.Tag]) -> Row:
    """Return one line of the list."""
    return Row(
        person=person,
        key=str(person.pk),
        name=person.listed_name,
        is_short=len(person.listed_name) < FITS_A_LINE,
        born=wording.day(person.date_of_birth) if person.date_of_birth else "",
        nhs_number=wording.nhs_number(person.nhs_number),
        treatment=treatment_words(getattr(person, "outline", None)) if clinical else "",
        contact=SHORT_ROUTES[person.preferred_route],  # type: ignore[index]
        tags=list(zip(marks.headings(), tags, strict=True)),
    )
