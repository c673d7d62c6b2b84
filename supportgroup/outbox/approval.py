"""A second person: above the size that a group sets, messages of one occasion wait until somebody else approves.

What waits is *to be approved*, and the database lets nothing that is not approved into a state in which it could
leave. What is approved is exactly what was counted on the page; whoever is added later is asked about anew.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork import nudge

from . import policy, rules
from .choices import Lane, State, Step, Verdict
from .letter import Letter
from .models import Batch, Decision, Message
from .querysets import MessageQuerySet

_GATE = 0x6F757467


def size_for(group: Group) -> int:
    """Return above how many messages a second person is asked in this group today; 0 for never."""
    return int(policy.APPROVE_ABOVE.in_force(group, on=clock.today()))


def sends_again_too_many(group: Group, *, by: Actor) -> bool:
    """Tell whether somebody sends more again today than the group lets one person. The gate is shut."""
    today = clock.at(clock.today(), 0)
    theirs = Decision.objects.filter(decided_by=by.user, step=Step.SENT_AGAIN, decided_at__gte=today)
    count = theirs.filter(message__group=group).values("message").distinct().count()
    return rules.sent_again_needs_approval(count=count, size=size_for(group))


def shut_gate(group: Group) -> None:
    """Let only one transaction at a time count what is queued in this group: two halves are counted as one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_GATE, group.pk])


def sort_out(group: Group, kind: str, occasion: str, *, added: MessageQuerySet, asked_by: Actor | None) -> None:
    """Let messages that were just added go, or put them before a second person. The gate is shut."""
    of_occasion = Message.objects.of(group).filter(kind=kind, occasion=occasion)
    asked_before = Batch.objects.of(group).filter(kind=kind, occasion=occasion).exists()
    count = of_occasion.exclude(state=State.CANCELLED).count()
    if rules.needs_approval(count=count, size=size_for(group), asked_before=asked_before):
        put_before(added, asked_by=asked_by)
    else:
        added.update(state=State.QUEUED, needs_approval=False)


def put_before(messages: MessageQuerySet, *, asked_by: Actor | None) -> None:
    """Have these messages, all of one kind and occasion, wait for somebody other than this one."""
    first = messages.select_related("group").first()
    if first is None:
        return
    batch = _waiting_batch(first, asked_by=asked_by)
    messages.update(state=State.TO_APPROVE, needs_approval=True, batch=batch, needs_someone=False, reason="")


class Gate:
    """What one call of `queue` adds: in a group that wants a second person it waits here until all are counted."""

    def __init__(self, *, asked_by: Actor | None) -> None:
        self._asked_by = asked_by
        self._shut: dict[int, bool] = {}
        self._added: dict[tuple[Group, str, str], list[UUID]] = defaultdict(list)

    def stops(self, letter: Letter) -> bool:
        """Tell whether a letter waits here: not what is urgent, nor where the group sets no size."""
        if letter.lane == Lane.URGENT:
            return False
        if letter.group.pk not in self._shut:
            self._shut[letter.group.pk] = bool(size_for(letter.group))
            if self._shut[letter.group.pk]:
                shut_gate(letter.group)
        return self._shut[letter.group.pk]

    def remember(self, rows: Iterable[Message]) -> None:
        """Keep which messages wait here."""
        for row in rows:
            if row.needs_approval:
                self._added[row.group, row.kind, row.occasion].append(row.mail_id)

    def open(self) -> None:
        """Let those go that need nobody, and put the others before a second person."""
        for (group, kind, occasion), mail_ids in self._added.items():
            added = Message.objects.filter(mail_id__in=mail_ids)
            sort_out(group, kind, occasion, added=added, asked_by=self._asked_by)


def put_back_before(messages: MessageQuerySet, *, asked_by: Actor) -> None:
    """Have messages that were taken out of their batch wait again: in it while it waits, else in a new one."""
    still = messages.filter(batch__verdict=Verdict.WAITING).order_by("pk")
    keys = list(still.values_list("pk", flat=True))
    Message.objects.filter(pk__in=keys).update(state=State.TO_APPROVE, needs_someone=False, reason="")
    others = messages.exclude(pk__in=keys)
    for kind, occasion in set(others.values_list("kind", "occasion")):
        put_before(others.filter(kind=kind, occasion=occasion), asked_by=asked_by)


def fingerprint(keys: Iterable[int]) -> str:
    """Return a mark of exactly these messages."""
    return hashlib.sha256(repr(sorted(keys)).encode()).hexdigest()[:32]


@action("batch.approved")
def approve(batch: Batch, *, seen: str, by: Actor) -> int:
    """Let the messages of a batch go and return how many there are. seen: the mark of those on the page that asked."""
    batch, keys = _locked(batch)
    _refuse_unless_possible(batch, keys, seen=seen, by=by)
    now = clock.now()
    Message.objects.filter(pk__in=keys).update(state=State.QUEUED, needs_approval=False, state_since=now)
    _decide(batch, Verdict.APPROVED, len(keys), by=by)
    nudge.after_commit("supportgroup.outbox.tasks.sweep")
    return len(keys)


@action("batch.refused")
def refuse(batch: Batch, *, reason: str, by: Actor) -> int:
    """Hold the messages of a batch with the reason, and return how many there are."""
    batch, keys = _locked(batch)
    _refuse_unless_possible(batch, keys, seen=fingerprint(keys), by=by)
    Message.objects.filter(pk__in=keys).update(
        state=State.HELD, reason=f"Not approved: {reason}", needs_someone=True, state_since=clock.at(clock.today(), 0)
    )
    batch.reason = reason
    _decide(batch, Verdict.REFUSED, len(keys), by=by)
    return len(keys)


def _waiting_batch(message: Message, *, asked_by: Actor | None) -> Batch:
    """Return the batch of this asker that waits, locked, or a new one. One that is decided meanwhile is not it."""
    user = asked_by.user if asked_by else None
    about = {"group": message.group, "kind": message.kind, "occasion": message.occasion}
    waiting = Batch.objects.select_for_update(of=("self",)).filter(**about, asked_by=user, verdict=Verdict.WAITING)
    found: Batch | None = waiting.first()
    return found or Batch.objects.create(**about, seen_by=message.seen_by, asked_by=user, asked_at=clock.now())


def _locked(batch: Batch) -> tuple[Batch, list[int]]:
    """Lock a batch and what waits in it."""
    locked = Batch.objects.select_for_update(of=("self",)).select_related("group").get(pk=batch.pk)
    waiting = Message.objects.filter(batch=locked).in_state(State.TO_APPROVE).order_by("pk")
    return locked, list(waiting.select_for_update(of=("self",)).values_list("pk", flat=True))


def _refuse_unless_possible(batch: Batch, keys: list[int], *, seen: str, by: Actor) -> None:
    reason = rules.why_not_approve(
        verdict=batch.verdict,
        asked_by=batch.asked_by_id,
        by=by.user.pk if by.user else None,
        seen=seen,
        found=fingerprint(keys),
        count=len(keys),
    )
    if reason:
        raise Refused(reason)


def _decide(batch: Batch, verdict: Verdict, count: int, *, by: Actor) -> None:
    batch.verdict, batch.counted, batch.decided_at, batch.decided_by = verdict, count, clock.now(), by.user
    batch.save(update_fields=["verdict", "counted", "reason", "decided_at", "decided_by"])
