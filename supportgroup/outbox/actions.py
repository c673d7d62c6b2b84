"""Queueing, withdrawing, and what staff decide about a message."""

import datetime
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import transaction

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork import nudge

from . import delivery, rules, texting
from .approval import Gate, put_back_before, sends_again_too_many, shut_gate
from .choices import Lane, State, Step
from .holding import DECIDED, hold_waiting
from .letter import Letter, Recipient
from .models import Decision, Message
from .querysets import MessageQuerySet

SWEEP, SWEEP_URGENT = "supportgroup.outbox.tasks.sweep", "supportgroup.outbox.tasks.sweep_urgent"
_ROWS_A_STATEMENT = 1000


@transaction.atomic
def queue(
    letters: Iterable[Letter], *, not_before: datetime.datetime | None = None, asked_by: Actor | None = None
) -> int:
    """Queue messages in the caller's transaction and return how many were new.

    A recipient gets one message of a kind on an occasion: what is queued or was sent already is left as it is.
    asked_by: who wants to send them, None for the clock; above the group's size somebody else must approve.
    """
    now, added, urgent, gate = clock.now(), 0, False, Gate(asked_by=asked_by)
    waiting = iter(letters)
    while some := list(islice(waiting, _ROWS_A_STATEMENT)):
        rows = [_row(letter, now=now, not_before=not_before or now, stopped=gate.stops(letter)) for letter in some]
        Message.objects.bulk_create(rows, ignore_conflicts=True)
        gate.remember(rows)
        added += Message.objects.filter(mail_id__in=[row.mail_id for row in rows]).count()
        urgent = urgent or any(letter.lane == Lane.URGENT for letter in some)
    gate.open()
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
    """Send every email and text that is due, here and now, whatever the cap; return how many came to which state."""
    tally: Counter[str] = delivery.send_due(capped=False, limit=limit).tally
    texts = texting.send_due(capped=False, limit=limit)
    return tally + texts.tally if texts else tally


@action("message.tried_again")
def try_again(message: Message, *, by: Actor) -> Message:
    """Queue a failed or held message again, with all its tries. At sending it is asked again whether it may go.

    One that a second person has not approved waits for them again.
    """
    message = _locked(message)
    _refuse(rules.why_not_try_again(state=message.state, channel=message.channel))
    step = Step.RELEASED if message.state == State.HELD else Step.TRIED_AGAIN
    if not message.needs_approval:
        return _queued_again(message, step, by=by)
    _decided(message, step, by=by)
    shut_gate(message.group)
    put_back_before(Message.objects.filter(pk=message.pk), asked_by=by)
    message.refresh_from_db()
    return message


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
    return let_wait_again(Message.objects.filter(pk__in=keys), by=by)


def let_wait_again(messages: MessageQuerySet, *, by: Actor) -> int:
    """Let these messages, locked by the caller, wait to go again; what is not approved waits for a second person."""
    now = clock.now()
    unapproved = list(messages.filter(needs_approval=True).values_list("pk", flat=True))
    if unapproved:
        again = Message.objects.filter(pk__in=unapproved)
        shut_gate(again.select_related("group")[0].group)
        put_back_before(again, asked_by=by)
    count = messages.exclude(pk__in=unapproved).update(state=State.QUEUED, state_since=now, **afresh(now))
    nudge.after_commit(SWEEP)
    return count + len(unapproved)


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
    return _changed(message, state=State.HELD, reason=DECIDED)


@action("message.arrived")
def say_it_arrived(message: Message, *, by: Actor) -> Message:
    """Settle an unsure message: it arrived."""
    message = _locked(message)
    _refuse(rules.why_not_settle(state=message.state))
    _decided(message, Step.ARRIVED, by=by)
    return _changed(message, state=State.SENT, reason="")


@action("message.sent_again")
def send_again(message: Message, *, reason: str, was: str, by: Actor) -> Message:
    """Send a message that went, or may have gone, once more: the reason says why. was: its state on the page.

    One that we are not sure of keeps its id, so that a mail server may drop the second; one that went gets a new id.
    Who sends more again in a day than the group lets one person needs a second.
    """
    message = _locked(message)
    _refuse(rules.why_not_send_once_more(state=message.state, lane=message.lane, was=was))
    shut_gate(message.group)
    former: dict[str, Any] = {}
    if message.state == State.SENT:
        former = {"former_id": message.mail_id, "former_to": message.sent_to}
        message.mail_id = uuid4()
        message.save(update_fields=["mail_id"])
    _decided(message, Step.SENT_AGAIN, by=by, reason=reason, **former)
    go_again(Message.objects.filter(pk=message.pk), by=by)
    message.refresh_from_db()
    return message


def go_again(messages: MessageQuerySet, *, by: Actor) -> None:
    """Queue what somebody has decided to send again, or put it before a second person. The gate is shut."""
    group = messages.select_related("group")[0].group
    if sends_again_too_many(group, by=by):
        unapproved = {"state": State.HELD, "needs_approval": True, "batch": None}
        messages.update(**afresh(clock.now()) | unapproved)
        put_back_before(messages, asked_by=by)
    else:
        let_wait_again(messages, by=by)


@action("message.cancelled")
def cancel(message: Message, *, reason: str, by: Actor) -> Message:
    """Cancel a message that has not gone. That is final: nobody can queue it again."""
    message = _locked(message)
    _refuse(rules.why_not_cancel(state=message.state))
    _decided(message, Step.CANCELLED, by=by, reason=reason)
    return _changed(message, state=State.CANCELLED, reason=f"Cancelled: {reason}")


@action("message.left")
def leave(message: Message, *, by: Actor) -> Message:
    """Leave a failed or held message as it is: somebody has seen to it in another way."""
    message = _locked(message)
    _refuse(rules.why_not_leave(state=message.state, needs_someone=message.needs_someone))
    _decided(message, Step.LEFT, by=by)
    message.needs_someone = False
    message.save(update_fields=["needs_someone"])
    return message


def _row(letter: Letter, *, now: datetime.datetime, not_before: datetime.datetime, stopped: bool) -> Message:
    return Message(
        state=State.TO_APPROVE if stopped else State.QUEUED,
        needs_approval=stopped,
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


def _queued_again(message: Message, step: Step, *, by: Actor, reason: str = "") -> Message:
    _decided(message, step, by=by, reason=reason)
    nudge.after_commit(SWEEP_URGENT if message.lane == Lane.URGENT else SWEEP)
    return _changed(message, state=State.QUEUED, **afresh(clock.now()))


def afresh(now: datetime.datetime) -> dict[str, Any]:
    """Return what a message is given that begins its way again."""
    return {"reason": "", "needs_someone": False, "tries": 0, "not_before": now, "print_run": None, "receipt": ""}


def _decided(message: Message, step: Step, *, by: Actor, reason: str = "", **former: Any) -> None:
    decided = {"step": step, "reason": reason, "decided_at": clock.now(), "decided_by": by.user}
    Decision.objects.create(message=message, **decided, **former)


def _changed(message: Message, **changes: Any) -> Message:
    changes |= {"needs_someone": False, "state_since": clock.now()}
    for name, value in changes.items():
        setattr(message, name, value)
    message.save(update_fields=list(changes))
    return message
