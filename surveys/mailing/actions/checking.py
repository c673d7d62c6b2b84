"""The deceased check by a list: made for exactly the people of a survey, recorded when its result is confirmed."""

from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.people.models import Person
from supportgroup.tracing import actions as tracing
from supportgroup.tracing.models import TraceList
from surveys.mailing import occasions, rules
from surveys.mailing.facets import FILTERS
from surveys.mailing.models import DeceasedCheck
from surveys.mailing.sampling import reach
from surveys.questionnaire.models import Survey

from .choosing import chosen_filters, may_see_clinical, release


@action("check_list.made")
def make_check_list(survey: Survey, *, sees_names: bool, by: Actor, instead_of: int | None = None) -> TraceList:
    """Make the list of everybody this survey is sent to, for the deceased check.

    Everybody who was asked is in it, those who have replied too, so that the list tells nobody who has not.
    sees_names: whether whoever asks holds the survey's mailing duty. instead_of: the list that is out and may be lost.
    """
    survey = Survey.objects.select_for_update(no_key=True).select_related("group").get(pk=survey.pk)
    filters = chosen_filters(survey)
    clinical, sent = FILTERS.is_clinical(filters or {}), survey.mailings.exists()
    may_see = may_see_clinical(by, survey.group) or (sent and sees_names)
    if reason := rules.why_not_list(
        state=survey.state, chosen=filters is not None or sent, clinical=clinical, may_see=may_see
    ):
        raise Refused(reason)
    return tracing.make_list(
        survey.group, who=_who(survey, filters or {}, sent=sent), title=survey.title,
        about=occasions.list_of(survey.pk), clinical=clinical, instead_of=instead_of, by=by,
    )  # fmt: skip


@action("deceased_check.recorded")
def record_from_list(checked: TraceList, *, by: Actor) -> DeceasedCheck:
    """Record the check of a list as one of ours, once; messages that were held for want of a check wait again."""
    check, _ = DeceasedCheck.objects.get_or_create(
        traced=checked,
        defaults={
            "group": checked.group,
            "checked_at": checked.counts_from,
            "recorded_at": clock.now(),
            "recorded_by": by.user,
        },
    )
    release(checked.group, by=by)
    return check


def _who(survey: Survey, filters: dict[str, str], *, sent: bool) -> Any:
    if sent:
        return Person.objects.of(survey.group).filter(pk__in=survey.invitees.values("person"))
    return reach(FILTERS.people_by(Person.objects.of(survey.group), filters)).asked
