"""One run of a worker: take a few emails, ask again about each, hand them over, account for each as it goes.

Outside a transaction every change of state is committed at once: *sending* before the message is handed over,
*sent* after. Whatever happens between the two is found out and shown, never guessed.

Two things save time and change nothing of that. While the mail server takes one message in, the next is written. And
*sent* of one is committed together with *sending* of the next, before that one is handed over; so a worker that dies
leaves one message to ask about, as ever.
"""

import logging
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError

from supportgroup import clock

from . import cap, moving, policy, recipients, rules, taking
from .channels.answers import Answer, Result
from .channels.email import mail_server
from .choices import Channel, State
from .compose import Envelope, NotWritable, envelope_of
from .faults import where
from .models import Message
from .presence import present

BATCH = 50
FRESH_SECONDS = 10
LONGEST_REASON = 300
COULD_NOT_WRITE = "We could not write this message. Tell whoever looks after this service."

_log = logging.getLogger(__name__)


def send_due(
    *,
    urgent: bool | None = None,
    capped: bool,
    seconds: float | None = None,
    limit: int | None = None,
    places: int = 1,
) -> "Run":
    """Send what is due and return the run that did it, with its tally.

    urgent: only that lane, only the others, or None for all. capped: keep to so many a minute.
    seconds, limit: stop after about so long, or after so many messages. places: how many processes may do so at once.
    """
    taking.take_back_from_the_dead()
    with present() as worker, mail_server() as server:
        run = Run(worker, server, capped=capped, places=places)
        try:
            run.work(urgent=urgent, until=time.monotonic() + (seconds or float("inf")), limit=limit)
        finally:
            taking.give_back(worker, reason=run.gave_up_because)
    return run


Written = tuple[Message, Envelope]


class Ahead:
    """The next message, written when there is time for it; what goes wrong meanwhile is told when it is asked for."""

    def __init__(self, messages: Iterator[Written]) -> None:
        self._messages = messages
        self._trouble: BaseException | None = None
        self._next: Written | None = None
        self._is_written = False

    def write(self) -> None:
        """Write the next message, unless it is written. Never raises: one is on its way and must be accounted for."""
        if self._is_written:
            return
        self._is_written = True
        try:
            self._next = next(self._messages, None)
        except BaseException as trouble:  # noqa: BLE001  raised again in `written`
            self._trouble = trouble

    def written(self) -> Written | None:
        """Return the next message, or None where there is none."""
        self.write()
        if self._trouble:
            raise self._trouble
        return self._next


