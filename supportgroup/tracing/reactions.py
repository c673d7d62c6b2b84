"""What becomes of somebody's place in lists when they die, are merged, ask what we hold, or are erased."""

from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.people.models import Person
from supportgroup.uploads import actions as uploads

from .choices import Finding, ListState
from .models import Traced, TraceList


def note_death(person: Person, *, by: Actor, **told: Any) -> int:
    """Mark somebody who died as died wherever they are asked about; nothing is proposed of them any more."""
    return Traced.objects.filter(person=person).update(finding=Finding.DIED, why="", proposals={})


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Move the places of a person who was on the register twice; where both were in one list, the other's stays."""
    theirs = set(Traced.objects.filter(person=into).values_list("list", flat=True))
    Traced.objects.filter(person=person, list__in=theirs).delete()
    return Traced.objects.filter(person=person).update(person=into)


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the deceased checks somebody was in, for the copy of what we hold on them."""
    places = Traced.objects.filter(person=person).select_related("list").order_by("pk")
    return {
        "deceased_checks": [
            {
                "list": place.list.title,
                "reference": place.reference,
                "made_on": place.list.made_at.date().isoformat(),
                "finding": place.get_finding_display(),
                "why": place.get_why_display(),
                "came_back_otherwise": place.proposals,
            }
            for place in places
        ]
    }


def forget(person: Person, *, by: Actor, **told: Any) -> int:
    """Delete the places of somebody who is erased, and every result that waits and may name them."""
    waiting = TraceList.objects.select_for_update(of=("self",)).filter(
        pk__in=Traced.objects.filter(person=person).values("list"), file__isnull=False
    )
    for one in waiting.select_related("file"):
        uploads.forget(one.file)
        one.file, one.state = None, ListState.WAITING
        one.save(update_fields=["file", "state"])
    return int(Traced.objects.filter(person=person).delete()[0])
