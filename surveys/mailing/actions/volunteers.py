"""Yellow slips: taken online, kept from paper or phone, changed, deleted. No row has history."""

import datetime
from collections.abc import Mapping
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.mailing import volunteering
from surveys.mailing.choices import Came
from surveys.mailing.models import Volunteer
from surveys.questionnaire.models import Survey

SLIP_PAGE = System("the yellow slip page")
"""Who acts when somebody fills the slip in online. Not the person: nobody is signed in."""

KNOWN = "This person is on the list already, with the same phone number. Change that slip instead"


@action("volunteer.offered")
def take_slip(survey: Survey, *, values: Mapping[str, Any], by: Actor) -> None:
    """Keep a slip that was filled in online. values: name, phone, email, times, dates.

    The same name and number again changes what they said: who presses twice, or thinks again, is on the list once.
    """
    survey = Survey.objects.hold(survey.pk)
    if reason := volunteering.why_not_take(state=survey.state, offered=survey.yellow_slip):
        raise Refused(reason)
    volunteering.alone(survey.pk)
    said = {**values, "changed_mind": False}
    if not _same(survey, values).update(**said):
        Volunteer.objects.create(survey_id=survey.pk, came=Came.ONLINE, received_on=clock.today(), **said)
    volunteering.forget_order(survey.pk)


@action("volunteer.kept")
def keep_slip(
    survey: Survey, *, values: Mapping[str, Any], came: Came, received_on: datetime.date, by: Actor
) -> Volunteer:
    """Keep a slip that came on paper, or a person who said so by phone."""
    survey = Survey.objects.hold(survey.pk)
    reason = volunteering.why_not_keep(
        state=survey.state, offered=survey.yellow_slip, received_on=received_on, today=clock.today()
    )
    if reason:
        raise Refused(reason)
    volunteering.alone(survey.pk)
    if _same(survey, values).exists():
        raise Refused(KNOWN)
    slip: Volunteer = Volunteer.objects.create(survey=survey, came=came, received_on=received_on, **values)
    volunteering.forget_order(survey.pk)
    return slip


@action("volunteer.changed")
def change_slip(slip: Volunteer, *, values: Mapping[str, Any], by: Actor) -> Volunteer:
    """Change what stands on a slip."""
    slip = _alone_with(slip)
    if _same(slip.survey, values).exclude(pk=slip.pk).exists():
        raise Refused(KNOWN)
    for name, value in values.items():
        setattr(slip, name, value)
    slip.save(update_fields=list(values))
    volunteering.forget_order(slip.survey_id)
    return slip


@action("volunteer.changed_mind")
def set_changed_mind(slip: Volunteer, *, to: bool, by: Actor) -> Volunteer:
    """Note that somebody would not come after all, or would after all."""
    slip = _alone_with(slip)
    slip.changed_mind = to
    slip.save(update_fields=["changed_mind"])
    volunteering.forget_order(slip.survey_id)
    return slip


@action("volunteer.deleted")
def delete_slip(slip: Volunteer, *, by: Actor) -> None:
    """Delete a slip for good."""
    _alone_with(slip).delete()


def _same(survey: Survey, values: Mapping[str, Any]) -> Any:
    return Volunteer.objects.filter(survey=survey.pk, phone=values["phone"], name__iexact=values["name"])


def _alone_with(slip: Volunteer) -> Volunteer:
    volunteering.alone(slip.survey_id)
    found = Volunteer.objects.select_related("survey").filter(pk=slip.pk).first()
    if found is None:
        raise Refused("This slip has been deleted.")
    still_there: Volunteer = found
    return still_there
