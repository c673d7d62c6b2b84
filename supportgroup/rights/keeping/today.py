"""What is due to be destroyed, and what the clock destroys when, for those who keep the records."""

import datetime
from collections.abc import Sequence
from itertools import compress
from typing import Any

from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.groups.keeping import Kept, everything_kept
from supportgroup.ui import wording
from supportgroup.ui.todo import Line, Question, Watch, question

from . import rules, table
from .dates import Coming, coming
from .models import Hold


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch what is due of every kind of record on which this user decides, and what of it goes by the clock."""
    powers = powers_of(user.roles_in(group.slug))
    if Power.KEEP_RECORDS not in powers:
        return []
    mine = [kept for kept in everything_kept() if kept.also in {None, *powers}]
    kinds, by_clock = [kept for kept in mine if not kept.by_clock], [kept for kept in mine if kept.by_clock]
    over, held = table.over(kinds, group, today=today), _any_held(group.pk, today)
    return [
        Watch([*over, held], lambda found: _lines(list(compress(kinds, found)), group, today, held=found[-1])),
        *(_by_clock(kept, group, today) for kept in by_clock),
    ]


@question()
def _any_held(group: int, on: datetime.date) -> Any:
    return Hold.objects.of(group).in_force(on=on)


def _lines(kinds: Sequence[Kept], group: Any, today: datetime.date, *, held: int) -> list[Line]:
    """Return one line for all kinds of which something is due. held: whether anything at all is held."""
    due = table.not_held(kinds, group, today=today) if held else kinds
    if not due:
        return []
    what = wording.listed([kept.what for kept in due])
    records = reverse("records", args=[group.slug])
    url = reverse("records_of_a_kind", args=[group.slug, due[0].key]) if len(due) == 1 else records
    return [Line(f"Look through {what}", url, "The time for which we keep them is over. You decide whether they go.")]


def _by_clock(kept: Kept, group: Any, today: datetime.date) -> Watch:
    url = reverse("records_of_a_kind", args=[group.slug, kept.key])
    begun: Question = table.begun(kept, group, today=today)

    def lines(_: Sequence[int]) -> list[Line]:
        told = (_of(one, kept, url, today=today) for one in coming(kept, group, today=today))
        return [line for line in told if line]

    return Watch([begun], lines)


def _of(one: Coming, kept: Kept, url: str, *, today: datetime.date) -> Line | None:
    """Return what is said of one thing: 14 days before it goes, and while something stops what is due."""
    what = f"the {kept.counted[0]} of {one.item.words}"
    if one.on is not None and today >= one.on:
        return _on_its_day(one, what, url, today=today)
    if one.on is not None and today >= one.on - rules.NOTICE:
        return Line(
            f"See what is destroyed on {wording.day(one.on)}: {what}", url, " ".join([_why_then(one), *one.waits]),
            due=one.on, consequence="The clock destroys it then.",
        )  # fmt: skip
    if one.hold and today >= one.due_on:
        until = f"until {wording.day(one.hold.until)}" if one.hold.until else "until somebody lifts this"
        return Line(f"Look whether you must still keep {what}", url, f"{_reason(one.hold)}, so it is kept {until}.")
    return None


def _on_its_day(one: Coming, what: str, url: str, *, today: datetime.date) -> Line:
    if one.waits:
        return Line(f"Settle what stops the clock from destroying {what}", url, " ".join(one.waits), due=one.on)
    if one.on == today:
        return Line(f"See what the clock destroys today: {what}", url, "The time for which we keep it is over.")
    why = "Its day has passed and the clock has not destroyed it. Destroy it, and ask who runs this service why."
    return Line(f"Look through {what}", url, why, due=one.on, urgent=True)


def _why_then(one: Coming) -> str:
    hold = one.hold
    over = f"{_reason(hold)}, so it is kept until then." if hold else "The time for which we keep it is over then."
    return f"{over} If something needs it for longer, keep it for now, with a reason and a last day."


def _reason(hold: Hold) -> str:
    by = f" ({hold.placed_by}, {wording.day(hold.placed_at.astimezone(clock.LONDON).date())})" if hold.placed_by else ""
    return f"{hold.get_why_display()}{by}"
