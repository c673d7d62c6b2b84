"""What pages say about one person's consent: each box with its answer in force, and every answer there was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from supportgroup import clock
from supportgroup.people.models import Person
from supportgroup.ui import wording

from . import in_force, versions
from .choices import How, Membership, Purpose, Said, Sheet
from .models import Answer, Asked, PaperPlace, Version
from .statements import Box

TAGS = {Said.YES: ("Yes", "green"), Said.NO: ("No", "grey"), Said.WITHDRAWN: ("Withdrawn", "orange")}
NOT_ASKED = ("Not asked", "white")
MEMBERSHIP_TAGS = {
    Membership.MEMBER: ("Member", "green"),
    Membership.ASKED: ("Asked, no answer yet", "blue"),
    Membership.LEFT: ("Left", "orange"),
    Membership.DECLINED: ("Declined", "grey"),
    Membership.NOT_ASKED: ("Not asked", "white"),
}


@dataclass(frozen=True)
class BoxFact:
    """One box of a sheet and what somebody said to it last; answer is None where they were never asked."""

    box: Box
    heading: str
    answer: Answer | None
    is_older: bool

    @property
    def label(self) -> str:
        return str(self.box.purpose.label)

    @property
    def tag(self) -> tuple[str, str]:
        return TAGS[Said(self.answer.said)] if self.answer else NOT_ASKED

    @property
    def is_yes(self) -> bool:
        return self.answer is not None and self.answer.said == Said.YES

    @property
    def since(self) -> str:
        if self.answer is None:
            return ""
        how = "a mistake was put right" if self.answer.corrects_id else self.answer.get_how_display().lower()
        return f"{wording.day(self.answer.given_on)}, {how}"

    @property
    def may_correct(self) -> bool:
        """Tell whether it was taken back today, by one of us, so that it may have been a mistake of typing."""
        answer = self.answer
        return (
            answer is not None
            and answer.said == Said.WITHDRAWN
            and answer.how != How.ONLINE
            and localtime(answer.recorded_at).date() == clock.today()
        )


@dataclass(frozen=True)
class SheetFact:
    """One sheet: its version in use, its boxes, and whether it was given without an answer yet."""

    sheet: Sheet
    version: Version
    boxes: list[BoxFact]
    asked: Asked | None

    @property
    def is_answered(self) -> bool:
        return any(fact.answer for fact in self.boxes)

    @property
    def paper(self) -> Answer | None:
        """Return the newest answer of this sheet that was given on paper, or None."""
        given = [fact.answer for fact in self.boxes if fact.answer and fact.answer.how == How.PAPER]
        # What put a mistake right brought no paper of its own: it stands for the form only where nothing else does.
        return max(given, key=lambda one: (one.corrects_id is None, one.given_on, one.pk), default=None)

    @property
    def paper_at(self) -> str:
        """Return where that paper lies, "" where nobody has said."""
        return self.paper.paper_lies_at if self.paper else ""

    @property
    def ticked(self) -> int:
        return sum(fact.is_yes for fact in self.boxes)


@dataclass(frozen=True)
class Entry:
    """One answer of the past, for the folded history."""

    when: str
    who: str
    what: str


@dataclass(frozen=True)
class Told:
    """All that somebody was asked and answered, newest first: fetched once, read as sheets and as history."""

    person: Person
    answers: list[Answer]
    asked: list[Asked]

    @property
    def sheets(self) -> list[SheetFact]:
        """Return every sheet with the answers in force."""
        held: dict[str, Answer] = {}
        for answer in self.answers:
            held.setdefault(answer.purpose, answer)
        asked = {one.sheet: one for one in reversed(self.asked)}
        return [
            SheetFact(sheet, version, _boxes(version, held), asked.get(sheet))
            for sheet, version in versions.all_in_use(self.person.group).items()
        ]

    @property
    def history(self) -> list[Entry]:
        """Return every answer and every sheet that was given; a sheet answered at once is one entry."""
        together: dict[tuple[object, ...], list[Answer]] = {}
        for answer in self.answers:
            moment = (
                answer.given_on, answer.recorded_at, answer.how, answer.recorded_as, answer.version.code, answer.why,
            )  # fmt: skip
            together.setdefault(moment, []).append(answer)
        entries = [(some[0].given_on, _entry(some)) for some in together.values()]
        entries += [(one.asked_on, _asked(one)) for one in self.asked]
        entries += [
            (localtime(one.noted_at).date(), _placed(one))
            for answer in self.answers
            for one in answer.paper_places.all()
        ]
        return [entry for _, entry in sorted(entries, key=lambda pair: pair[0], reverse=True)]


def told_by(person: Person) -> Told:
    """Return all that somebody was asked and answered, in three queries."""
    answers = Answer.objects.filter(person=person).select_related("version").newest_first()
    answers = answers.prefetch_related("paper_places")
    asked = Asked.objects.filter(person=person).select_related("recorded_by").order_by("-asked_on", "-pk")
    return Told(person, list(answers), list(asked))


def is_overtaken(person: Person, written: Sequence[Answer]) -> bool:
    """Tell whether a later answer than these, typed earlier, is in force for any of their boxes."""
    held = in_force.answers_of(person)
    return any(held[answer.purpose].given_on > answer.given_on for answer in written)


def _boxes(version: Version, held: Mapping[str, Answer]) -> list[BoxFact]:
    return [
        BoxFact(box, heading, answer := held.get(box.purpose), bool(answer and answer.version_id != version.pk))
        for heading, boxes in version.headed
        for box in boxes
    ]


def membership_of(sheets: list[SheetFact]) -> Membership:
    """Return where somebody stands with the group, from their sheets."""
    sheet = next(one for one in sheets if one.sheet == Sheet.MEMBERSHIP)
    member = next(fact for fact in sheet.boxes if fact.box.purpose == Purpose.MEMBER)
    if member.answer:
        stands = {Said.YES: Membership.MEMBER, Said.NO: Membership.DECLINED, Said.WITHDRAWN: Membership.LEFT}
        return stands[Said(member.answer.said)]
    return Membership.ASKED if sheet.asked else Membership.NOT_ASKED


def _entry(answers: list[Answer]) -> Entry:
    first = answers[0]
    by_word = {
        said: [str(Purpose(one.purpose).label) for one in reversed(answers) if one.said == said] for said in Said
    }
    what = ". ".join(f"{said.label}: {', '.join(labels)}" for said, labels in by_word.items() if labels)
    place = f" The paper lies here: {first.paper_at}." if first.paper_at else ""
    recorded_on = localtime(first.recorded_at).date()
    put_right = f" Put right: it had been withdrawn by mistake. {first.why}" if first.corrects_id else ""
    late = f" (typed on {wording.day(recorded_on)})" if recorded_on != first.given_on else ""
    return Entry(
        when=wording.day(first.given_on),
        who=f"{first.recorded_as}{late}",
        what=f"{first.get_how_display()}, {first.version.code}. {what}.{place}{put_right}",
    )


def _asked(asked: Asked) -> Entry:
    who = str(asked.recorded_by) if asked.recorded_by else "not recorded"
    return Entry(
        wording.day(asked.asked_on), who, f"{asked.get_sheet_display()}: asked {asked.get_how_display().lower()}."
    )


def _placed(noted: PaperPlace) -> Entry:
    given = wording.day(noted.answer.given_on)
    what = f"The paper of {given}, {noted.answer.version.code}, lies here: {noted.place}."
    return Entry(wording.day(localtime(noted.noted_at).date()), noted.noted_as, what)
