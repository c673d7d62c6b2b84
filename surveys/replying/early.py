"""Closing a survey before its last day: one person proposes it, another confirms; either is named in the trail."""

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.questionnaire.models import Survey

from . import rules
from .actions import begin_to_close
from .models import EarlyClose


@action("survey.close_proposed")
def propose(survey: Survey, *, reason: str, by: Actor) -> EarlyClose:
    """Propose to close a survey before its last day, with the reason that the second person reads."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if why_not := rules.why_not_propose(state=survey.state, waiting=waiting(survey) is not None):
        raise Refused(why_not)
    return EarlyClose.objects.create(survey=survey, reason=reason, proposed_by=by.user, proposed_at=clock.now())


@action("survey.close_confirmed")
def confirm(proposal: EarlyClose, *, by: Actor) -> Survey:
    """Confirm what somebody else proposed, and begin to close the survey; the two are never one person."""
    survey = Survey.objects.select_for_update().get(pk=proposal.survey_id)
    proposal = EarlyClose.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if why_not := _why_not(proposal, survey, by=by):
        raise Refused(why_not)
    proposal.confirmed_by, proposal.confirmed_at = by.user, clock.now()
    proposal.save(update_fields=["confirmed_by", "confirmed_at"])
    return begin_to_close(survey)


@action("survey.close_withdrawn")
def withdraw(proposal: EarlyClose, *, by: Actor) -> EarlyClose:
    """Take a proposal back, or say no to it; the survey goes on to its last day."""
    proposal = EarlyClose.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if why_not := rules.why_not_withdraw(confirmed=bool(proposal.confirmed_at), withdrawn=bool(proposal.withdrawn_at)):
        raise Refused(why_not)
    proposal.withdrawn_by, proposal.withdrawn_at = by.user, clock.now()
    proposal.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return proposal


def waiting(survey: Survey) -> EarlyClose | None:
    """Return the proposal that waits for a second person, or None."""
    found: EarlyClose | None = EarlyClose.objects.filter(survey=survey).open().select_related("proposed_by").first()
    return found


def _why_not(proposal: EarlyClose, survey: Survey, *, by: Actor) -> str | None:
    return rules.why_not_withdraw(
        confirmed=bool(proposal.confirmed_at), withdrawn=bool(proposal.withdrawn_at)
    ) or rules.why_not_confirm(state=survey.state, same_person=by.user is None or by.user.pk == proposal.proposed_by_id)
