"""Whom messages are for: fetched for many at once, asked about at the moment of sending."""

from collections.abc import Iterable, Sequence

from supportgroup.accounts.models import User
from supportgroup.people import contact
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person

from .choices import RecipientKind
from .kinds import kind_of
from .models import Message


def fetch(messages: Sequence[Message]) -> None:
    """Fill in the addressee of each message: one query for people, one for users."""
    people = Person.objects.in_bulk(_keys(messages, RecipientKind.PERSON))
    users = User.objects.in_bulk(_keys(messages, RecipientKind.USER))
    for message in messages:
        found = people if message.recipient_kind == RecipientKind.PERSON else users
        message.addressee = found.get(message.recipient_key)
        if isinstance(message.addressee, Person):
            message.addressee.group = message.group


def why_not_write(message: Message) -> str | None:
    """Ask again, now, whether this may be written to its recipient: a reason to hold it, or None."""
    recipient = message.addressee
    if recipient is None:
        return "The person is no longer on the register."
    if isinstance(recipient, User):
        reason = None if recipient.is_active else "They no longer sign in here."
    else:
        reason = contact.why_not_write(recipient, channel=message.channel, consent=message.consent)
    return reason or kind_of(message).why_not_send(message)


def could_be_reached_otherwise(message: Message) -> bool:
    """Tell whether a held message waits for somebody to find another way: not if the person is gone or said no."""
    recipient = message.addressee
    if not isinstance(recipient, Person):
        return False
    no_way = contact.why_not_write(recipient, channel=message.channel)
    return no_way is not None and recipient.standing == Standing.CURRENT and not recipient.do_not_contact


def _keys(messages: Iterable[Message], kind: RecipientKind) -> set[int]:
    return {message.recipient_key for message in messages if message.recipient_kind == kind}
