"""How the pages say where a message is, and when."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localtime

from supportgroup.accounts.models import User
from supportgroup.people.models import Person
from supportgroup.ui.wording import clock_time, day

from .choices import Channel, State
from .models import Message
from .others import Other

NOBODY = "Somebody no longer on the register"
A_PERSON = "A person"

_COLOURS = {
    State.TO_APPROVE: "yellow",
    State.QUEUED: "blue",
    State.TAKEN: "blue",
    State.SENDING: "blue",
    State.SENT: "green",
    State.FAILED: "red",
    State.HELD: "grey",
    State.UNSURE: "orange",
    State.CANCELLED: "grey",
}
_OF_LETTERS = {State.QUEUED: "To be printed", State.TAKEN: "Printed, not posted", State.SENT: "Posted"}


@dataclass(frozen=True)
class Tag:
    """A state in words and colour."""

    words: str
    colour: str


def tag_of(message: Message) -> Tag:
    """Return the state of a message as a tag."""
    state = State(message.state)
    words = _OF_LETTERS.get(state) if message.channel == Channel.LETTER else None
    return Tag(words or state.label, _COLOURS[state])


def moment(value: datetime.datetime, *, today: datetime.date) -> str:
    """Return a moment as "2.05pm today", "6 September, 2.05pm" or, in another year, "6 September 2025"."""
    local = localtime(value)
    if local.year != today.year:
        return day(local.date())
    time = clock_time(local.time())
    return f"{time} today" if local.date() == today else f"{local.day} {local:%B}, {time}"


def since(message: Message, *, today: datetime.date) -> str:
    """Return since when a message is where it is. What is held is dated by the day: that is all that is kept."""
    if message.state != State.HELD:
        return moment(message.state_since, today=today)
    held_on = localtime(message.state_since).date()
    if held_on == today:
        return "Today"
    return day(held_on) if held_on.year != today.year else f"{held_on.day} {held_on:%B}"


def name_of(message: Message, *, sees_people: bool) -> str:
    """Return who a message is for, as this user may know them: staff by name, people only to those who see them."""
    recipient = message.addressee
    if recipient is None:
        return NOBODY
    if isinstance(recipient, User | Other):
        return recipient.name
    return recipient.listed_name if sees_people else A_PERSON


def person_of(message: Message) -> Person | None:
    """Return the person of the register a message is for, or None."""
    return message.addressee if isinstance(message.addressee, Person) else None
