"""A page of the trail: the newest rows of many tables in one question, each table read along its index.

Nothing is counted and nothing is skipped: the next page begins where this one ended. What one action did to many
rows of one table is one line, and the next page begins after all of them.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Min, Q, Value

from supportgroup.audit.events import Event

from . import tables
from .chosen import Chosen

ROWS = 50
ALIKE = 6
"""From so many rows of one action in one table on, they are one line."""

EPOCH, MICROSECOND = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC), datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """Where a row stands in the order of the trail: newest first, then by table, then newest first."""

    moment: datetime.datetime
    table: str
    key: int

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // MICROSECOND}~{self.table}~{self.key}"


@dataclass(frozen=True)
class Found:
    """One line: the row that stands for it, and how many rows it is by label: "insert", "update" or "delete"."""

    place: Place
    label: str
    context: Any
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_many(self) -> bool:
        return bool(self.counts)


@dataclass(frozen=True)
class Page:
    """The lines of a page, and where the next one begins; "" for the last."""

    lines: list[Found]
    after: str


def read_place(typed: str) -> Place | None:
    """Return the place that an address names, or None."""
    moment, _, rest = typed.partition("~")
    table, _, key = rest.partition("~")
    try:
        if not (key.isascii() and key.isdecimal() and len(key) <= 12):  # noqa: PLR2004
            return None
        return Place(EPOCH + int(moment) * MICROSECOND, table, int(key))
    except (ValueError, OverflowError):
        return None


def page_of(group: Any, chosen: Chosen, *, models: Sequence[type[Event]]) -> Page:
    """Return a page of the changes in a group, in these tables."""
    after = read_place(chosen.after)
    parts = [part for model in models if (part := _part(model, group, chosen, after)) is not None]
    if not parts:
        return Page([], "")
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    newest = rows.order_by("-moment", "-table", "-pgh_id")[: ROWS + 1]
    found = [Found(Place(moment, table, key), label, context) for moment, table, key, label, context in newest]
    return _page(found, {tables.label_of(model): model for model in models})


def _part(model: type[Event], group: Any, chosen: Chosen, after: Place | None) -> Any:
    """Return the newest rows of one table as the union wants them, or None where it has none to give."""
    rows = tables.rows_of(model).filter(tables.of_group(model, group))
    if chosen.person is not None:
        about = tables.of_person(model, chosen.person)
        if about is None:
            return None
        rows = rows.filter(about)
    if chosen.actor is not None:
        rows = rows.filter(pgh_actor=str(chosen.actor), pgh_context__actor="user")
    rows = rows.filter(**{f"pgh_created_at__{how}": moment for how, moment in chosen.moments.items()})
    table = tables.label_of(model)
    if after is not None:
        rows = rows.filter(_older(table, after))
    rows = rows.order_by("-pgh_created_at", "-pgh_id").annotate(moment=F("pgh_created_at"), table=Value(table))
    return rows.values_list("moment", "table", "pgh_id", "pgh_label", "pgh_context_id")[: ROWS + 1]


def _older(table: str, after: Place) -> Q:
    if table > after.table:
        return Q(pgh_created_at__lt=after.moment)
    if table < after.table:
        return Q(pgh_created_at__lte=after.moment)
    return Q(pgh_created_at__lt=after.moment) | Q(pgh_created_at=after.moment, pgh_id__lt=after.key)


def _page(found: list[Found], models: dict[str, type[Event]]) -> Page:
    is_last = len(found) <= ROWS
    lines: list[Found] = []
    runs = [list(run) for _, run in groupby(found, key=lambda one: (one.context, one.place.table))]
    for number, run in enumerate(runs):
        if len(run) < ALIKE or run[0].context is None:
            lines += run
            continue
        if is_last or number < len(runs) - 1:
            lines.append(replace(run[0], counts=Counter(one.label for one in run)))
            continue
        counts, lowest = _all_alike(models[run[0].place.table], run[0])
        return Page([*lines, replace(run[0], counts=counts)], str(replace(run[0].place, key=lowest)))
    if is_last:
        return Page(lines, "")
    return Page(lines[:-1], str(found[ROWS - 1].place))


def _all_alike(model: type[Event], one: Found) -> tuple[dict[str, int], int]:
    """Return how many rows one action wrote into a table, by label, and the lowest key: they carry one moment."""
    alike = tables.rows_of(model).filter(pgh_created_at=one.place.moment, pgh_context_id=one.context)
    found = alike.values_list("pgh_label").annotate(Count("pgh_id"), Min("pgh_id"))
    return {label: count for label, count, _ in found}, min(lowest for _, _, lowest in found)


def keys_by_table(lines: Iterable[Found]) -> dict[str, list[int]]:
    """Return the keys of the rows that stand for these lines, by table."""
    keys: dict[str, list[int]] = {}
    for line in lines:
        keys.setdefault(line.place.table, []).append(line.place.key)
    return keys
