"""The consent page of a group: for one statement, who said what; counts first, the same queries for 3 people or 300."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, Subquery

from supportgroup.groups.models import Group
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from supportgroup.people.querysets import PersonQuerySet
from supportgroup.ui import wording

from . import in_force, rules, versions
from .choices import Purpose, Said, Sheet
from .facts import MEMBERSHIP_TAGS, NOT_ASKED, TAGS
from .models import Answer
from .statements import DECLARED, sheet_of

ROWS = 50
WORDS = {
    "yes": "Said yes",
    "asked": "Asked, no answer yet",
    "withdrawn": "Withdrew",
    "no": "Said no",
    "never": "Never asked",
}
MEMBER_WORDS = WORDS | {"yes": "Members", "withdrawn": "Left", "no": "Declined", "never": "Not asked"}
OLDER = "older"
_WHERE = {
    "yes": Q(said=Said.YES),
    "no": Q(said=Said.NO),
    "withdrawn": Q(said=Said.WITHDRAWN),
    "asked": Q(said=None, was_asked=True),
    "never": Q(said=None, was_asked=False),
}


@dataclass(frozen=True)
class Row:
    """One person and their answer to the statement."""

    person: Person
    tag: tuple[str, str]
    answer: Answer | None

    @property
    def when(self) -> str:
        return wording.day(self.answer.given_on) if self.answer else ""


@dataclass(frozen=True)
class Listing:
    """What the page shows. chosen: the filters that stand in the address, cleaned by `read`."""

    group: Group
    people: PersonQuerySet
    chosen: Mapping[str, str]
    page_number: str = "1"

    @property
    def purpose(self) -> Purpose:
        return Purpose(self.chosen.get("about", Purpose.MEMBER))

    @property
    def sheet(self) -> Sheet:
        return sheet_of(self.purpose)

    @cached_property
    def words(self) -> Mapping[str, str]:
        return MEMBER_WORDS if self.purpose == Purpose.MEMBER else WORDS

    @cached_property
    def version_in_use(self) -> Any:
        return versions.in_use(self.group, self.sheet)

    @cached_property
    def answered(self) -> PersonQuerySet:
        """Return the current people with their answer to this statement."""
        newest = Answer.objects.filter(person=OuterRef("pk"), purpose=self.purpose).newest_first()
        people = in_force.with_answer(self.people.current(), self.purpose, self.sheet)
        return people.annotate(version_key=Subquery(newest.values("version")[:1]))  # type: ignore[no-any-return]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many people stand where, and under "older" how many answered an older version."""
        counts = dict.fromkeys([*WORDS, OLDER], 0)
        rows = self.answered.order_by().values("said", "was_asked", "version_key").annotate(number=Count("pk"))
        for row in rows:
            where = row["said"] or ("asked" if row["was_asked"] else "never")
            counts[where] += row["number"]
            if row["said"] and row["version_key"] != self.version_in_use.pk:
                counts[OLDER] += row["number"]
        return counts

    @cached_property
    def total(self) -> int:
        return sum(self.counts[word] for word in WORDS)

    @cached_property
    def found(self) -> PersonQuerySet:
        """Return the people whom the filters leave, in order of name."""
        people = self.answered
        if said := self.chosen.get("said"):
            people = people.filter(_WHERE[said])
        if self.chosen.get("version") == OLDER:
            people = people.filter(said__isnull=False).exclude(version_key=self.version_in_use.pk)
        return people

    @property
    def number_found(self) -> int:
        if self.chosen.get("version") == OLDER:
            return self.found.count() if "said" in self.chosen else self.counts[OLDER]
        return self.counts[self.chosen["said"]] if "said" in self.chosen else self.total

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        paginator = Paginator(self.found, ROWS)
        paginator.count = self.number_found
        return paginator.get_page(self.page_number)

    @cached_property
    def rows(self) -> list[Row]:
        return self.rows_of(self.page.object_list)

    def rows_of(self, people: Any) -> list[Row]:
        """Return these people with their answers, fetched together."""
        shown = list(people)
        answers = Answer.objects.select_related("version").in_bulk([one.answer_key for one in shown if one.answer_key])
        return [self._row(person, answers.get(person.answer_key)) for person in shown]

    def _row(self, person: Any, answer: Answer | None) -> Row:
        if self.purpose == Purpose.MEMBER:
            return Row(person, MEMBERSHIP_TAGS[rules.membership(said=person.said, was_asked=person.was_asked)], answer)
        asked = ("Asked, no answer yet", "blue") if person.was_asked else NOT_ASKED
        return Row(person, TAGS[Said(answer.said)] if answer else asked, answer)

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Return the counts for the strip above the table, each a link."""
        return [
            {"number": wording.number(self.counts[word]), "words": words, "url": self._link(said=word, version="")}
            for word, words in self.words.items()
        ]

    @property
    def filter_groups(self) -> list[dict[str, Any]]:
        """Return the filters: the answer, the version, and the statement with how many said yes to each."""
        said, older = self.chosen.get("said", ""), self.chosen.get("version") == OLDER
        answers = [
            {"text": words, "count": self.counts[word], "current": word == said,
             "url": self._link(said="" if word == said else word, version="")}
            for word, words in self.words.items() if self.counts[word] or word == said
        ]  # fmt: skip
        groups = [{"heading": "Answer", "items": answers}]
        if self.counts[OLDER] or older:
            item = {"text": "Answered an older version", "count": self.counts[OLDER], "current": older,
                    "url": self._link(version="" if older else OLDER, said="")}  # fmt: skip
            groups.append({"heading": "Version", "items": [item]})
        for sheet in Sheet:
            items = [
                {"text": box.purpose.label, "count": self.yes.get(box.purpose, 0),
                 "current": box.purpose == self.purpose, "url": self._link(about=box.purpose, said="", version="")}
                for box in DECLARED[sheet].boxes
            ]  # fmt: skip
            groups.append({"heading": f"{sheet.label}: yes to", "items": items})
        return groups

    @cached_property
    def yes(self) -> dict[str, int]:
        """Return how many current people have said yes to each statement."""
        latest = Answer.objects.of(self.group).in_force().values("pk")
        agreed = Answer.objects.filter(pk__in=latest, said=Said.YES, person__standing=Standing.CURRENT)
        return dict(agreed.order_by().values_list("purpose").annotate(number=Count("pk")))

    @property
    def in_words(self) -> str:
        """Return which filters hold, for the folded filters of a phone."""
        parts = [self.purpose.label, self.words.get(self.chosen.get("said", ""), "")]
        return ", ".join([part for part in parts if part] + (["older version"] if "version" in self.chosen else []))

    @property
    def query(self) -> str:
        return urlencode(self.chosen)

    @property
    def clear_url(self) -> str:
        return self._link(said="", version="") if {"said", "version"} & set(self.chosen) else ""

    def _link(self, **changes: str) -> str:
        return f"?{urlencode(read({**self.chosen, **changes}))}"


def read(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that an address asks for and that exist; the usual statement is left out."""
    allowed = {
        "about": {purpose for purpose in Purpose.values if purpose != Purpose.MEMBER},
        "said": set(WORDS),
        "version": {OLDER},
    }
    return {key: given[key] for key, words in allowed.items() if given.get(key) in words}
