"""Everything that is held on a person, told by every room, in one shape.

{"made_on": day, "about": name, "held_by": hospital, "sections": [{"name": "messages", "heading": "Messages",
"explains": sentence, "entries": [{"what": "…", …}]}]}: every value is text. Rooms answer `Event.DOWNLOADED` with
{section: [{name: value}]}; sections of one name are put together.
"""

import datetime
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.people.models import Person
from supportgroup.people.reactions import Event, tell

SHAPE = "supportgroup copy, version 1"
HEADINGS = {
    "record": "Your record",
    "clinical_outline": "Your clinical outline",
    "sign_in": "Your sign-in",
    "changes": "What was changed on your record",
    "looks": "Who looked at your record",
    "formats_made": "Letters made in your format",
    "merged_records": "Records that were merged into yours",
    "told_apart": "Records that look like yours and are not",
    "messages": "Messages to you",
    "email_that_came_back": "Emails to you that came back",
    "surveys": "Surveys you were asked in",
    "yellow_slips": "Yellow slips: whether you would join a group discussion",
    "deceased_checks": "Lists for the Demographics Batch Service you were in",
    "requests": "Requests for a copy",
    "complaints": "Complaints",
    "consent": "What you have agreed to",
    "consent forms given": "Forms you were given",
    "helpers": "Who helps you",
    "contacts": "Calls, letters and visits",
}
EXPLAINS = {
    "clinical_outline": "The few words about your treatment that this group needs. Your hospital record is elsewhere.",
    "messages": "What we sent you or mean to send you. Reminders about a survey stand in the part that the "
    "Patient Advice and Liaison Service (PALS) makes: the people who treat you are not told who was reminded.",
    "surveys": "That you were asked. What you answered has no name and cannot be found, by us or by anybody.",
    "yellow_slips": "Slips with your name and your phone number or email address. No key joins them to anything else.",
    "looks": "Every time somebody opened, printed or downloaded what we hold about you.",
}


PART_OF_PALS = frozenset({"surveys", "yellow_slips", "messages"})
"""The sections in which something is kept from treating nurses: PALS makes them anew, as PALS sees them."""


def gather(person: Person, *, by: Actor, only: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return everything held on somebody, section by section; a section with nothing in it is left out.

    only: the sections that are wanted; empty for all.
    """
    sections: dict[str, list[dict[str, str]]] = {}
    for told in tell(Event.DOWNLOADED, person, by=by):
        for name, entries in told.items():
            sections.setdefault(name, []).extend(_in_text(entry) for entry in entries)
    return {
        "shape": SHAPE,
        "made_on": clock.today().isoformat(),
        "about": " ".join(part for part in (person.title, person.first_name, person.last_name) if part),
        "held_by": person.group.hospital_name,
        "sections": [
            {
                "name": name,
                "heading": HEADINGS.get(name) or label(name),
                "explains": EXPLAINS.get(name, ""),
                "entries": entries,
            }
            for name, entries in sections.items()
            if entries and (not only or name in only)
        ],
    }


def label(name: str) -> str:
    """Return the name of a section or a value as it is printed: "record_number" is "Record number"."""
    return name.replace("_", " ").capitalize() if name == name.lower() else name


def _in_text(entry: dict[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in entry.items() if value not in (None, "", [])}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return ", ".join(f"{label(name)}: {text}" for name, text in _in_text(value).items())
    if isinstance(value, list | tuple):
        return "; ".join(_text(one) for one in value)
    return str(value)
