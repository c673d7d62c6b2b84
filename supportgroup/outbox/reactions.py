"""What becomes of a person's messages when they withdraw, die, are merged, ask what we hold, or are erased."""

from typing import Any

from django.utils.timezone import localtime

from supportgroup.access.actor import Actor
from supportgroup.people import contact
from supportgroup.people.held import former_keys
from supportgroup.people.models import Person

from .choices import Channel, RecipientKind, State
from .holding import hold_waiting, let_go_in_place_of
from .kinds import label_of
from .models import Message, ReturnedAddress
from .querysets import MessageQuerySet
from .recipients import why_not_agreed

MERGED = "This person was on the register twice, and the other entry has this message already."


def hold_what_waits(person: Person, *, by: Actor, **told: Any) -> int:
    """Hold everything that waits for somebody who died, moved or asked not to be contacted."""
    reason = contact.why_not_write(person, channel=Channel.EMAIL) or "They asked us not to write to them."
    return hold_waiting(_to(person), because=reason)


def hold_what_is_not_agreed(person: Person, *, by: Actor) -> int:
    """Hold what waits for somebody and needs a yes that they have taken back; also a letter printed and not posted."""
    held = 0
    for message in _to(person).exclude(consent="").in_state(State.QUEUED, State.TAKEN):
        if reason := why_not_agreed(person, message):
            held += hold_waiting(Message.objects.filter(pk=message.pk), because=reason)
    return held


def move_to(person: Person, *, by: Actor, into: Person, **told: Any) -> int:
    """Move the messages of a person who was on the register twice; what both would get is held.

    Where the one that stays held what the other was to get now, that waits in its place.
    What either of them took back holds for what waits for the other. Return how many moved of those that whoever
    merges may see: the number of all would tell who was reminded of a survey.
    """
    theirs = set(_to(into).values_list("kind", "occasion"))
    both = [message.pk for message in _to(person) if (message.kind, message.occasion) in theirs]
    let_go_in_place_of(Message.objects.filter(pk__in=both), _to(into))
    hold_waiting(Message.objects.filter(pk__in=both), because=MERGED)
    known = ReturnedAddress.objects.filter(person=into).values("address_digest")
    ReturnedAddress.objects.filter(person=person).exclude(address_digest__in=known).update(person=into)
    moving = _to(person).exclude(pk__in=both)
    seen = moving.filter(pk__in=_seen_by(by, person)).count()
    moving.update(recipient_key=into.pk)
    hold_what_is_not_agreed(into, by=by)
    return seen


def hand_out(person: Person, *, by: Actor, **told: Any) -> dict[str, list[dict[str, str]]]:
    """Return what was or will be sent to a person and what came back, for the copy of what we hold on them.

    What both entries of a merged person got was left with the one that went, and is theirs too.
    Only what whoever makes the copy may see: a reminder tells who had not replied, and treating nurses never learn it.
    """
    keys = [person.pk, *former_keys(person)]
    to_them = Message.objects.filter(recipient_kind=RecipientKind.PERSON, recipient_key__in=keys)
    mine = to_them.filter(pk__in=_seen_by(by, person))
    return {
        "messages": [
            {
                "what": label_of(message.kind),
                "by": message.get_channel_display(),
                "state": message.get_state_display(),
                "since": localtime(message.state_since).date().isoformat(),
            }
            for message in mine.order_by("pk")
        ],
        "email_that_came_back": [
            {"why": address.why, "times": str(address.times), "last": address.last_on.isoformat()}
            for address in ReturnedAddress.objects.filter(person=person).order_by("pk")
        ],
    }


def forget(person: Person, *, by: Actor, **told: Any) -> int:
    """Delete every message to somebody who is erased; one that is being handed over is no longer accounted for."""
    ReturnedAddress.objects.filter(person=person).delete()
    return int(_to(person).delete()[0])


def _to(person: Person) -> MessageQuerySet:
    return Message.objects.to(recipient_kind=RecipientKind.PERSON, recipient_key=person.pk)


def _seen_by(by: Actor, person: Person) -> MessageQuerySet:
    """Return the messages of the person's group that whoever acts may see; all of them where it is no user."""
    if by.user is None:
        return Message.objects.of(person.group)
    return Message.objects.visible_to(by.user, in_group=person.group)
