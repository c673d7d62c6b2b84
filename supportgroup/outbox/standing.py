"""How the messages of a group stand, counted in one query over what has not gone."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Min, Q, Value, When

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.remembered import remembered

from . import secrecy
from .choices import Channel, State
from .kinds import label_of
from .models import Message
from .querysets import MessageQuerySet
from .rules import MAIL_SERVER_AWAY

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Alike:
    """Messages of one kind that wait for somebody for the same reason."""

    kind: str
    channel: str
    state: str
    reason: str
    count: int

    @property
    def label(self) -> str:
        return label_of(self.kind)

    @property
    def noun(self) -> str:
        return Channel(self.channel).label.lower()


class Standing:
    """Counts by state and channel; what needs somebody, by its reason; since when the mail server is away."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows

    def count(self, *states: State, channel: Channel | None = None) -> int:
        """Return how many messages are in any of these states, by this channel or by any."""
        return sum(row["count"] for row in self._rows if row["state"] in states and channel in (None, row["channel"]))

    @property
    def emails_to_go(self) -> int:
        return self.count(State.QUEUED, State.TAKEN, State.SENDING, channel=Channel.EMAIL)

    @property
    def letters_to_print(self) -> int:
        return self.count(State.QUEUED, channel=Channel.LETTER)

    @property
    def letters_to_post(self) -> int:
        return self.count(State.TAKEN, channel=Channel.LETTER)

    @property
    def need_someone(self) -> int:
        return sum(row["count"] for row in self._rows if row["needs_someone"])

    @property
    def alike(self) -> list[Alike]:
        """Return what needs somebody and can be queued again, by its reason, most first."""
        found = [
            Alike(row["stuck_kind"], row["channel"], row["state"], row["why"], row["count"])
            for row in self._rows
            if row["needs_someone"] and row["state"] != State.UNSURE
        ]
        return sorted(found, key=lambda alike: -alike.count)

    @property
    def together(self) -> list[Alike]:
        """Return what can be queued again together: more than one for the same reason."""
        return [some for some in self.alike if some.count > 1]

    @property
    def server_away_since(self) -> datetime.datetime | None:
        """Return when the oldest email was due that the mail server did not take, or None where it answers."""
        return min((row["oldest"] for row in self._rows if row["why"] == MAIL_SERVER_AWAY), default=None)


def standing_of(messages: MessageQuerySet) -> Standing:
    """Count these messages, those apart that have gone: of them there may be a million."""
    return Standing(list(_counted(messages)))


def standing_for(user: Any, group: Any) -> Standing:
    """Return the same of what this user may see; where nothing of it is hidden from them the query is written once."""
    if secrecy.hidden(user, group):
        return standing_of(Message.objects.visible_to(user, in_group=group))
    return Standing(_counted_by(group.pk, powers_of(user.roles_in(group.slug))))


@remembered
def _counted_by(group: int, powers: frozenset[Power]) -> Any:
    return _counted(Message.objects.of(group).for_powers(powers))


def _counted(messages: MessageQuerySet) -> Any:
    return (
        messages.exclude(state=State.SENT)
        .order_by()
        .annotate(
            stuck_kind=Case(When(needs_someone=True, then=F("kind")), default=Value("")),
            why=Case(When(Q(needs_someone=True) | Q(reason=MAIL_SERVER_AWAY), then=F("reason")), default=Value("")),
        )
        .values("state", "channel", "needs_someone", "stuck_kind", "why")
        .annotate(count=Count("pk"), oldest=Min("not_before"))
    )


def gone(messages: MessageQuerySet) -> int:
    """Return how many of these messages have gone, counted no further than the pages list them."""
    return messages.in_state(State.SENT)[:MOST_COUNTED].count()
