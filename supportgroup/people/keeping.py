"""Filters of the list are kept under a name, renamed and forgotten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import IntegrityError, transaction

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group

from . import facets, marks
from .actions import ChangedMeanwhile
from .facets import FILTERS, NARROWINGS
from .models import KeptFilter
from .rules import mark_of


@dataclass(frozen=True)
class Offer:
    """A kept filter as the list offers it. whose: "" for one's own."""

    text: str
    url: str
    current: bool
    key: int
    whose: str


@action("filter.kept")
def keep(group: Group, *, name: str, shared: bool, filters: Mapping[str, str], by: Actor) -> KeptFilter:
    """Keep filters under a name, for oneself or for the whole group."""
    made = KeptFilter(group=group, owner=by.user, name=name, shared=shared, filters=dict(filters))
    return _saved(made, by=by)


@action("filter.renamed")
def rename(kept: KeptFilter, *, name: str, shared: bool, mark: str, by: Actor) -> KeptFilter:
    """Give a filter another name, or share it. mark: of it as the form showed it (`values_of`)."""
    found = KeptFilter.objects.select_for_update().filter(pk=kept.pk).first()
    if found is None:
        raise Refused("Somebody has forgotten this filter meanwhile. Keep it anew from the list")
    if mark != mark_of(values_of(found)):
        raise ChangedMeanwhile("Somebody else changed this filter after you opened it.")
    found.name, found.shared = name, shared
    return _saved(found, by=by)


@action("filter.forgotten")
def forget(kept: KeptFilter, *, by: Actor) -> None:
    """Forget a filter."""
    kept.delete()


def values_of(kept: KeptFilter) -> dict[str, Any]:
    """Return what may be changed of a filter, by field."""
    return {"name": kept.name, "shared": kept.shared}


def in_words(filters: Mapping[str, str]) -> str:
    """Return what filters mean: "Current patients, Audio"."""
    only = [NARROWINGS[filters["only"]]] if filters.get("only") in NARROWINGS else []
    return ", ".join(only + FILTERS.in_words(filters) + marks.in_words(filters))


def offers(kept: Iterable[KeptFilter], *, chosen: Mapping[str, str], user: Any, clinical: bool) -> list[Offer]:
    """Return the filters that may be offered: one that uses a word the reader may not see is left out."""
    return [
        Offer(
            text=one.name,
            url=f"?{urlencode(one.filters)}",
            current=dict(one.filters) == dict(chosen),
            key=one.pk,
            whose="" if one.owner_id == user.pk else str(one.owner),
        )
        for one in kept
        if facets.read(one.filters, clinical=clinical) == one.filters
    ]


def _saved(kept: KeptFilter, *, by: Actor) -> KeptFilter:
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        has = "You have" if kept.owner == by.user else f"{kept.owner} has"
        raise Refused(f"{has} a filter of this name already. Choose another name") from None
    return kept
