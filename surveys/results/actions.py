"""Releasing a survey's results: counted once, when it has closed, and frozen."""

from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork.kinds import Ending, Progress
from supportgroup.ui.wording import counted
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey, Version

from . import policy
from .counting import count_answers, count_pairs
from .models import Release
from .releasing import as_kept, breakdowns_of, pairs_of

WORKER = System("the worker that counts answers")


@action("results.released")
def release(survey: Survey, *, by: Actor) -> Release:
    """Count all answers and the declared breakdowns of a closed survey, and keep what may be shown. Once only."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != SurveyState.CLOSED or survey.closed_on is None:
        raise Refused("Results are counted once the survey has closed.")
    if known := Release.objects.filter(survey=survey).first():
        return known
    content = Version.objects.get(survey=survey).content
    least_base = int(policy.LEAST_BASE.in_force(survey.group, on=survey.closed_on))
    tables = breakdowns_of(content, count_pairs(survey, pairs_of(content)), least_base=least_base)
    return Release.objects.create(
        survey=survey,
        released_on=survey.closed_on,
        least_base=least_base,
        counts=count_answers(survey, content["questions"]).as_kept(),
        breakdowns=[as_kept(table) for table in tables],
    )


def run(progress: Progress) -> Ending:
    """Do the long work that releases a survey's results."""
    found = release(Survey.objects.get(pk=progress.subject), by=WORKER)
    return Ending(f"Counted, with {counted(len(found.breakdowns), 'breakdown')}.")
