"""The second keying of a form that was drawn, and settling with the paper in hand what was keyed differently."""

from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.questionnaire.models import Survey

from . import rules
from .actions import sealed
from .comparisons import ask_to_compare
from .models import Drawn


@action("form.keyed_again")
def key_again(drawn: Drawn, *, given: dict[str, Any], by: Actor) -> Drawn:
    """Keep the second keying of a form, sealed, and have a worker compare it with the first."""
    survey = Survey.objects.hold(drawn.survey_id)
    drawn = _locked(drawn)
    is_own = by.user is None or by.user.pk == drawn.first_by_id
    if reason := rules.why_not_key_again(state=survey.state, is_own=is_own, is_done=drawn.second is not None):
        raise Refused(reason)
    if reason := rules.why_not_key_in(state=survey.state, answers=given):
        raise Refused(reason)
    drawn.second = sealed(given, survey)
    drawn.save(update_fields=["second"])
    ask_to_compare(survey)
    return drawn


@action("form.settled")
def settle(drawn: Drawn, *, given: dict[str, Any], by: Actor) -> Drawn:
    """Keep what stands on the paper where two keyings differ, sealed, and have a worker make one answer of it."""
    survey = Survey.objects.hold(drawn.survey_id)
    drawn = _locked(drawn)
    reason = rules.why_not_settle(state=survey.state, differs=drawn.differs, is_done=drawn.third is not None)
    if reason:
        raise Refused(reason)
    drawn.third = sealed(given, survey)
    drawn.save(update_fields=["third"])
    ask_to_compare(survey)
    return drawn


def _locked(drawn: Drawn) -> Drawn:
    """Return the row as it is now; Refused where a worker has made an answer of it meanwhile."""
    found: Drawn | None = Drawn.objects.select_for_update(of=("self",)).filter(pk=drawn.pk).first()
    if found is None:
        raise Refused("This form is finished. Take the next one.")
    return found
