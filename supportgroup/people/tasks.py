"""What the clock starts in this room."""

from celery import shared_task

from supportgroup.access.actor import CLOCK

from . import actions


@shared_task
def fold_tallies() -> None:
    """Fold the register's tallies together."""
    actions.fold_tallies(by=CLOCK)
