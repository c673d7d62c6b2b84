"""How people join, decline and leave: 64 members, 9 who have the form, 5 who left, 34 who declined, 138 never asked."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass

from supportgroup import clock
from supportgroup.access.actor import Actor, ByTheirOwnLink
from supportgroup.consent import actions as consent
from supportgroup.consent import versions
from supportgroup.consent.choices import How, Purpose, Sheet
from supportgroup.consent.models import Version
from supportgroup.consent.rules import youngest_birthday
from supportgroup.consent.statements import ROUTE_BOXES
from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from .cast import Cast

MEMBERS, ASKED, LEFT, DECLINED = 64, 9, 5, 34
IN_PUBLICITY = 12
FIRST_DAY = 190
"""How many days before today the first form comes back."""
HOWS = (How.PAPER, How.PAPER, How.PAPER, How.PHONE, How.ONLINE, How.MEETING)


@dataclass(frozen=True)
class Teller:
    """What telling one person's answers takes: the words in use, who records, and dice that always fall alike."""

    cast: Cast
    sheets: dict[Sheet, Version]
    chance: random.Random

    def record(self, person: Person, sheet: Sheet, ticked: set[Purpose], *, days: int) -> None:
        """Record a sheet that was answered so many days before today; a paper form is typed some days later."""
        how = self.chance.choice(HOWS) if person.email else self.chance.choice(HOWS[:4])
        day = clock.today() - datetime.timedelta(days=days)
        typed_on = day + datetime.timedelta(days=self.chance.randint(0, 4) if how == How.PAPER else 0)
        by: Actor = ByTheirOwnLink(person.pk) if how == How.ONLINE else self.cast[self.chance.choice(["nurse", "pals"])]
        place = f"Cabinet 2, {person.last_name[0]}" if how == How.PAPER else ""
        with clock.moved_to(clock.at(min(typed_on, clock.today()), 11)):
            consent.record(
                person, version=self.sheets[sheet], ticked=ticked, given_on=day, how=how, paper_at=place, by=by
            )


def tell_consents(group: Group, cast: Cast) -> None:
    """Let each of them answer in their own way, on a day of their own."""
    chance = random.Random(64)  # noqa: S311  the same story each time
    teller = Teller(cast, versions.all_in_use(group), chance)
    people = list(_who_can_be_asked(group))
    chance.shuffle(people)
    parts: tuple[tuple[int, Callable[[Teller, Person], None]], ...] = (
        (MEMBERS, _joins), (ASKED, _has_the_form), (LEFT, _leaves), (DECLINED, _declines),
    )  # fmt: skip
    for number, tell in parts:
        for _ in range(number):
            tell(teller, people.pop())


def _who_can_be_asked(group: Group) -> "list[Person]":
    grown_up = Person.objects.of(group).current().filter(date_of_birth__lte=youngest_birthday(clock.today()))
    return list(grown_up.filter(do_not_contact=False).select_related("group").order_by("nhs_number"))


def _joins(teller: Teller, person: Person) -> None:
    days = teller.chance.randint(3, FIRST_DAY)
    teller.record(person, Sheet.MEMBERSHIP, _ticks(teller, person), days=days)
    if teller.chance.random() < IN_PUBLICITY / MEMBERS:
        teller.record(person, Sheet.PUBLICITY, {Purpose.PHOTOS}, days=min(days, 30))


def _has_the_form(teller: Teller, person: Person) -> None:
    day = clock.today() - datetime.timedelta(days=teller.chance.randint(2, 45))
    with clock.moved_to(clock.at(day, 14)):
        consent.note_asked(person, sheet=Sheet.MEMBERSHIP, on=day, how=How.PAPER, by=teller.cast["nurse"])


def _leaves(teller: Teller, person: Person) -> None:
    teller.record(person, Sheet.MEMBERSHIP, _ticks(teller, person), days=teller.chance.randint(90, FIRST_DAY))
    day = clock.today() - datetime.timedelta(days=teller.chance.randint(5, 80))
    with clock.moved_to(clock.at(day, 15)):
        consent.leave(person, how=How.PHONE, by=teller.cast["pals"])


def _declines(teller: Teller, person: Person) -> None:
    teller.record(person, Sheet.MEMBERSHIP, set(), days=teller.chance.randint(3, FIRST_DAY))


def _ticks(teller: Teller, person: Person) -> set[Purpose]:
    """Return what a member ticks: their own way of being reached, privacy, and two thirds share their experience."""
    ticked = {Purpose.MEMBER, Purpose.KEEP_PRIVATE, ROUTE_BOXES[person.preferred_route]}
    if teller.chance.random() < 0.5:  # noqa: PLR2004  half of them
        ticked.add(Purpose.BY_LETTER)
    if teller.chance.random() < 2 / 3:
        ticked.add(Purpose.SHARE_EXPERIENCE)
    return ticked | ({Purpose.QUOTES} if teller.chance.random() < 0.5 else set())  # noqa: PLR2004
