"""The work that compares two keyings: asked for, and forgotten, because its rows say at which moment a form was keyed.

What was asked for last stays until somebody asks again, or the survey closes. One that waits is left alone: whoever
asks anew cannot know whether a worker has just begun it, and begun too early to see their form.
"""

from supportgroup.longwork import actions as longwork
from supportgroup.longwork.models import LongWork
from surveys.questionnaire.models import Survey

COMPARING = "surveys.compare"
"""The long work that compares the two keyings of each form of a survey."""


def ask_to_compare(survey: Survey) -> None:
    """Have a worker compare what has been keyed twice, as part of the action around it."""
    LongWork.objects.about(COMPARING, survey.pk).ended().delete()
    longwork.start(COMPARING, subject=survey.pk)


def forget_comparing(survey: Survey) -> None:
    """Forget when forms were compared. One that still waits finds nothing to do, and its row goes with the others."""
    LongWork.objects.about(COMPARING, survey.pk).delete()
