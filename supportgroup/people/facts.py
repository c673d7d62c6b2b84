"""What a person's page and a line of the list say: needs as tags, what must be respected, facts as rows."""

import datetime
from dataclasses import dataclass
from typing import Any

from supportgroup.ui import wording

from . import contact, rules, typed
from .choices import Need, Standing
from .languages import ENGLISH
from .models import ClinicalOutline, Person
from .words import LABELS, OUTLINE_LABELS, said

ICONS: dict[str, str] = {
    Need.BSL: "sign-language",
    Need.EMAIL_NOT_LETTER: "email",
    Need.LIP_SPEAKER: "interpreter",
    Need.COMMUNICATION: "interpreter",
    Need.ADVOCATE: "interpreter",
}
FIRST = (Need.INTERPRETER, Need.LARGE_PRINT)
"""Needs that stand before the others: without them a call or a letter is of no use at all."""
REACH = ("preferred_route", "email", "phone", "address", "distance")
ABOUT = ("first_name", "date_of_birth", "nhs_number", "sex", "language")


@dataclass(frozen=True)
class NeedTag:
    """One outlined tag: the name of its drawing and its words. "stop" is the red one."""

    icon: str
    words: str


@dataclass(frozen=True)
class Fact:
    """One row of a summary list. field: the control of the form that changes it."""

    key: str
    value: str
    field: str


def need_tags(person: Person) -> list[NeedTag]:
    """Return what must be respected before writing to somebody: do not contact, interpreter, large print, the rest."""
    tags = [NeedTag("stop", "Do not contact")] if person.do_not_contact else []
    needs = sorted(person.needs, key=lambda need: FIRST.index(need) if need in FIRST else len(FIRST))
    return tags + [NeedTag(ICONS.get(need, need.replace("_", "-")), need_words(need, person)) for need in needs]


def need_words(need: str, person: Person) -> str:
    """Return a need as it is read of somebody: "Interpreter: Polish", "Large print, 18 point"."""
    words = said("needs", [need])
    if need == Need.LARGE_PRINT:
        return f"{words}, {person.print_size} point"
    if need == Need.INTERPRETER:
        return f"{words}: {'language not recorded' if person.language == ENGLISH else person.language}"
    return words


def standing_words(person: Person) -> str:
    """Return "Died on 3 May 2026", "Moved to another hospital", or "" for a current patient."""
    if person.standing == Standing.CURRENT:
        return ""
    return said("standing", person.standing) + (
        f" on {wording.day(person.standing_since)}" if person.standing_since else ""
    )


def minor_words(person: Person, *, today: datetime.date) -> str:
    """Return "17, under 18" for a living person of that age, "" for everybody else."""
    if person.date_of_birth is None or person.standing == Standing.DIED:
        return ""
    age = rules.age_on(today, born=person.date_of_birth)
    return f"{age}, under {rules.GROWN_UP}" if age < rules.GROWN_UP else ""


def why_not_write(person: Person) -> str:
    """Return why nothing may be sent to somebody, by the way that is theirs; "" where it may."""
    return contact.why_not_write(person, channel=contact.channel_for(person)) or ""


def how_to_write(person: Person) -> str:
    """Return what is unusual in writing to somebody to whom it may be; "" for nothing."""
    size = contact.text_size(person)
    if contact.channel_for(person) == rules.LETTER and size > rules.ORDINARY_PRINT:
        return f"Letters to this person are printed large, in {size} point."
    return ""


def in_hospital(person: Person, *, today: datetime.date) -> list[str]:
    """Return the sentence about somebody who is in hospital on a day, or none."""
    until = person.in_hospital_until
    if until is None or not rules.is_in_hospital(until, today=today) or person.standing != Standing.CURRENT:
        return []
    return [f"In hospital until about {wording.day(until)}: surveys wait until then."]


def facts(person: Person, names: tuple[str, ...], *, today: datetime.date) -> list[Fact]:
    """Return these fields of a person as rows, those that are empty too; a name and an address in one row each."""
    labels = LABELS | {"first_name": "Name"}
    return [Fact(labels[name], _value(person, name, today) or "Not recorded", name) for name in names]


def outline_facts(outline: ClinicalOutline | None) -> list[Fact]:
    """Return the clinical outline as rows; none where nothing is written down."""
    if outline is None:
        return []
    return [Fact(label, said(name, getattr(outline, name)), name) for name, label in OUTLINE_LABELS.items()]


def treatment_words(outline: ClinicalOutline | None) -> str:
    """Return a person's immunoglobulin treatment in 2 words, "Home, pump"; "" for none now."""
    if outline is None or not outline.on_immunoglobulin:
        return ""
    place, route = ("" if word == "none" else word for word in (outline.treatment_place, outline.treatment_route))
    return ", ".join(word for word in (place, route) if word).capitalize() or "Yes"


def _value(person: Person, name: str, today: datetime.date) -> str:
    value: Any = getattr(person, name)
    if name == "date_of_birth" and value:
        return f"{wording.day(value)} (age {rules.age_on(today, born=value)})"
    if name == "phone" and value:
        return f"{value} ({'mobile' if typed.takes_texts(value) else 'not a mobile: no text messages'})"
    if name == "first_name":
        return " ".join(part for part in (person.title, person.first_name, person.last_name) if part)
    if name == "address":
        return "\n".join(part for part in (person.address, person.postcode) if part)
    return said(name, value)
