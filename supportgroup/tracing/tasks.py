"""What the clock starts."""

from celery import shared_task

from supportgroup.access.actor import CLOCK
from supportgroup.groups.models import Group

from . import actions


@shared_task
def sweep() -> None:
    """Forget who was in old lists."""
    for group in Group.objects.all():
        actions.forget_old(group, by=CLOCK)
