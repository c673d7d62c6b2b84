"""One run of a worker: take a few emails, ask again about each, hand them over, account for each as it goes.

Outside a transaction every change of state is committed at once: *sending* before the message is handed over,
*sent* after. Whatever happens between the two is found out and shown, never guessed.
"""

import logging
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, connection

from supportgroup import clock

from . import cap, policy, recipients, rules, taking
from .channels.answers import Answer, Result
from .channels.email import MailServer
from .choices import State
from .compose import Envelope, NotWritable, envelope_of
from .faults import where
from .models import Message
from .presence import present

BATCH = 50
FRESH_SECONDS = 10
LONGEST_REASON = 300
COULD_NOT_WRITE = "We could not write this message. Tell whoever looks after this service."

_log = logging.getLogger(__name__)
_TABLE = connection.ops.quote_name(Message._meta.db_table)  # noqa: SLF001


def send_due(
    *, urgent: bool | None = None, capped: bool, seconds: float | None = None, limit: int | None = None
) -> "Run":
    """Send what is due and return the run that did it, with its tally.

    urgent: only that lane, only the others, or None for all. capped: keep to so many a minute.
    seconds, limit: stop after about so long, or after so many messages.
    """
    taking.take_back_from_the_dead()
    with present() as worker, MailServer() as server:
        run = Run(worker, server, capped=capped)
        try:
            run.work(urgent=urgent, until=time.monotonic() + (seconds or float("inf")), limit=limit)
        finally:
            taking.give_back(worker, reason=run.gave_up_because)
    return run


@dataclass
class Run:
    """What one worker does between taking its first message and giving back what it did not get to.

    tally: how many messages came to which state. gave_up_because: why it stopped before nothing was due, if it did.
    """

    worker: uuid.UUID
    server: MailServer
    capped: bool
    tally: Counter[str] = field(default_factory=Counter)
    gave_up_because: str = ""

    def work(self, *, urgent: bool | None, until: float, limit: int | None) -> None:
        """Send batch after batch until nothing is due, the time is up or the mail server is away."""
        most = cap.most_in_hand(BATCH) if self.capped else BATCH
        while not self.gave_up_because and time.monotonic() < until:
            left = most if limit is None else min(most, limit - self.tally.total())
            batch = taking.take(self.worker, urgent=urgent, most=left) if left else []
            if not batch:
                return
            self._send(batch, until=min(until, time.monotonic() + FRESH_SECONDS))

    def _send(self, batch: list[Message], *, until: float) -> None:
        for message in batch:
            if self.gave_up_because or time.monotonic() > until:
                return taking.give_back(self.worker, reason=self.gave_up_because)
            self.send_one(message)
        return None

    def send_one(self, message: Message) -> None:
        """Bring one message in this worker's hands to its next state."""
        if envelope := self._write(message):
            self._hand_over(message, envelope)

    def _write(self, message: Message) -> Envelope | None:
        """Ask again and write the email; a message that is not to go, or cannot be written, is put aside here."""
        try:
            if reason := recipients.why_not_write(message):
                self._move(message, State.HELD, reason=reason.words, needs_someone=reason.needs_someone)
                return None
            return envelope_of(message)
        except (OperationalError, InterfaceError):
            raise
        except NotWritable as why:
            self._move(message, State.FAILED, reason=str(why), needs_someone=True)
        except Exception as trouble:  # noqa: BLE001  whatever is wrong with one message, the others must go
            _log.error("Message %s of kind %s: %s", message.pk, message.kind, where(trouble))
            self._move(message, State.FAILED, reason=COULD_NOT_WRITE, needs_someone=True)
        return None

    def _hand_over(self, message: Message, envelope: Envelope) -> None:
        if not self.server.is_there():
            self.gave_up_because = rules.MAIL_SERVER_AWAY
            return
        if self.capped and cap.a_minute():
            cap.wait_for_turn()
        if self._move(message, State.SENDING, worker=self.worker):
            self._account(message, self.server.send(envelope))

    def _account(self, message: Message, answer: Answer) -> None:
        match answer.result:
            case Result.ACCEPTED:
                self._move(message, State.SENT, out_of=State.SENDING)
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
        moved = _update(message, values | changes, state=out_of, taken_by=self.worker)
        if moved and to != State.SENDING:
            self.tally[to] += 1
        return moved


def _update(message: Message, values: dict[str, Any], *, state: State, taken_by: uuid.UUID) -> bool:
    """Write these columns if the message is still in this state and hand; one round trip, committed as it ends.

    *Sent* is committed without waiting until the disk has it: should the database fall in that moment, the row
    still says *sending*, so it becomes *unsure* and is never sent again blindly. All else waits for the disk.
    """
    haste = "SET LOCAL synchronous_commit TO off; " if values["state"] == State.SENT else ""
    columns = ", ".join(f"{name} = %s" for name in values)
    where_it_was = "id = %s AND state = %s AND taken_by = %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{haste}UPDATE {_TABLE} SET {columns} WHERE {where_it_was}",  # noqa: S608  names of our own
            [*values.values(), message.pk, state, taken_by],
        )
        return bool(cursor.rowcount)
