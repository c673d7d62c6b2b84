"""What the clock starts."""

from celery import shared_task

from supportgroup.access.actor import CLOCK

from . import actions


@shared_task
def heartbeat() -> None:
    """Say that the clock and this worker are alive."""
    actions.beat(by=CLOCK)
