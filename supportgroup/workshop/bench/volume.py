"""Ten thousand emails at once, and two thousand more behind a million old ones."""

import time
from dataclasses import dataclass

from supportgroup.access.actor import SignedIn
from supportgroup.outbox.choices import State
from supportgroup.outbox.compose import envelope_of
from supportgroup.outbox.models import Message
from supportgroup.outbox.taking import prepare
from surveys.mailing import actions as mailing

from . import mail, stage
from .table import Table

MANY, MORE, OLD = 10_000, 2_000, 1_000_000
FEW = 1_000
"""How many of the first, and of the last, are compared."""


@dataclass(frozen=True)
class Went:
    """How a batch went: emails a second in all, of the first and of the last thousand; MB that the worker grew by."""

    rate: float
    first: float
    last: float
    came: int
    grew: float


def measure_volume(table: Table) -> None:
    """Measure whether the last email goes as fast as the first, and whether what was sent long ago slows anything."""
    scene = stage.set_up("many", "mny", people=MANY)
    with mail.sink() as sink, mail.worker(sink.port) as pid:
        time.sleep(5)  # the worker starts its processes; nothing is measured meanwhile
        went = _send(scene, sink, pid)
        raw = _raw(scene, sink)
    table.add(
        f"{MANY:,} emails",
        f"{went.rate:.0f}/s, {went.came} came, {went.rate / raw:.0%} of raw smtplib",
        mark=">= 250/s, >= 40%",
        ceiling=f"raw smtplib {raw:.0f}/s",
        good=went.rate >= 250 and went.rate >= 0.4 * raw and went.came == MANY,  # noqa: PLR2004  the marks
    )
    table.add(
        f"{MANY:,} emails: the last 1,000",
        f"{went.last:.0f}/s beside {went.first:.0f}/s of the first; the worker grew by {went.grew:.0f} MB",
        mark=">= 90%, <= 50 MB",
        good=went.last >= 0.9 * went.first and went.grew <= 50,  # noqa: PLR2004  the marks
    )
    with_old = stage.set_up("more", "mre", people=MORE)
    stage.old_messages(with_old.group, OLD)
    with mail.sink() as sink, mail.worker(sink.port) as pid:
        time.sleep(5)
        behind = _send(with_old, sink, pid)
        raw_behind = _raw(with_old, sink)
    table.add(
        f"{MORE:,} emails behind {OLD:,} old ones",
        f"{behind.rate:.0f}/s, {behind.came} came, {behind.rate / raw_behind:.0%} of raw smtplib",
        mark=">= 77% of without",
        ceiling=f"raw smtplib {raw_behind:.0f}/s",
        good=behind.rate / raw_behind >= went.rate / raw / 1.3 and behind.came == MORE,
    )


def _send(scene: stage.Stage, sink: mail.Sink, pid: int) -> Went:
    came_before = sink.counter.came
    mailing.send_invitations(scene.survey, by=SignedIn(scene.nurse))
    waiting = Message.objects.filter(group=scene.group).exclude(state=State.SENT)
    mail.until(lambda: sink.counter.came - came_before >= FEW)
    before = mail.memory_of_children(pid)
    mail.until(lambda: not waiting.exists(), patience=600)
    moments = sink.counter.moments[came_before:]
    return Went(
        rate=(len(moments) - 1) / (moments[-1] - moments[0]),
        first=(FEW - 1) / (moments[FEW - 1] - moments[0]),
        last=(FEW - 1) / (moments[-1] - moments[-FEW]),
        came=len(moments),
        grew=mail.memory_of_children(pid) - before,
    )


def _raw(scene: stage.Stage, sink: mail.Sink) -> float:
    """Return how many of one of these messages, built once, raw smtplib hands to the same sink in a second."""
    message = Message.objects.filter(group=scene.group, kind="surveys.invitation").select_related("group")[0]
    prepare([message])
    envelope = envelope_of(message)
    return mail.raw_rate(sink.port, sender=envelope.sender, recipient=envelope.recipient, content=envelope.content)
