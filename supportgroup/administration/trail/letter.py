"""The letter that tells a person who looked at what is held on them."""

import datetime
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from supportgroup import clock
from supportgroup.audit.models import Look
from supportgroup.documents.pdf import compile_pdf
from supportgroup.people.models import Person
from supportgroup.ui import wording

from .looked import roles_then, said

TEMPLATE = "administration/trail/letters/who_looked.typ"
MOST = 2000
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """What one colleague did on one day."""

    day: str
    who: str
    role: str
    what: str


@dataclass(frozen=True)
class Letter:
    """The words of the letter. cut: there are more than fit; it says so."""

    hospital: str
    helpline: str
    address: list[str]
    name: str
    date: str
    since: str
    lines: list[Line]
    cut: bool


def for_person(person: Person, *, today: datetime.date) -> Letter:
    """Return who looked at this person in the last 12 months: the same thing on the same day is said once."""
    group, since = person.group, today - YEAR
    found = Look.objects.in_group(group.slug).at_person(person.pk).filter(at__gte=clock.at(since, 0))
    looks = list(found[: MOST + 1])
    roles = roles_then(looks, group=group)
    lines = [_line(look, roles[look.pk]) for look in looks[:MOST] if look.actor_kind == "user"]
    postal = [str(person), *person.address.splitlines(), person.postcode]
    return Letter(
        hospital=group.hospital_name,
        helpline=f"{group.helpline}, {group.helpline_hours}",
        address=[line for line in postal if line],
        name=person.first_name,
        date=wording.day(today),
        since=wording.day(since),
        lines=_once_a_day(lines),
        cut=len(looks) > MOST,
    )


def pdf(letter: Letter) -> bytes:
    """Return the letter as an accessible PDF."""
    return compile_pdf(TEMPLATE, asdict(letter), title="Who has looked at your record")


def _line(look: Any, role: str) -> Line:
    day = wording.day(look.at.astimezone(clock.LONDON).date())
    return Line(day=day, who=look.actor_name, role=role, what=said(look))


def _once_a_day(lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    for _, same_day in groupby(lines, key=lambda line: line.day):
        found += dict.fromkeys(same_day)
    return found
