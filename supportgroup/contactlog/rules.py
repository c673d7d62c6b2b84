"""Decisions about the contact log: who may still change an entry, and whether a helper may be spoken to."""

import datetime
from collections.abc import Collection

from .choices import Ended, Relation, Task


def why_not_edit(
    *, written_by: int | None, by: int | None, written_on: datetime.date, today: datetime.date
) -> str | None:
    """Return why an entry cannot be changed, or None if it can. written_by and by are User ids."""
    if written_by is None or written_by != by:
        return "Only who wrote this can change it. Add a correction instead."
    if written_on != today:
        return "This was written on another day, so it stays as it is. Add a correction instead."
    return None


def why_not_write(*, happened_at: datetime.datetime, now: datetime.datetime) -> str | None:
    """Return why an entry cannot be written, or None if it can."""
    return "This cannot have happened in the future. Check the date and the time." if happened_at > now else None


def why_not_plan(*, due_on: datetime.date, today: datetime.date) -> str | None:
    """Return why a follow-up cannot be planned for that day, or None if it can."""
    return "The day for what comes next has passed. Choose today or a later day." if due_on < today else None


def why_not_close(*, ended: str) -> str | None:
    """Return why a follow-up cannot be closed, or None if it can."""
    return "Somebody has closed this already." if ended != Ended.OPEN else None


def why_not_open_again(*, ended: str, standing: str) -> str | None:
    """Return why a closed follow-up cannot be opened again, or None if it can."""
    if ended == Ended.OPEN:
        return "This is open already."
    return "This person has died." if standing == "died" else None


def how_it_ends(*, clinical: bool, done: bool) -> Ended:
    """Return how a follow-up is closed: a concern for the clinical team ends in the hospital record, nowhere else."""
    if not done:
        return Ended.NOT_NEEDED
    return Ended.ENTERED if clinical else Ended.DONE


def why_not_permit(
    *, tasks: Collection[str], given_on: datetime.date, today: datetime.date, standing: str
) -> str | None:
    """Return why a helper cannot be recorded, or None if they can."""
    if standing == "died":
        return "This person has died, so nobody can be given permission."
    if given_on > today:
        return "The permission cannot be dated in the future. Type the day on which they gave it."
    return None if tasks else "Choose what the person allows: at least one thing."


def why_not_contact(*, ended_on: datetime.date | None, standing: str, do_not_contact: bool) -> str | None:
    """Return why a helper may not be contacted, or None if they may."""
    if standing == "died":
        return "This person has died. Do not contact their helper for the group."
    if do_not_contact:
        return "This person asked us not to contact them, and that holds for their helper too."
    return "The permission to speak with this helper has ended." if ended_on else None


def in_words(*, name: str, relation: str, tasks: Collection[str], phone: str) -> str:
    """Return what stands first on a person's page: "Speak with their daughter Amina, 01632 960001."."""
    kin = Relation(relation).label.lower()
    child = relation in (Relation.DAUGHTER, Relation.SON)
    if Task.TALK in tasks:
        who = f"their {kin} {name}" if child else f"{name} ({kin})"
        return f"Speak with {who}{f', {phone}' if phone else ''}."
    if Task.INTERPRET in tasks:
        return f"{name} ({kin}) interprets for them{f': {phone}' if phone else ''}."
    return f"{name} ({kin}) gets copies of their letters."
