"""What of a survey waits for a nurse: to write it, and to open it."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted

from .choices import SurveyState
from .models import Survey


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the drafts, for those who write surveys: a line for each."""
    if Power.WRITE_SURVEYS not in powers_of(user.roles_in(group.slug)):
        return []
    visible = Survey.objects.visible_to(user, in_group=group)
    return [Watch([_any_draft(group.pk)], lambda _: _lines(visible.filter(state=SurveyState.DRAFT), group))]


@question()
def _any_draft(group: int) -> Any:
    return Survey.objects.of(group).filter(state=SurveyState.DRAFT)


def _lines(drafts: Any, group: Any) -> list[Line]:
    return [_line(survey, group) for survey in drafts.with_question_counts()]


def _line(survey: Any, group: Any) -> Line:
    if survey.not_opened_because:
        reason = f"It could not be opened. {survey.not_opened_because}"
    elif survey.question_count:
        reason = f"It is a draft with {counted(survey.question_count, 'question')}."
    else:
        reason = "It is a draft without questions."
    return Line(
        text=f"Open the survey “{survey.title}”",
        url=reverse("questionnaire", args=[group.slug, survey.pk]),
        reason=reason,
        urgent=bool(survey.not_opened_because),
    )
