"""What becomes of holds when a person who was on the register twice is merged."""

from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.people.models import Person

from .holding import OF_PEOPLE
from .models import Hold


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Let what is kept for now on the entry that goes be kept on the one that stays; where both are, one is enough."""
    held = Hold.objects.of(person.group).in_force(on=clock.today()).filter(kept__in=OF_PEOPLE)
    theirs = held.filter(item=str(into.pk)).values_list("kept", flat=True)
    mine = held.filter(item=str(person.pk))
    mine.filter(kept__in=list(theirs)).update(lifted_at=clock.now(), lifted_by=by.user)
    return mine.update(item=str(into.pk))
