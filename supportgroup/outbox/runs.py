"""What the letters' pages show: piles that wait, print runs, and what must be taken out of a pile."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min
from django.utils.timezone import localtime

from supportgroup.ui.wording import day

from . import listing, recipients, words
from .choices import State
from .kinds import label_of
from .models import Message, PrintRun
from .policy import LETTERS_A_RUN


@dataclass(frozen=True)
class Pile:
    """Letters of one kind and occasion that wait to be printed."""

    kind: str
    occasion: str
    seen_by: str
    label: str
    about: str
    count: int
    since: str
    in_one_run: int


@dataclass(frozen=True)
class Made:
    """A print run as the list shows it."""

    run: PrintRun
    label: str
    about: str
    when: str
    is_to_post: bool


@dataclass(frozen=True)
class TakenOut:
    """A letter that was held after it was printed."""

    message: Message
    name: str
    reason: str


def waiting_for(user: Any, group: Any, *, today: datetime.date) -> list[Pile]:
    """Return the piles of letters that this user may print, oldest first."""
    letters = Message.objects.visible_to(user, in_group=group).letters_to_print().order_by()
    piles = letters.values("kind", "occasion", "seen_by").annotate(count=Count("pk"), oldest=Min("queued_at"))
    found = list(piles.order_by("oldest"))
    titles = listing.occasion_words((pile["kind"], pile["occasion"]) for pile in found)
    most = LETTERS_A_RUN.in_force(group, on=today) if found else 0
    return [
        Pile(
            kind=pile["kind"],
            occasion=pile["occasion"],
            seen_by=pile["seen_by"],
            label=label_of(pile["kind"]),
            about=titles.get((pile["kind"], pile["occasion"]), ""),
            count=pile["count"],
            since=day(localtime(pile["oldest"]).date()),
            in_one_run=min(pile["count"], most),
        )
        for pile in found
    ]


def may_print(user: Any, group: Any, *, kind: str, occasion: str, seen_by: str) -> bool:
    """Tell whether such letters wait and this user may see them."""
    letters = Message.objects.visible_to(user, in_group=group).letters_to_print()
    return letters.filter(kind=kind, occasion=occasion, seen_by=seen_by).exists()


def runs_for(user: Any, group: Any, *, today: datetime.date, most: int = 20) -> list[Made]:
    """Return the newest print runs that this user may see."""
    runs = list(PrintRun.objects.visible_to(user, in_group=group).with_letters().select_related("group")[:most])
    titles = listing.occasion_words((run.kind, run.occasion) for run in runs)
    return [
        Made(
            run,
            label_of(run.kind),
            titles.get((run.kind, run.occasion), ""),
            words.moment(run.posted_at or run.made_at, today=today),
            run.is_to_post,
        )
        for run in runs
    ]


def title_of(run: PrintRun) -> str:
    """Return what a run's letters are: their kind, and what they are about."""
    about = listing.occasion_words([(run.kind, run.occasion)]).get((run.kind, run.occasion))
    return f"{label_of(run.kind)}, {about}" if about else label_of(run.kind)


def count_of(run: PrintRun) -> int:
    """Return how many letters are in a run, those held since left out, or how many went."""
    if run.posted_letters is not None:
        return run.posted_letters
    return int(run.messages.in_state(State.TAKEN, State.SENT).count())


def are_letters_gone(run: PrintRun) -> bool:
    """Tell whether the letters of a run that was posted are not kept any more: only their number is."""
    return run.posted_at is not None and not run.messages.exists()


def held_since(run: PrintRun) -> list[TakenOut]:
    """Return the letters that were held after the run was made, by the names that stand on them."""
    held = list(run.messages.in_state(State.HELD).select_related("group").order_by("pk"))
    recipients.fetch(held)
    return [TakenOut(message, words.name_of(message, sees_people=True), message.reason) for message in held]


def history_of(run: PrintRun, *, today: datetime.date) -> list[dict[str, str]]:
    """Return what was done with a run, newest first."""
    entries = [_entry(run.made_at, run.made_by, "Made the print run", today=today)]
    if run.put_back_at:
        entries.insert(0, _entry(run.put_back_at, run.put_back_by, "Put the letters back", today=today))
    if run.is_handed_over:
        entries.insert(0, _entry(run.handed_over.at, run.handed_over.by, "Had GOV.UK Notify post them", today=today))
    if run.posted_at:
        entries.insert(0, _entry(run.posted_at, run.posted_by, "Said that they are posted", today=today))
    return entries


def _entry(moment: datetime.datetime, who: Any, what: str, *, today: datetime.date) -> dict[str, str]:
    return {"when": words.moment(moment, today=today), "who": who.name if who else "The service", "what": what}