@dataclass
class Run:
    """What one worker does between taking its first message and giving back what it did not get to.

    server: the mail server, or the service that sends texts; write: makes what it is handed.
    places: how many processes may do the same at once. tally: how many messages came to which state.
    gave_up_because: why it stopped before nothing was due, if it did.
    """

    worker: uuid.UUID
    server: Any
    capped: bool
    channel: Channel = Channel.EMAIL
    write: Callable[[Message], Any] = envelope_of
    places: int = 1
    tally: Counter[str] = field(default_factory=Counter)
    gave_up_because: str = ""
    _accepted: Message | None = None

    def work(self, *, urgent: bool | None, until: float, limit: int | None) -> None:
        """Send batch after batch until nothing is due, the time is up or the mail server is away."""
        most = cap.most_in_hand(BATCH, self.channel) if self.capped else BATCH
        while not self.gave_up_because and time.monotonic() < until:
            left = most if limit is None else min(most, limit - self.tally.total())
            batch = self._take(left, urgent=urgent) if left else []
            if not batch:
                return
            if not self.send(batch, until=min(until, time.monotonic() + FRESH_SECONDS)):
                taking.give_back(self.worker, reason=self.gave_up_because)

    def _take(self, most: int, *, urgent: bool | None) -> list[Message]:
        return taking.take(self.worker, urgent=urgent, most=most, channel=self.channel, places=self.places)

    def send(self, batch: Iterable[Message], *, until: float = float("inf")) -> bool:
        """Bring these messages, which are in this worker's hands, to their next state; tell whether all came to it."""
        moving.get_ready()
        written = self._written(batch)
        try:
            following = next(written, None)
            while following and self._may_go_on(until):
                following = self._send_one(*following, ahead=Ahead(written))
        finally:
            self._note_sent()
        return following is None

    def _written(self, batch: Iterable[Message]) -> Iterator[Written]:
        """Write one message after the other, each when it is asked for; what cannot go is put aside and passed over."""
        for message in batch:
            if envelope := self._write(message):
                yield message, envelope

    def _may_go_on(self, until: float) -> bool:
        if self.gave_up_because or time.monotonic() > until:
            return False
        if not self.server.is_there():
            self.gave_up_because = rules.MAIL_SERVER_AWAY
        return not self.gave_up_because

    def _send_one(self, message: Message, envelope: Envelope, *, ahead: "Ahead") -> "Written | None":
        """Hand one message over and, while the mail server takes it in, write the next; return that."""
        if self.capped and cap.a_minute(self.channel):
            self._note_sent()
            cap.wait_for_turn(self.channel)
        if self._begin(message):
            self._account(message, self.server.send(envelope, meanwhile=ahead.write))
        return ahead.written()

    def _write(self, message: Message) -> Envelope | None:
        """Ask again and write the email; a message that is not to go, or cannot be written, is put aside here."""
        try:
            if reason := recipients.why_not_write(message):
                self._put_aside(message, reason)
                return None
            written: Envelope = self.write(message)
        except (OperationalError, InterfaceError):
            raise
        except NotWritable as why:
            self._move(message, State.FAILED, reason=str(why), needs_someone=True)
        except Exception as trouble:  # noqa: BLE001  whatever is wrong with one message, the others must go
            _log.error("Message %s of kind %s: %s", message.pk, message.kind, where(trouble))
            self._move(message, State.FAILED, reason=COULD_NOT_WRITE, needs_someone=True)
        else:
            return written
        return None

    def _put_aside(self, message: Message, reason: recipients.Reason) -> None:
        if reason.by_letter:
            self._move(message, State.QUEUED, reason=reason.words, channel=Channel.LETTER)
        else:
            self._move(message, State.HELD, reason=reason.words, needs_someone=reason.needs_someone)

    def _begin(self, message: Message) -> bool:
        """Commit that this one is being handed over, and that the one before is sent; tell whether it may go."""
        before, self._accepted = self._accepted, None
        if before is None:
            return self._move(message, State.SENDING, worker=self.worker, sent_to=moving.address_digest(message))
        sent, begun = moving.both(before, message, worker=self.worker)
        self.tally[State.SENT] += sent
        return bool(begun)

    def _note_sent(self) -> None:
        """Commit that the message which the mail server took last is sent, unless that is done."""
        if self._accepted:
            message, self._accepted = self._accepted, None
            self._move(message, State.SENT, out_of=State.SENDING)

    def _account(self, message: Message, answer: Answer) -> None:
        match answer.result:
            case Result.ACCEPTED:
                self._accepted = message
            case Result.REFUSED:
                self._move(message, State.FAILED, out_of=State.SENDING, reason=answer.reason, needs_someone=True)
            case Result.UNSURE:
                self._move(message, State.UNSURE, out_of=State.SENDING, reason=answer.reason, needs_someone=True)
            case Result.LATER:
                self._try_later(message, answer.reason)
            case Result.AWAY:
                self.gave_up_because = answer.reason
                self._move(message, State.QUEUED, out_of=State.SENDING, reason=answer.reason)

    def _try_later(self, message: Message, reason: str) -> None:
        tries, today = message.tries + 1, clock.today()
        if tries >= policy.TRIES.in_force(message.group, on=today):
            last = f"{reason} We tried {tries} times."
            self._move(message, State.FAILED, out_of=State.SENDING, reason=last, tries=tries, needs_someone=True)
            return
        wait = rules.minutes_until_next_try(
            tries=tries,
            first=policy.FIRST_WAIT.in_force(message.group, on=today),
            longest=policy.LONGEST_WAIT.in_force(message.group, on=today),
        )
        again_at = clock.now() + timedelta(minutes=wait)
        self._move(message, State.QUEUED, out_of=State.SENDING, reason=reason, tries=tries, not_before=again_at)

    def _move(
        self,
        message: Message,
        to: State,
        *,
        out_of: State = State.TAKEN,
        worker: uuid.UUID | None = None,
        reason: str = "",
        **changes: Any,
    ) -> bool:
        """Change the state if the message is still in this worker's hands, and tell whether it was."""
        values = {"state": to, "state_since": clock.now(), "taken_by": worker, "reason": reason[:LONGEST_REASON]}
        moved = moving.one(message, values | changes, state=out_of, taken_by=self.worker)
        if moved and to != State.SENDING:
            self.tally[to] += 1
        return moved
