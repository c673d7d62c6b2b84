"""Erasing one person: every room forgets them, their row goes, the trail is emptied; that it was done stays."""

from django.db.models import ProtectedError

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.audit.forgetting import blank_history
from supportgroup.outbox.choices import RecipientKind
from supportgroup.outbox.models import Message
from supportgroup.people.held import former_keys
from supportgroup.people.models import Person
from supportgroup.people.reactions import Event, tell

from . import weighing
from .choices import Reason
from .models import Erasure

STILL_HELD = "Nothing was erased: a part of this service still holds them. Tell whoever looks after it."


@action("person.erased")
def erase(person: Person, *, reason: Reason, by: Actor, note: str = "") -> Erasure:
    """Erase somebody for good. All of it happens or nothing."""
    found = Person.objects.select_for_update(of=("self",)).select_related("group", "user").filter(pk=person.pk).first()
    if found is None:
        raise Refused("They are erased already.")
    person = found
    if refusal := weighing.why_not_erase(person):
        raise Refused(refusal)
    gone = weighing.numbers(person, by=by)
    group, account, keys = person.group, person.user_id, [person.pk, *former_keys(person)]
    record = person.pk
    tell(Event.ERASED, person, by=by)
    # What both entries of a merged person would have got was left with the one that went.
    Message.objects.filter(recipient_kind=RecipientKind.PERSON, recipient_key__in=keys).delete()
    try:
        person.delete()
    except ProtectedError:
        raise Refused(STILL_HELD) from None
    for key in keys:
        blank_history(person=key, account=account if key == record else None, by=by)
    return Erasure.objects.create(
        group=group, record=record, reason=reason, note=note, gone=gone, erased_at=clock.now(), erased_by=by.user
    )
