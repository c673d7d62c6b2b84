"""What the clock starts."""

import logging

from celery import shared_task

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.access.refusal import Refused
from surveys.questionnaire.models import Survey

from . import actions

_log = logging.getLogger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def close_due_surveys() -> None:
    """Begin to close every survey whose last day is over."""
    for survey in Survey.objects.due_to_close(on=clock.today()):
        try:
            actions.start_closing(survey, by=CLOCK)
        except Refused as refused:
            _log.info("Survey %s was not closed: %s", survey.pk, refused)


@shared_task  # type: ignore[untyped-decorator]
def forget_old_drafts() -> None:
    """Delete unfinished replies whose last day is over."""
    actions.forget_old_drafts(by=CLOCK)
