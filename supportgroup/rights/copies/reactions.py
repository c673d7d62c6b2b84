"""What becomes of requests when a person is merged, asks for a copy, or is erased."""

from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from .choices import State
from .models import CopyRequest, Stop


def why_kept(person: Person) -> str | None:
    """Return why somebody's record must stay for now: to destroy what they asked to see is an offence.

    Data Protection Act 2018, section 173.
    """
    if CopyRequest.objects.filter(person=person).unanswered().exists():
        return "they asked for a copy of what we hold. Answer that first, or write down that they no longer want it."
    return None


def who_waits(group: Group) -> Any:
    """Return the keys of those who asked for a copy and have no answer yet."""
    return CopyRequest.objects.of(group).unanswered().exclude(person=None).values("person")


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Move the requests of a person who was on the register twice; of two that wait, the older goes on."""
    theirs, others = (CopyRequest.objects.filter(person=one).unanswered().first() for one in (into, person))
    if theirs and others:
        newer = max(theirs, others, key=lambda request: (request.asked_on, request.pk))
        Stop.objects.filter(request=newer, ended_on=None).update(ended_on=clock.today())
        newer.state, newer.closed_on, newer.closed_by = State.WITHDRAWN, clock.today(), by.user
        newer.save(update_fields=["state", "closed_on", "closed_by"])
    return CopyRequest.objects.filter(person=person).update(person=into)


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, list[dict[str, str]]]:
    """Return when somebody asked for a copy, and what became of it."""
    return {
        "requests": [
            {
                "asked_on": request.asked_on.isoformat(),
                "by": request.asker_name or request.get_asker_display(),
                "way": request.get_way_display(),
                "state": request.get_state_display(),
                "answered_on": request.closed_on.isoformat() if request.closed_on else "",
            }
            for request in CopyRequest.objects.filter(person=person).order_by("pk")
        ]
    }


def forget(person: Person, *, by: Actor, **told: Any) -> int:
    """Take the person and whoever asked for them out of their requests: that somebody asked, and when, stays."""
    return CopyRequest.objects.filter(person=person).update(person=None, asker_name="")
