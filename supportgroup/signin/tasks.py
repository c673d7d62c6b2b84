"""What the clock starts."""

from celery import shared_task

from supportgroup.access.actor import CLOCK

from . import actions


@shared_task
def forget_old_codes() -> None:
    """Delete codes that open nothing any more."""
    actions.forget_old_codes(by=CLOCK)


@shared_task
def forget_old_sessions() -> None:
    """Delete sessions whose time is over."""
    actions.forget_old_sessions(by=CLOCK)
