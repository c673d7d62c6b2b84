"""What the clock starts."""

import logging

from celery import shared_task

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.access.refusal import Refused

from . import actions
from .models import Mailing

_log = logging.getLogger(__name__)


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
