"""What the clock starts, and what a nudge starts sooner: sending what is due. No task takes an argument."""

import logging

from celery import shared_task
from django.conf import settings

from supportgroup.longwork import nudge

from . import mailbox, receipts, returned, texting
from .actions import SWEEP, SWEEP_URGENT
from .channels.text import NOTIFY
from .lanes import sweep_lane
from .posting import POST

_log = logging.getLogger(__name__)


@shared_task(name=SWEEP, expires=nudge.QUIET_SECONDS)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Send what is due, urgent messages apart, for a few seconds; then let other work have its turn."""
    more = sweep_lane(urgent=False, helped_by=SWEEP)
    if texting.sweep() or more:
        nudge.now(SWEEP)


@shared_task(name=SWEEP_URGENT, expires=nudge.QUIET_SECONDS)  # type: ignore[untyped-decorator]
def sweep_urgent() -> None:
    """Send sign-in codes and what else cannot wait."""
    if sweep_lane(urgent=True):
        nudge.now(SWEEP_URGENT)


@shared_task  # type: ignore[untyped-decorator]
def read_returned_mail() -> None:
    """Note what came back since the last time; nothing where no mailbox is named."""
    if not settings.BOUNCES_URL:
        return
    try:
        with mailbox.opened(settings.BOUNCES_URL) as opened:
            returned.read(opened, name=mailbox.name_of(settings.BOUNCES_URL))
    except mailbox.NotReadable as why:
        _log.error("%s", why)


@shared_task(name=POST)  # type: ignore[untyped-decorator]
def post_letters() -> None:
    """Bring letters to the print service that are to be posted there."""
    if settings.LETTERS != NOTIFY:
        return
    from . import letterpost  # its client takes 9 MB, which a process of the website has no use for

    letterpost.post_waiting()


@shared_task  # type: ignore[untyped-decorator]
def fetch_receipts() -> None:
    """Ask the services what became of the messages they took."""
    receipts.fetch()
