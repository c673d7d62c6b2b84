"""One press changes one box, or leaves everything: the same words of a button for staff and for the person."""

from supportgroup.access.actor import Actor
from supportgroup.people.models import Person

from . import actions, versions
from .choices import How, Purpose
from .statements import sheet_of

LEAVE = "leave"


def words_of_buttons() -> list[tuple[str, str]]:
    """Return every word that a button may carry."""
    boxes = [(f"{word}:{purpose}", f"{word}:{purpose}") for purpose in Purpose for word in ("yes", "no")]
    return [(LEAVE, LEAVE), *boxes]


def press(person: Person, word: str, *, how: How, by: Actor) -> None:
    """Do what the button with this word says."""
    if word == LEAVE:
        actions.leave(person, how=how, by=by)
        return
    answer, purpose = word.split(":", 1)
    if answer == "no":
        actions.withdraw(person, purposes=[purpose], how=how, by=by)
    else:
        version = versions.in_use(person.group, sheet_of(purpose))
        actions.agree(person, purpose=Purpose(purpose), version=version, how=how, by=by)


def done(word: str, *, name: str) -> str:
    """Return what staff read after the press."""
    if word == LEAVE:
        return f"{name} has left everything. Nothing more is sent that needs their consent."
    answer, purpose = word.split(":", 1)
    label = Purpose(purpose).label
    if answer == "no":
        return f"Withdrawn: {label}. It holds from the next message on."
    return f"Recorded as yes: {label}."
