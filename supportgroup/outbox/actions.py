"""Queueing, withdrawing, and what staff decide about a message."""

import datetime
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any
from uuid import uuid4

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork import nudge

from . import delivery, rules
from .choices import Lane, State, Step
from .holding import hold_waiting
from .letter import Letter, Recipient
from .models import Decision, Message
from .querysets import MessageQuerySet

SWEEP, SWEEP_URGENT = "supportgroup.outbox.tasks.sweep", "supportgroup.outbox.tasks.sweep_urgent"
_ROWS_A_STATEMENT = 1000


def queue(letters: Iterable[Letter], *, not_before: datetime.datetime | None = None) -> int:
    """Queue messages in the caller's transaction and return how many were new.

    A recipient gets one message of a kind on an occasion: what is queued or was sent already is left as it is.
    """
    now, added, urgent = clock.now(), 0, False
    waiting = iter(letters)
    while some := list(islice(waiting, _ROWS_A_STATEMENT)):
        rows = [_row(letter, now=now, not_before=not_before or now) for letter in some]
        Message.objects.bulk_create(rows, ignore_conflicts=True)
        added += Message.objects.filter(mail_id__in=[row.mail_id for row in rows]).count()
        urgent = urgent or any(letter.lane == Lane.URGENT for letter in some)
    if added:
        nudge.after_commit(SWEEP_URGENT if urgent else SWEEP)
    return added


def withdraw(*, recipient: Recipient, reason: str, kind: str | None = None, occasion: str | None = None) -> int:
    """Hold what waits for this recipient, of one kind or on one occasion if named, and return how many there were.

    It also stops a letter that is printed and not posted, and an email that a worker has taken and not begun to
    send. Dated by the day: a reminder is withdrawn when somebody replies, and that moment is kept nowhere.
    """
    chosen = Message.objects.to(recipient_kind=recipient.kind, recipient_key=recipient.key)
    if kind is not None:
        chosen = chosen.filter(kind=kind)
    if occasion is not None:
        chosen = chosen.filter(occasion=occasion)
    return hold_waiting(chosen, because=reason)


def deliver(*, limit: int | None = None) -> Counter[str]:
    """Send every email that is due, here and now, whatever the cap, and return how many came to which state."""
    return delivery.send_due(capped=False, limit=limit).tally


@action("message.tried_again")
def try_again(message: Message, *, by: Actor) -> Message:
    """Queue a failed or held message again, with all its tries. At sending it is asked again whether it may go."""
    message = _locked(message)
    _refuse(rules.why_not_try_again(state=message.state, channel=message.channel))
    return _queued_again(message, Step.TRIED_AGAIN, by=by)


@action("messages.tried_again")
def try_all_again(messages: MessageQuerySet, *, by: Actor) -> int:
    """Queue again those of these messages that failed or are held, and return how many."""
    found = messages.in_state(State.FAILED, State.HELD).order_by("pk")
    keys = list(found.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not keys:
        raise Refused("Somebody has already dealt with these messages.")
    now = clock.now()
    Decision.objects.bulk_create(
        Decision(message_id=key, step=Step.TRIED_AGAIN, decided_at=now, decided_by=by.user) for key in keys
    )
    nudge.after_commit(SWEEP)
    return Message.objects.filter(pk__in=keys).update(state=State.QUEUED, state_since=now, **_afresh(now))


@action("messages.released")
def release(group: Group, *, reason: str, by: Actor) -> int:
    """Queue again what is held in a group for a reason that has gone, and return how many there were."""
    held = Message.objects.of(group).in_state(State.HELD).filter(reason=reason)
    return try_all_again(held, by=by) if held.exists() else 0


@action("message.held")
def hold(message: Message, *, by: Actor) -> Message:
    """Hold a message that waits."""
    message = _locked(message)
    _refuse(rules.why_not_hold(state=message.state))
    _decided(message, Step.HELD, by=by)
    return _changed(message, state=State.HELD, reason="Somebody here decided that it should not go.")


@action("message.arrived")
def say_it_arrived(message: Message, *, by: Actor) -> Message:
    """Settle an unsure message: it arrived."""
    message = _locked(message)
    _refuse(rules.why_not_settle(state=message.state))
    _decided(message, Step.ARRIVED, by=by)
    return _changed(message, state=State.SENT, reason="")


@action("message.sent_again")
def send_again(message: Message, *, by: Actor) -> Message:
    """Settle an unsure message: send it once more. The person may get it twice, under the same id."""
    message = _locked(message)
    _refuse(rules.why_not_settle(state=message.state))
    return _queued_again(message, Step.SENT_AGAIN, by=by)


@action("message.left")
def leave(message: Message, *, by: Actor) -> Message:
    """Leave a failed or held message as it is: somebody has seen to it in another way."""
    message = _locked(message)
    _refuse(rules.why_not_leave(state=message.state, needs_someone=message.needs_someone))
    _decided(message, Step.LEFT, by=by)
    message.needs_someone = False
    message.save(update_fields=["needs_someone"])
    return message


def _row(letter: Letter, *, now: datetime.datetime, not_before: datetime.datetime) -> Message:
    return Message(
        group=letter.group,
        kind=letter.kind,
        recipient_kind=letter.recipient.kind,
        recipient_key=letter.recipient.key,
        occasion=letter.occasion,
        channel=letter.channel,
        lane=letter.lane,
        seen_by=letter.seen_by,
        consent=letter.consent,
        queued_at=now,
        not_before=not_before,
        state_since=now,
        mail_id=uuid4(),
    )


def _locked(message: Message) -> Message:
    locked: Message = Message.objects.select_for_update(of=("self",)).select_related("group").get(pk=message.pk)
    return locked


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


def _queued_again(message: Message, step: Step, *, by: Actor) -> Message:
    _decided(message, step, by=by)
    nudge.after_commit(SWEEP_URGENT if message.lane == Lane.URGENT else SWEEP)
    return _changed(message, state=State.QUEUED, **_afresh(clock.now()))


def _afresh(now: datetime.datetime) -> dict[str, Any]:
    return {"reason": "", "needs_someone": False, "tries": 0, "not_before": now, "print_run": None}


def _decided(message: Message, step: Step, *, by: Actor) -> None:
    Decision.objects.create(message=message, step=step, decided_at=clock.now(), decided_by=by.user)


def _changed(message: Message, **changes: Any) -> Message:
    changes |= {"needs_someone": False, "state_since": clock.now()}
    for name, value in changes.items():
        setattr(message, name, value)
    message.save(update_fields=list(changes))
    return message
