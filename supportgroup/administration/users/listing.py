"""The list of users as its page needs it: a page of rows, the choices with their counts."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from supportgroup import clock
from supportgroup.accounts.models import RoleHolding, User
from supportgroup.signin.invitations.rules import GOOD_FOR
from supportgroup.signin.models import Invitation
from supportgroup.signin.seen import with_facts
from supportgroup.ui import wording

from .words import is_over, until_words

ROWS = 50
CHOICES = {"now": "Sign in here", "invited": "Invited, not yet come", "ended": "Ended", "all": "Everyone"}


@dataclass(frozen=True)
class Tag:
    """A state in words and colour."""

    words: str
    colour: str


HERE, LATER, INVITED = Tag("Signs in here", "green"), Tag("Starts later", "blue"), Tag("Invited", "yellow")
TOO_OLD, ENDED = Tag("Link too old", "orange"), Tag("Ended", "grey")


@dataclass(frozen=True)
class Row:
    """One user on the list."""

    user: Any
    roles: list[str]
    seen: str
    second_step: str
    tag: Tag


@dataclass(frozen=True)
class Listing:
    """What the page shows. users: those the reader may see; chosen: which of CHOICES."""

    users: Any
    group: Any
    chosen: str
    search: str
    today: datetime.date
    page_number: str = "1"

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Return how many users each choice has, found by the words searched for."""
        return self._found.aggregate(  # type: ignore[no-any-return]
            now=Count("pk", filter=Q(has_role=True)),
            invited=Count("pk", filter=Q(has_role=True, is_invited=True)),
            ended=Count("pk", filter=Q(has_role=False)),
            all=Count("pk"),
        )

    @property
    def choices(self) -> list[dict[str, Any]]:
        return [
            {"text": text, "url": f"?show={key}", "count": self.counts[key], "current": key == self.chosen}
            for key, text in CHOICES.items()
        ]

    @cached_property
    def page(self) -> Page:  # type: ignore[type-arg]
        wanted = {
            "now": Q(has_role=True),
            "invited": Q(has_role=True, is_invited=True),
            "ended": Q(has_role=False),
            "all": Q(),
        }[self.chosen]
        held = RoleHolding.objects.of(self.group).order_by("role", "starts_on")
        invited = Invitation.objects.of(self.group).not_come()
        found = with_facts(self._found.filter(wanted)).order_by("name", "pk")
        found = found.prefetch_related(
            Prefetch("holdings", held, to_attr="held_here"), Prefetch("invitations", invited, to_attr="invited_here")
        )
        paginator = Paginator(found, ROWS)
        paginator.count = self.counts[self.chosen]
        return paginator.get_page(self.page_number)

    @cached_property
    def rows(self) -> list[Row]:
        return [row_of(user, today=self.today) for user in self.page.object_list]

    @cached_property
    def _found(self) -> Any:
        mine = RoleHolding.objects.of(self.group).filter(user=OuterRef("pk")).not_over(on=self.today)
        open_one = Invitation.objects.of(self.group).not_come().filter(user=OuterRef("pk"))
        found = self.users.found_by(self.search) if self.search else self.users
        return found.annotate(has_role=Exists(mine), is_invited=Exists(open_one))


def row_of(user: User, *, today: datetime.date) -> Row:
    """Return one line. The user has `held_here`, `invited_here` and the facts of `signin.seen`."""
    held = user.held_here  # type: ignore[attr-defined]
    now = [holding for holding in held if not is_over(holding, today=today)]
    roles = [f"{holding.get_role_display()} {until_words(holding, today=today)}" for holding in now]
    return Row(
        user=user,
        roles=roles or sorted({holding.get_role_display() for holding in held}),
        seen=seen_words(user, today=today),
        second_step="Set up" if user.has_second_step else "Not set up",  # type: ignore[attr-defined]
        tag=tag_of(user, now, today=today),
    )


def tag_of(user: User, now: list[RoleHolding], *, today: datetime.date) -> Tag:
    """Return how somebody stands in this group; now: their roles that are not over."""
    if not now or not user.is_active:
        return ENDED
    invited = user.invited_here  # type: ignore[attr-defined]
    if invited:
        return TOO_OLD if clock.now() - invited[0].sent_at > GOOD_FOR else INVITED
    return HERE if any(holding.starts_on <= today for holding in now) else LATER


def seen_words(user: Any, *, today: datetime.date) -> str:
    """Return the day on which somebody was last here: "today", "3 May 2026"; "Never" for nobody yet."""
    if user.seen_at is None:
        return "Never"
    day = user.seen_at.astimezone(clock.LONDON).date()
    return "Today" if day == today else wording.day(day)
