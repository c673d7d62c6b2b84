"""Whom to ask, and the deceased check before anybody is written to."""

import datetime
from collections.abc import Mapping

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import try_all_again
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from surveys.mailing import letters, occasions, rules
from surveys.mailing.calendar import moment_of, workday_of
from surveys.mailing.facets import FILTERS
from surveys.mailing.models import DeceasedCheck, Sample
from surveys.mailing.policy import DECEASED_CHECK_HOURS
from surveys.questionnaire.models import Survey


@action("people.chosen")
def choose(survey: Survey, *, filters: Mapping[str, str], by: Actor) -> Sample:
    """Keep whom to ask, as filters, until the invitations go. What somebody may not filter by is left out."""
    survey = Survey.objects.select_for_update(no_key=True).select_related("group").get(pk=survey.pk)
    sees_clinical = may_see_clinical(by, survey.group)
    reason = rules.why_not_choose(
        state=survey.state,
        sent=survey.mailings.exists(),
        clinical=FILTERS.is_clinical(chosen_filters(survey) or {}),
        may_see_clinical=sees_clinical,
    )
    if reason:
        raise Refused(reason)
    allowed = FILTERS.read(filters, clinical=sees_clinical)
    sample, _ = Sample.objects.update_or_create(survey=survey, defaults={"filters": allowed})
    return sample


@action("deceased_check.recorded")
def record_deceased_check(group: Group, *, checked_at: datetime.datetime, by: Actor) -> DeceasedCheck:
    """Record that the Trust has compared its list with the Demographics Batch Service, and when.

    Messages that were held for want of a check wait again; held reminders start at the next sweep.
    """
    hours = DECEASED_CHECK_HOURS.in_force(group, on=clock.today())
    if reason := rules.why_not_record_check(checked_at=checked_at, now=clock.now(), hours=hours):
        raise Refused(reason)
    check = DeceasedCheck.objects.create(
        group=group, checked_at=checked_at, recorded_at=clock.now(), recorded_by=by.user
    )
    release(group, by=by)
    return check


def release(group: Group, *, by: Actor) -> None:
    """Let messages that are held for want of a check wait for a working day; those no check covers are held anew.

    It is called in the transaction that records the check, so none goes before it has its day.
    """
    held = Message.objects.of(group).filter(kind__in=occasions.KIND_NAMES.values(), reason=letters.NO_CHECK)
    keys = list(held.in_state(State.HELD).values_list("pk", flat=True))
    if not keys:
        return
    try_all_again(held, by=by)
    if goes_at := moment_of(workday_of(group)(clock.today())):
        Message.objects.filter(pk__in=keys, state=State.QUEUED).update(not_before=goes_at)


def chosen_filters(survey: Survey) -> dict[str, str] | None:
    """Return the kept choice of a survey, or None where none was made."""
    sample = getattr(survey, "sample", None)
    return None if sample is None else dict(sample.filters)


def may_see_clinical(by: Actor, group: Group) -> bool:
    """Tell whether whoever acts may choose people by their treatment: a nurse, or the system."""
    if by.user is None:
        return by.kind == "system"
    return Power.SEE_CLINICAL in powers_of(by.user.roles_in(group.slug))
