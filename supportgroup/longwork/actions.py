"""Asking for a piece of work, and doing what waits in this process."""

from supportgroup import clock

from . import nudge, worker
from .models import LongWork

SWEEP = "supportgroup.longwork.tasks.sweep"


def start(kind: str, *, subject: int, total: int = 0) -> LongWork:
    """Write down that this work is to be done, as part of the action around it, and wake a worker when it commits.

    kind: a registered name. subject: the key of the row it is about. total: how much there is to do, if known.
    """
    work = LongWork.objects.create(kind=kind, subject=subject, total=total, asked_at=clock.now())
    nudge.after_commit(SWEEP)
    return work


def run_waiting() -> int:
    """Do all the work that waits, here and now, and return how many pieces were done."""
    return worker.do_waiting()
