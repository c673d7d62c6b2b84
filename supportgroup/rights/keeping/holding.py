"""What must be kept for now: asked before anything is destroyed or anybody erased."""

from collections.abc import Callable, Collection
from typing import Any

from supportgroup import clock
from supportgroup.groups.keeping import Kept
from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from .models import Hold

PEOPLE = "people.left"
"""The key under which the records of people are kept."""
OF_PEOPLE = (PEOPLE, "contactlog.left")
"""The kinds of record whose things are known by the key of a person: who is erased loses all of them."""

_WHOLE = {"contactlog.left": PEOPLE}
"""Kinds of record that are a part of another, which is known by the same key: a hold on the whole holds them too."""

_askers: list[Callable[[Person], str | None]] = []
_stops: list[tuple[Callable[[Group], Any], str]] = []


def ask(asker: Callable[[Person], str | None]) -> None:
    """Have this asked of a person before they are erased: a sentence why their record must stay for now, or None."""
    _askers.append(asker)


def ask_of_all(concerned: Callable[[Group], Any], why: str) -> None:
    """Have the clock destroy nothing about these people. concerned(group): their keys; why: a sentence."""
    _stops.append((concerned, why))


def why_clock_waits(kept: Kept, group: Group, keys: Collection[str]) -> dict[str, list[str]]:
    """Return {item key: sentences} of those of these things that the clock leaves for now; a query for each reason."""
    found: dict[str, list[str]] = {}
    if kept.about is None or not keys:
        return found
    for concerned, why in _stops:
        for key in kept.about(group, keys, concerned(group)):
            found.setdefault(key, []).append(why)
    return found


def why_kept(person: Person) -> list[str]:
    """Return why somebody's record must be kept for now; nothing where it need not."""
    held = Hold.objects.of(person.group).in_force(on=clock.today()).filter(kept__in=OF_PEOPLE, item=str(person.pk))
    reasons = [f"{hold.get_why_display().lower()}." for hold in held]
    return reasons + [reason for asker in _askers if (reason := asker(person))]


def held_items(group: Any, kept: str) -> dict[str, Hold]:
    """Return {item key: hold} of a kind of record: its own hold, else one on the whole that it is a part of."""
    return held_of_all(group).get(kept, {})


def held_of_all(group: Any) -> dict[str, dict[str, Hold]]:
    """Return {kind of record: {item key: hold}}, a hold on a whole also for its parts; one query."""
    found: dict[str, dict[str, Hold]] = {}
    for hold in Hold.objects.of(group).in_force(on=clock.today()).select_related("placed_by"):
        found.setdefault(hold.kept, {})[hold.item] = hold
    for part, whole in _WHOLE.items():
        if whole in found:
            found[part] = found[whole] | found.get(part, {})
    return found
