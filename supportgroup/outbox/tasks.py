"""What the clock starts, and what a nudge starts sooner: sending what is due. No task takes an argument."""

from celery import shared_task

from supportgroup.longwork import nudge

from .actions import SWEEP, SWEEP_URGENT
from .lanes import sweep_lane


@shared_task(name=SWEEP, expires=nudge.QUIET_SECONDS)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Send what is due, urgent messages apart, for a few seconds; then let other work have its turn."""
    if sweep_lane(urgent=False):
        nudge.now(SWEEP)


@shared_task(name=SWEEP_URGENT, expires=nudge.QUIET_SECONDS)  # type: ignore[untyped-decorator]
def sweep_urgent() -> None:
    """Send sign-in codes and what else cannot wait."""
    if sweep_lane(urgent=True):
        nudge.now(SWEEP_URGENT)
