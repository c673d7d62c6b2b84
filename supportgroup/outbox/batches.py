"""A batch on its page: what is asked, who is in it, and after the decision what became of everybody."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of, roles_with
from supportgroup.accounts.models import RoleHolding, User
from supportgroup.groups.models import Group
from supportgroup.ui.wording import counted, listed

from . import listing, rules, words
from .approval import fingerprint
from .choices import STILL_TO_GO, Channel, State, Verdict
from .kinds import label_of
from .models import Batch, Message
from .narrowing import Narrowing

NOUNS = {Channel.LETTER: "letter", Channel.EMAIL: "email", Channel.TEXT: "text message"}


@dataclass(frozen=True)
class Numbers:
    """How many messages of a batch are where. by_channel: those that wait for approval; why: reasons of the others."""

    by_state: dict[str, int]
    by_channel: dict[str, int]
    why: list[tuple[str, str, int]]
    first: int | None

    @property
    def all(self) -> int:
        return sum(self.by_state.values())

    def count(self, *states: State) -> int:
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def in_words(self) -> str:
        """Return "61 letters and 39 emails"."""
        return in_words(self.by_channel)


def in_words(by_channel: dict[str, int]) -> str:
    """Return numbers by channel as "61 letters and 39 emails"."""
    return listed([counted(by_channel[channel], noun) for channel, noun in NOUNS.items() if by_channel.get(channel)])


def numbers_of(batch: Batch) -> Numbers:
    """Count a batch in one query."""
    rows = (
        batch.messages.order_by()
        .values("state", "channel", "reason")
        .annotate(count=Count("pk"), first=Min("pk"))
        .order_by("-count")
    )
    by_state: dict[str, int] = {}
    by_channel: dict[str, int] = {}
    why: dict[tuple[str, str], int] = {}
    firsts = []
    for row in rows:
        by_state[row["state"]] = by_state.get(row["state"], 0) + row["count"]
        if row["state"] == State.TO_APPROVE:
            by_channel[row["channel"]] = by_channel.get(row["channel"], 0) + row["count"]
            firsts.append(row["first"])
        if row["state"] in (State.HELD, State.FAILED, State.UNSURE, State.CANCELLED):
            key = State(row["state"]).label, row["reason"]
            why[key] = why.get(key, 0) + row["count"]
    found = [(state, reason, count) for (state, reason), count in sorted(why.items(), key=lambda item: -item[1])]
    return Numbers(by_state, by_channel, found, min(firsts, default=None))


def mark_of(batch: Batch) -> str:
    """Return the mark of exactly the messages that wait in a batch now."""
    return fingerprint(batch.messages.in_state(State.TO_APPROVE).values_list("pk", flat=True))


def title_of(batch: Batch) -> str:
    """Return what a batch is: its kind, and what it is about."""
    about = listing.occasion_words([(batch.kind, batch.occasion)]).get((batch.kind, batch.occasion))
    return f"{label_of(batch.kind)}, {about}" if about else label_of(batch.kind)


def heading(batch: Batch, numbers: Numbers) -> str:
    """Return the state of a batch as a heading."""
    if batch.verdict == Verdict.WAITING:
        waits = "waits" if numbers.count(State.TO_APPROVE) == 1 else "wait"
        return f"{numbers.in_words} {waits} for a second person" if numbers.in_words else "None waits any more"
    said = "approved" if batch.verdict == Verdict.APPROVED else "not approved"
    return f"{counted(batch.counted or 0, 'message')} {said}"


def figures(batch: Batch, numbers: Numbers) -> list[dict[str, Any]]:
    """Return what became of those who were approved."""
    shown = {
        "approved": batch.counted or 0,
        "sent or posted": numbers.count(State.SENT),
        "still to go": numbers.count(*STILL_TO_GO),
        "held or cancelled": numbers.count(State.HELD, State.CANCELLED),
        "failed or not sure": numbers.count(State.FAILED, State.UNSURE),
    }
    return [{"number": number, "words": what} for what, number in shown.items()]


def why_not_decide(batch: Batch, numbers: Numbers, *, user: Any, group: Any) -> str | None:
    """Return why this user cannot approve or refuse the batch, or None if they can."""
    if Power.APPROVE_MESSAGES not in powers_of(user.roles_in(group.slug)):
        return "Your role does not approve messages."
    return rules.why_not_approve(
        verdict=batch.verdict,
        asked_by=batch.asked_by_id,
        by=user.pk,
        seen="",
        found="",
        count=numbers.count(State.TO_APPROVE),
    )


def who_may_approve(batch: Batch) -> list[str]:
    """Return the names of the others who may approve it."""
    others = approvers(batch.group, but=batch.asked_by_id)
    of_group = Batch.objects.filter(pk=batch.pk)
    return [user.name for user in others if of_group.visible_to(user, in_group=batch.group).exists()]


def approvers(group: Group, *, but: int | None) -> list[User]:
    """Return those who have the power to approve in this group today, this user left out, by name."""
    roles = roles_with(Power.APPROVE_MESSAGES)
    holdings = RoleHolding.objects.of(group).in_force(on=clock.today()).filter(role__in=roles)
    users = User.objects.filter(pk__in=holdings.values("user")).order_by("name")
    return list(users.exclude(pk=but) if but else users)


def history_of(batch: Batch, *, today: datetime.date) -> list[dict[str, str]]:
    """Return what was done with a batch, newest first."""
    asked = {"when": words.moment(batch.asked_at, today=today), "what": "Asked for approval"}
    entries = [asked | {"who": batch.asked_by.name if batch.asked_by else "The timetable"}]
    if batch.decided_at and batch.decided_by:
        said = f"Not approved: {batch.reason}" if batch.reason else f"Approved {counted(batch.counted or 0, 'message')}"
        when = words.moment(batch.decided_at, today=today)
        entries.insert(0, {"when": when, "who": batch.decided_by.name, "what": said})
    return entries


def page_of(batch: Batch, *, number: str | None, count: int) -> Page[Message]:
    """Return one page of a batch's messages; how many there are is known already."""
    paginator = Paginator(batch.messages.select_related("group").order_by("pk"), listing.ROWS_A_PAGE)
    paginator.count = count
    return paginator.get_page(number)


def list_query(batch: Batch) -> str:
    """Return the query that shows the messages of a batch's occasion on the list."""
    return Narrowing(kind=batch.kind, occasion=batch.occasion).query(state=listing.EVERYTHING)
