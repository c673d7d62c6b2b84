"""A result on its way: read from its file, laid beside the people of its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.people.models import Person
from supportgroup.uploads.reading import content

from . import layout, rules
from .choices import Finding
from .matching import Judgement, judge
from .models import Traced, TraceList


@dataclass(frozen=True)
class Result:
    """What a result says of one person of its list."""

    traced: Traced
    says: Judgement

    @property
    def person(self) -> Person:
        return self.traced.person


def subject_of(traced: Traced) -> layout.Subject:
    """Return somebody of a list as the service is told of them."""
    person = traced.person
    return layout.Subject(
        reference=traced.reference,
        nhs_number=person.nhs_number,
        last_name=person.last_name,
        first_name=person.first_name,
        sex=person.sex,
        born=person.date_of_birth,
        postcode=person.postcode,
    )


def people_of(listed: TraceList) -> list[Traced]:
    """Return everybody in a list, with their person, in the order of the list."""
    found = list(listed.traced.select_related("person"))
    for one in found:
        one.list = listed
    return found


def as_file(listed: TraceList) -> str:
    """Return the list as the service takes it; made each time it is asked for, as the register is now."""
    return layout.write([subject_of(one) for one in people_of(listed)])


def read(data: bytes) -> list[layout.Answer]:
    """Return the answers of a result file; refused with a sentence where it is none."""
    try:
        return layout.read(data)
    except layout.NotAResult as reason:
        raise Refused(str(reason)) from None


def results_of(listed: TraceList) -> list[Result]:
    """Return what the result that waits says of everybody, as the register is now; refused where it was forgotten."""
    if listed.file is None:
        raise Refused("The result was forgotten, because nobody confirmed it in time. Load it again.")
    answers = {rules.number_of(one.reference): one for one in read(content(listed.file))}
    today = clock.today()
    return [
        Result(one, judge(subject_of(one), answers[one.number], today=today))
        for one in people_of(listed)
        if one.number in answers and one.finding != Finding.DIED
    ]


def mark_of(results: Iterable[Result]) -> str:
    """Return a mark of what is shown, so that what was seen is what is done."""
    return rules.mark_of(
        (
            one.traced.number,
            f"{one.says.finding} {one.says.why}",
            f"{one.says.died_on} {sorted(one.says.proposals.items())}",
        )
        for one in results
    )
