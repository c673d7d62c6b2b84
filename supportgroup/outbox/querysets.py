"""Named questions about messages."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from . import secrecy
from .choices import Channel, State, Verdict


class SeenByQuerySet(InGroupQuerySet[Any]):
    """Rows that say which power it takes to see them."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the rows whose kind this user may see: who was reminded tells who had not replied."""
        seen = self.of(in_group).for_powers(powers_of(user.roles_in(in_group.slug)))
        for what in secrecy.hidden(user, in_group):
            seen = seen.exclude(what)
        return seen

    def for_powers(self, powers: Iterable[Power]) -> Self:
        """Return the rows that somebody with these powers may see, but for what is secret from them beside that."""
        return self.filter(seen_by__in=powers)


class PrintRunQuerySet(SeenByQuerySet):
    """Print runs of a group."""

    def with_letters(self) -> Self:
        """Return the runs that were not put back, newest first, each with its number of letters."""
        stays = models.Q(messages__state__in=[State.TAKEN, State.SENT])
        count = Coalesce("posted_letters", models.Count("messages", filter=stays))
        return self.filter(put_back_at=None).annotate(letters=count).order_by("-pk")


class BatchQuerySet(SeenByQuerySet):
    """Batches that a second person approves."""

    def waiting(self) -> Self:
        """Return the batches that wait for a second person, each with its number of messages; none that is empty."""
        count = models.Count("messages", filter=models.Q(messages__state=State.TO_APPROVE))
        return self.filter(verdict=Verdict.WAITING).annotate(count=count).filter(count__gt=0).order_by("pk")


class MessageQuerySet(SeenByQuerySet):
    """Messages of a group."""

    def in_state(self, *states: State) -> Self:
        """Return the messages in any of these states."""
        return self.filter(state__in=states)

    def to(self, *, recipient_kind: str, recipient_key: int) -> Self:
        """Return the messages to one recipient."""
        return self.filter(recipient_kind=recipient_kind, recipient_key=recipient_key)

    def emails_due(self, *, now: datetime.datetime) -> Self:
        """Return the emails that may be handed over now, the most urgent lane first, in the order they came."""
        due = self.filter(state=State.QUEUED, channel=Channel.EMAIL, not_before__lte=now)
        return due.order_by(models.F("lane").desc(), "id")

    def texts_due(self, *, now: datetime.datetime) -> Self:
        """Return the text messages that may be handed over now, in the order of `emails_due`."""
        due = self.filter(state=State.QUEUED, channel=Channel.TEXT, not_before__lte=now)
        return due.order_by(models.F("lane").desc(), "id")

    def without_receipt(self, channel: Channel) -> Self:
        """Return the messages of a channel that went and of which nothing is known since."""
        return self.filter(channel=channel, state=State.SENT, receipt="")

    def letters_to_print(self) -> Self:
        """Return the letters that wait for a print run."""
        return self.filter(state=State.QUEUED, channel=Channel.LETTER)

    def in_hand(self) -> Self:
        """Return the emails that a worker has taken and not accounted for."""
        return self.filter(state__in=[State.TAKEN, State.SENDING], taken_by__isnull=False)

    def needing_someone(self) -> Self:
        """Return what will not go on by itself and nobody has dealt with."""
        return self.filter(needs_someone=True, state__in=[State.FAILED, State.HELD, State.UNSURE])


class ReturnedAddressQuerySet(models.QuerySet[Any]):
    """Addresses that came back."""

    def not_working(self, *, soft_bounces: int) -> Self:
        """Return those that count as not working: back for good, or back for now so many times."""
        return self.filter(cleared_on=None).filter(models.Q(hard=True) | models.Q(times__gte=soft_bounces))
