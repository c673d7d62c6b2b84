"""Whom messages are for: fetched for many at once, asked about at the moment of sending."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from supportgroup.accounts.models import User
from supportgroup.consent import in_force
from supportgroup.people import contact
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from supportgroup.people.rules import why_not_contact

from . import others, returned
from .choices import Channel, Lane, RecipientKind, State
from .kinds import kind_of
from .models import Message
from .numbers import NOT_A_MOBILE, mobile
from .others import Other


def fetch(messages: Sequence[Message]) -> None:
    """Fill in the addressee of each message: one query for each kind of recipient."""
    people = Person.objects.in_bulk(_keys(messages, RecipientKind.PERSON))
    came_back = returned.not_working(people.values())
    found: dict[str, Mapping[int, Person | User | Other]] = {
        kind: others.find(kind, _keys(messages, kind)) for kind in RecipientKind
    }
    found[RecipientKind.PERSON] = people
    found[RecipientKind.USER] = User.objects.in_bulk(_keys(messages, RecipientKind.USER))
    for message in messages:
        message.addressee = found[message.recipient_kind].get(message.recipient_key)
        message.address_came_back = isinstance(message.addressee, Person) and message.recipient_key in came_back
        if isinstance(message.addressee, Person):
            message.addressee.group = message.group


@dataclass(frozen=True)
class Reason:
    """Why a message is held, and whether somebody here could do something about it.

    by_letter: it is not held but printed, because only the email address does not work.
    """

    words: str
    needs_someone: bool = False
    by_letter: bool = False


def why_not_write(message: Message) -> Reason | None:
    """Ask again, now, whether this may be written to its recipient: a reason to hold it, or None."""
    recipient, kind = message.addressee, kind_of(message)
    # Urgent messages go all the same: without its link the first administrator could not fill anything in.
    if message.lane != Lane.URGENT and (words := message.group.why_not_send):
        return Reason(words, needs_someone=True)
    if recipient is None:
        return Reason("The person is no longer on the register.")
    if isinstance(recipient, User):
        if not recipient.is_active:
            return Reason("They no longer sign in here.")
    elif reason := _why_not_to(recipient, message, asked_for=kind.asked_for):
        return reason
    if words := kind.why_not_send(message):
        return Reason(words, needs_someone=words in kind.mendable)
    return None


def _why_not_to(recipient: Person | Other, message: Message, *, asked_for: bool) -> Reason | None:
    if isinstance(recipient, Person):
        return _why_not_to_person(recipient, message, asked_for=asked_for)
    has_way = recipient.email if message.channel == Channel.EMAIL else recipient.address
    return None if has_way else Reason("They gave us no way to write to them.", needs_someone=True)


def _why_not_to_person(person: Person, message: Message, *, asked_for: bool) -> Reason | None:
    if message.channel == Channel.TEXT:
        return _why_not_text(person, message)
    if words := contact.why_not_write(person, channel=message.channel, asked_for=asked_for, letter=letter_of(message)):
        return Reason(words, needs_someone=_could_be_reached_otherwise(person, message.channel))
    if words := why_not_agreed(person, message):
        return Reason(words)
    return _came_back(person, message)


def _why_not_text(person: Person, message: Message) -> Reason | None:
    if words := why_not_contact(standing=person.standing, do_not_contact=person.do_not_contact):
        return Reason(words)
    if words := why_not_agreed(person, message):
        return Reason(words)
    return None if mobile(person.phone) else Reason(NOT_A_MOBILE, needs_someone=True)


def letter_of(message: Message) -> str:
    """Return the name of one letter, by which the register keeps in which format it was made."""
    return f"{message.kind}, {message.occasion}"


def waits_for_format(message: Message) -> Person | None:
    """Return whose letter is held because nobody has said yet how it reaches them in their format, or None."""
    person = message.addressee
    if message.channel != Channel.LETTER or message.state != State.HELD or not isinstance(person, Person):
        return None
    return person if contact.waits_for_format(person, letter=letter_of(message)) else None


def _came_back(person: Person, message: Message) -> Reason | None:
    """Return what becomes of an email to an address from which mail came back; a sign-in code is asked for and goes."""
    if message.channel != Channel.EMAIL or message.lane == Lane.URGENT or not message.address_came_back:
        return None
    if kind_of(message).print_run and returned.may_go_by_letter(person):
        return Reason(returned.BY_LETTER_INSTEAD, by_letter=True)
    return Reason(returned.ADDRESS_CAME_BACK, needs_someone=True)


def why_not_agreed(person: Person, message: Message) -> str | None:
    """Return why a message that needs consent may not go to this person, asked afresh each time; None where it may."""
    if not message.consent:
        return None
    return in_force.why_not_send(person, purpose=message.consent, channel=message.channel)


def _could_be_reached_otherwise(person: Person, channel: str) -> bool:
    """Tell whether only the way is missing: not if the person is gone, said no or has not agreed."""
    no_way = contact.why_not_write(person, channel=channel)
    return no_way is not None and person.standing == Standing.CURRENT and not person.do_not_contact


def _keys(messages: Iterable[Message], kind: RecipientKind) -> set[int]:
    return {message.recipient_key for message in messages if message.recipient_kind == kind}
