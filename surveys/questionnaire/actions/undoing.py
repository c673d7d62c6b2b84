"""Undoing the last changes of a draft's questions one after another, and doing them again."""

from collections.abc import Mapping

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from surveys.questionnaire.models import Question, Step, Survey

from .draft import Content, draft, state_of

NOT_THE_LAST = "Something has changed since you saw this page, so nothing was undone. Look again at what is last."
OTHERWISE = "The questions have changed in another way since, so this can no longer be undone."

Fields = Mapping[str, Content | None]


@action("question.undone")
def undo(survey: Survey, *, step: int, by: Actor) -> Step:
    """Undo the last change, which must be the one with this key: a second press does nothing."""
    survey = draft(survey)
    last: Step | None = survey.steps.undoable().first()
    if last is None or last.pk != step:
        raise Refused(NOT_THE_LAST)
    _turn(survey, now=last.after, then=last.before)
    last.undone = True
    last.save(update_fields=["undone"])
    return last


@action("question.redone")
def redo(survey: Survey, *, step: int, by: Actor) -> Step:
    """Do again what was undone last, which must be the change with this key."""
    survey = draft(survey)
    following: Step | None = survey.steps.redoable().first()
    if following is None or following.pk != step:
        raise Refused(NOT_THE_LAST)
    _turn(survey, now=following.before, then=following.after)
    following.undone = False
    following.save(update_fields=["undone"])
    return following


def _turn(survey: Survey, *, now: Fields, then: Fields) -> None:
    """Make the questions of a step what they were; refused where they are not as the step left them."""
    state = state_of(survey)
    if any(state.get(key) != fields for key, fields in now.items()):
        raise Refused(OTHERWISE)
    survey.questions.filter(pk__in=[key for key, fields in then.items() if fields is None]).delete()
    wanted = {key: Question(pk=int(key), survey=survey, **fields) for key, fields in then.items() if fields}
    Question.objects.bulk_create(question for key, question in wanted.items() if key not in state)
    changed = [question for key, question in wanted.items() if key in state]
    Question.objects.bulk_update(changed, ["position", *_content_fields(then)])
    positions = list(survey.questions.order_by("position").values_list("position", flat=True))
    if positions != list(range(1, len(positions) + 1)):
        raise Refused(OTHERWISE)


def _content_fields(then: Fields) -> list[str]:
    return sorted({name for fields in then.values() if fields for name in fields} - {"position"})
