"""Letters that came back, marked together and taken back together: all of a report or nothing."""

from collections.abc import Collection, Sequence

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.mailing.choices import Outcome
from surveys.questionnaire.models import Survey

from .outcomes import Recorded, record_slip, take_back_slip

SINCE = "Somebody of this report stands otherwise since you looked. Load it again."


@action("returned_letters.marked")
def mark_returned(survey: Survey, *, keys: Collection[int], by: Actor) -> list[tuple[int, Recorded]]:
    """Mark the letters of these invitees as undelivered; return what that changed, so that it can be taken back."""
    invitees = list(survey.invitees.select_for_update().filter(pk__in=keys).order_by("pk"))
    if len(invitees) != len(set(keys)) or any(one.outcome != Outcome.NOT_RETURNED for one in invitees):
        raise Refused(SINCE)
    day = clock.today()
    return [(one.pk, record_slip(one, heard=Outcome.UNDELIVERED, on=day, by=by)) for one in invitees]


@action("returned_letters.taken_back")
def take_back_returned(survey: Survey, *, marked: Sequence[tuple[int, Recorded]], by: Actor) -> int:
    """Take back a whole report on the day it was marked; return how many people stand as before."""
    invitees = survey.invitees.in_bulk([key for key, _ in marked])
    if len(invitees) != len(marked):
        raise Refused(SINCE)
    for key, recorded in marked:
        take_back_slip(invitees[key], recorded=recorded, by=by)
    return len(marked)
