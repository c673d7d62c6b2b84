"""What the clock starts."""

import datetime
import logging

from celery import shared_task

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.access.refusal import Refused

from . import actions
from .calendar import OPENS
from .models import Mailing

LOOKED_AHEAD = datetime.timedelta(days=14)
"""No run of days on which nobody works is longer than that."""

_log = logging.getLogger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def prepare_due_waves() -> None:
    """Make the list of every reminder whose deceased check is due, in working hours, and tell the nurses."""
    if clock.now() < clock.at(clock.today(), OPENS):
        return
    for mailing in Mailing.objects.to_prepare(until=clock.today() + LOOKED_AHEAD).order_by("survey", "number"):
        try:
            actions.prepare_wave(mailing, by=CLOCK)
        except Refused:
            continue
        except Exception as trouble:  # noqa: BLE001  the lists of other surveys must be made
            _log.error("Mailing %s could not be prepared: %s", mailing.pk, type(trouble).__name__)


@shared_task  # type: ignore[untyped-decorator]
def start_due_waves() -> None:
    """Start every reminder whose day has come. One that cannot start does not hold up the others."""
    for mailing in Mailing.objects.due(on=clock.today()).order_by("survey", "number"):
        try:
            actions.start_wave(mailing, by=CLOCK)
        except Refused:
            continue
        except Exception as trouble:  # noqa: BLE001  the reminders of other surveys must go
            _log.error("Mailing %s could not start: %s", mailing.pk, type(trouble).__name__)
