"""A key that is lost for good: one person declares it, another confirms, and the survey closes without its answers.

Nobody who presses can see the key. So the worker looks for it once more, and opens the answers if it is there: what two
people say is enough to give answers up that nobody can open, and never to destroy any that somebody can.
"""

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.questionnaire.models import Survey

from . import rules
from .actions import begin_to_close
from .closing import closing_work, key_is_missing
from .models import LostKey


@action("survey.key_loss_declared")
def declare(survey: Survey, *, reason: str, by: Actor) -> LostKey:
    """Declare that the key is lost, with what was done to find it, which the second person reads."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if by.user is None:
        raise Refused(rules.TWO_PEOPLE)
    if why_not := why_not_declare(survey):
        raise Refused(why_not)
    return LostKey.objects.create(survey=survey, reason=reason, proposed_by=by.user, proposed_at=clock.now())


@action("survey.key_loss_confirmed")
def confirm(lost: LostKey, *, by: Actor) -> Survey:
    """Confirm what somebody else declared, and have a worker close the survey; the two are never one person."""
    survey = Survey.objects.select_for_update().get(pk=lost.survey_id)
    lost = LostKey.objects.select_for_update(of=("self",)).get(pk=lost.pk)
    over = rules.why_not_withdraw(confirmed=bool(lost.confirmed_at), withdrawn=bool(lost.withdrawn_at))
    same_person = by.user is None or by.user.pk == lost.proposed_by_id
    why_not = over or rules.why_not_confirm_lost(
        state=survey.state, is_missing=key_is_missing(closing_work(survey)), same_person=same_person
    )
    if why_not:
        raise Refused(why_not)
    lost.confirmed_by, lost.confirmed_at = by.user, clock.now()
    lost.save(update_fields=["confirmed_by", "confirmed_at"])
    return begin_to_close(survey)


@action("survey.key_loss_withdrawn")
def withdraw(lost: LostKey, *, by: Actor) -> LostKey:
    """Take a declaration back, or say no to it: somebody looks for the key again."""
    lost = LostKey.objects.select_for_update(of=("self",)).get(pk=lost.pk)
    if why_not := rules.why_not_withdraw(confirmed=bool(lost.confirmed_at), withdrawn=bool(lost.withdrawn_at)):
        raise Refused(why_not)
    lost.withdrawn_by, lost.withdrawn_at = by.user, clock.now()
    lost.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return lost


def waiting(survey: Survey) -> LostKey | None:
    """Return the declaration that waits for a second person, or None."""
    found: LostKey | None = LostKey.objects.filter(survey=survey).open().select_related("proposed_by").first()
    return found


def why_not_declare(survey: Survey) -> str | None:
    """Return why nobody can declare the key of this survey lost, or None."""
    is_missing = key_is_missing(closing_work(survey))
    return rules.why_not_declare_lost(state=survey.state, is_missing=is_missing, waiting=waiting(survey) is not None)
