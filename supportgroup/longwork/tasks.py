"""What the clock starts, and what a nudge starts sooner."""

from celery import shared_task

from . import nudge, worker
from .actions import SWEEP


@shared_task(name=SWEEP, expires=nudge.QUIET_SECONDS)
def sweep() -> None:
    """Do the long work that waits, and take up what a dead worker had begun."""
    worker.do_waiting()
