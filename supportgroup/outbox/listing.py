"""The list of messages: its filters with their counts, its rows, its heading."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from supportgroup.ui.wording import counted, listed

from . import cap, recipients, rules, words
from .choices import STILL_TO_GO, Channel, State
from .kinds import kind_called, label_of
from .models import Message
from .narrowing import Narrowing
from .querysets import MessageQuerySet
from .standing import MOST_COUNTED, Standing

ROWS_A_PAGE = 50
NEEDS, WAITING, EVERYTHING = "needs", "waiting", "all"
ON_THE_WAY = tuple(state for state in STILL_TO_GO if state != State.TO_APPROVE)
FILTERS = {
    NEEDS: ("Need you", (State.FAILED, State.HELD, State.UNSURE)),
    "approval": ("To be approved", (State.TO_APPROVE,)),
    WAITING: ("On the way", ON_THE_WAY),
    "sent": ("Sent or posted", (State.SENT,)),
    "held": ("Held", (State.HELD,)),
    "failed": ("Failed", (State.FAILED,)),
    "unsure": ("Not sure", (State.UNSURE,)),
    "cancelled": ("Cancelled", (State.CANCELLED,)),
    EVERYTHING: ("All", tuple(State)),
}


@dataclass(frozen=True)
class Choice:
    """One filter: its words, its address, how many it shows."""

    text: str
    url: str
    count: str
    current: bool


@dataclass(frozen=True)
class Row:
    """One message as the list shows it."""

    message: Message
    label: str
    about: str
    about_url: str
    name: str
    tag: words.Tag
    when: str


def counts(standing: Standing, gone: int) -> dict[str, int]:
    """Return how many messages each filter shows; of those that have gone at most so many are counted."""
    found = {key: standing.count(*states) for key, (_, states) in FILTERS.items()}
    return found | {
        NEEDS: standing.need_someone,
        "sent": gone,
        EVERYTHING: min(standing.count(*State) + gone, MOST_COUNTED),
    }


def choices(found: Mapping[str, int], *, current: str, narrowing: Narrowing) -> list[Choice]:
    """Return the filters that show something, the current one and the one that shows all."""
    return [
        Choice(text, narrowing.query(state=key), _number(found[key]), key == current)
        for key, (text, _) in FILTERS.items()
        if found[key] or key in (current, EVERYTHING)
    ]


def chosen(messages: MessageQuerySet, key: str) -> MessageQuerySet:
    """Return the messages that a filter shows: what is on its way in the order it goes, all else newest first."""
    if key == NEEDS:
        return messages.needing_someone().order_by("-pk")
    if key == EVERYTHING:
        return messages.order_by("-pk")
    return messages.in_state(*FILTERS[key][1]).order_by("pk" if key == WAITING else "-pk")


def page_of(messages: MessageQuerySet, *, number: str | None, count: int) -> Page[Message]:
    """Return one page; how many rows there are is known already."""
    paginator = Paginator(messages.select_related("group"), ROWS_A_PAGE)
    paginator.count = count
    return paginator.get_page(number)


def rows_of(messages: Iterable[Message], *, sees_people: bool, today: datetime.date) -> list[Row]:
    """Return the rows of a page, with names and titles fetched for all of them together."""
    messages = list(messages)
    recipients.fetch(messages)
    titles = occasion_words((message.kind, message.occasion) for message in messages)
    return [
        Row(
            message,
            label_of(message.kind),
            titles.get((message.kind, message.occasion), ""),
            Narrowing(kind=message.kind, occasion=message.occasion).query(state=EVERYTHING),
            words.name_of(message, sees_people=sees_people),
            words.tag_of(message),
            words.since(message, today=today),
        )
        for message in messages
    ]


def occasion_words(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return what occasions are called, by kind and occasion; kinds that share a function are asked together."""
    asked: dict[Callable[..., Mapping[str, str]], set[tuple[str, str]]] = defaultdict(set)
    for name, occasion in pairs:
        if kind := kind_called(name):
            asked[kind.occasion_words].add((name, occasion))
    found: dict[tuple[str, str], str] = {}
    for ask, wanted in asked.items():
        titles = ask({occasion for _, occasion in wanted})
        found |= {pair: titles[pair[1]] for pair in wanted if pair[1] in titles}
    return found


def heading(standing: Standing) -> str:
    """Return the state of all messages as a heading."""
    if needed := standing.need_someone:
        return f"{counted(needed, 'message')} {'needs' if needed == 1 else 'need'} you"
    if unapproved := standing.count(State.TO_APPROVE):
        return f"{counted(unapproved, 'message')} {'waits' if unapproved == 1 else 'wait'} for a second person"
    if waiting := standing.count(*ON_THE_WAY):
        return f"{counted(waiting, 'message')} {'is' if waiting == 1 else 'are'} on the way"
    return "Nothing waits"


def lede(standing: Standing, *, now: datetime.datetime, today: datetime.date) -> str:
    """Return what waits in numbers, and under a cap when the last email will have gone."""
    parts = {
        "email to go": standing.emails_to_go,
        "text message to go": standing.count(*ON_THE_WAY, channel=Channel.TEXT),
        "letter to print": standing.letters_to_print,
        "printed letter to post": standing.letters_to_post,
    }
    waiting = [counted(count, *_one_and_many(what)) for what, count in parts.items() if count]
    if not waiting:
        return ""
    gone_by = _gone_by(standing, now=now)
    if gone_by is None:
        return f"{listed(waiting)}."
    when = words.moment(gone_by, today=today)
    return f"{listed(waiting)}. At {cap.a_minute()} a minute, the last email will have gone by {when}."


def _gone_by(standing: Standing, *, now: datetime.datetime) -> datetime.datetime | None:
    """All groups share the mail server, so what others wait for counts too."""
    if not (cap.a_minute() and standing.emails_to_go) or standing.server_away_since:
        return None
    waiting = Message.objects.filter(state=State.QUEUED, channel=Channel.EMAIL).count()
    return rules.gone_by(now=now, waiting=max(waiting, standing.emails_to_go), a_minute=cap.a_minute())


def _one_and_many(what: str) -> tuple[str, str]:
    noun = what.split(" to ", maxsplit=1)[0]
    return what, what.replace(noun, f"{noun}s", 1)


def _number(count: int) -> str:
    return f"{count:,}" if count < MOST_COUNTED else f"{count:,} or more"
