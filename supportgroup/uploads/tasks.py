"""What the clock starts."""

from celery import shared_task

from supportgroup.access.actor import CLOCK

from . import actions


@shared_task
def sweep() -> None:
    """Forget the files whose last day is over."""
    actions.forget_old(by=CLOCK)
