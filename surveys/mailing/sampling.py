"""Who of the chosen people can be asked, how, and who is left out and why."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from supportgroup import clock
from supportgroup.outbox import returned, texting
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.numbers import mobile
from supportgroup.people import contact
from supportgroup.people.choices import Need, Route, Standing
from supportgroup.people.models import Person
from supportgroup.people.rules import OTHER_FORMATS, is_in_hospital, why_not_contact
from supportgroup.ui.wording import listed, lower_first

IN_HOSPITAL = "In hospital now"


@dataclass(frozen=True)
class Reach:
    """The chosen people by what happens to them. calls and left_out are pairs of a person and the reason."""

    emails: list[Person] = field(default_factory=list)
    letters: list[Person] = field(default_factory=list)
    texts: list[Person] = field(default_factory=list)
    calls: list[tuple[Person, str]] = field(default_factory=list)
    left_out: list[tuple[Person, str]] = field(default_factory=list)

    @property
    def asked(self) -> list[Person]:
        """Return everybody who is asked, those to be phoned too."""
        return [*self.emails, *self.letters, *self.texts, *(person for person, _ in self.calls)]

    @property
    def written(self) -> dict[Channel, list[Person]]:
        """Return those who are sent something, by the way it goes."""
        return {Channel.EMAIL: self.emails, Channel.LETTER: self.letters, Channel.TEXT: self.texts}

    @property
    def keys(self) -> list[int]:
        """Return the keys of everybody who is asked."""
        return [person.pk for person in self.asked]

    @property
    def why_left_out(self) -> list[tuple[str, int]]:
        """Return each reason with its number, the most frequent first."""
        return _reasons(self.left_out)

    @property
    def why_called(self) -> list[tuple[str, int]]:
        """Return why people are phoned, each reason with its number."""
        return [(lower_first(reason), number) for reason, number in _reasons(self.calls)]

    @property
    def fingerprint(self) -> str:
        """Return a mark of exactly this list, so that what was seen is what is sent."""
        ways = (*self.written.values(), [person for person, _ in self.calls])
        lists = ([person.pk for person in people] for people in ways)
        return hashlib.sha256(repr([sorted(keys) for keys in lists]).encode()).hexdigest()[:32]


def reach(people: Iterable[Person]) -> Reach:
    """Sort people by how they can be asked now."""
    found = Reach()
    people = list(people)
    came_back, today = returned.not_working(people), clock.today()
    for person in people:
        if is_in_hospital(person.in_hospital_until, today=today) and _may_be_reached(person):
            found.left_out.append((person, IN_HOSPITAL))
            continue
        if may_be_texted(person):
            found.texts.append(person)
            continue
        channel = contact.channel_for(person)
        if channel == Channel.EMAIL and person.pk in came_back:
            channel = Channel.LETTER if returned.may_go_by_letter(person) else None
        reason = contact.why_not_write(person, channel=channel or Channel.LETTER)
        if channel and reason is None:
            (found.emails if channel == Channel.EMAIL else found.letters).append(person)
        else:
            (found.calls if may_be_phoned(person) else found.left_out).append((person, why_not_written_to(person)))
    return found


def why_not_written_to(person: Person) -> str:
    """Return, in a few words that can be counted, why nothing can be sent to this person."""
    if person.standing != Standing.CURRENT:
        return "Died" if person.standing == Standing.DIED else "Moved to another hospital"
    if person.do_not_contact:
        return "Asked not to be contacted"
    formats = [_in_a_sentence(Need(need)) for need in person.needs if need in OTHER_FORMATS]
    if formats and person.address:
        return f"Needs {listed(formats)}"
    return "No address to write to"


def _in_a_sentence(need: Need) -> str:
    """Return "audio", but "British Sign Language": a language keeps its capital."""
    return str(need.label) if need == Need.BSL else lower_first(str(need.label))


def may_be_texted(person: Person) -> bool:
    """Tell whether somebody who prefers texts gets one: the service sends them, and this is a mobile number."""
    if person.preferred_route != Route.TEXT or not texting.may_go():
        return False
    return _may_be_reached(person) and mobile(person.phone) is not None


def may_be_phoned(person: Person) -> bool:
    """Tell whether somebody we cannot write to may be phoned instead."""
    return bool(person.phone) and _may_be_reached(person)


def _may_be_reached(person: Person) -> bool:
    return why_not_contact(standing=person.standing, do_not_contact=person.do_not_contact) is None


def _reasons(pairs: list[tuple[Person, str]]) -> list[tuple[str, int]]:
    return Counter(reason for _, reason in pairs).most_common()
