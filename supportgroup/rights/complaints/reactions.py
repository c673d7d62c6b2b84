"""What becomes of complaints when a person is merged, asks for a copy, or is erased."""

from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.groups.models import Group
from supportgroup.outbox.choices import RecipientKind
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from supportgroup.rights.keeping.holding import held_items

from .models import Complaint, Step

COMPLAINTS = "complaints.complaints"
"""The key under which complaints are kept."""
ERASED = "Erased"
"""What stands in place of a name and of words that are gone."""


def why_kept(person: Person) -> str | None:
    """Return why somebody's record must stay for now: a complaint of theirs is not closed, or is kept for now."""
    theirs = Complaint.objects.filter(person=person).select_related("group")
    if waiting := theirs.unclosed().first():
        return f"their complaint {waiting.reference} is not closed."
    held = theirs.filter(pk__in=[int(key) for key in held_items(person.group, COMPLAINTS)]).first()
    return f"their complaint {held.reference} must be kept for now." if held else None


def who_complains(group: Group) -> Any:
    """Return the keys of those whose complaint is not closed."""
    return Complaint.objects.of(group).unclosed().order_by().exclude(person=None).values("person")


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Move the complaints of a person who was on the register twice."""
    return Complaint.objects.filter(person=person).update(person=into)


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, list[dict[str, str]]]:
    """Return the complaints somebody made, and what was done about each."""
    mine = Complaint.objects.filter(person=person).select_related("group").prefetch_related("steps").order_by("pk")
    return {
        "complaints": [
            {
                "number": complaint.reference,
                "received_on": complaint.received_on.isoformat(),
                "name": complaint.name,
                "email": complaint.email,
                "phone": complaint.phone,
                "address": complaint.address,
                "about": complaint.about,
                "steps": "; ".join(step.what for step in complaint.steps.all()),
                "outcome": complaint.get_outcome_display(),
                "answer": complaint.answer,
            }
            for complaint in mine
        ]
    }


def forget(person: Person, *, by: Actor, **told: Any) -> int:
    """Take the person and every word out of their closed complaints: that there was one, and its outcome, stays."""
    mine = Complaint.objects.filter(person=person)
    keys = list(mine.values_list("pk", flat=True))
    Step.objects.filter(complaint__in=keys).update(what=ERASED)
    Message.objects.filter(recipient_kind=RecipientKind.COMPLAINANT, recipient_key__in=keys).delete()
    return mine.update(person=None, name=ERASED, email="", phone="", address="", about=ERASED, answer="")
