"""What of a survey waits for a nurse: to write it, and to open it."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted

from . import rules
from .choices import SurveyState
from .models import Licence, Survey


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the drafts and the licences that end, for those who write surveys: a line for each."""
    if Power.WRITE_SURVEYS not in powers_of(user.roles_in(group.slug)):
        return []
    visible = Survey.objects.visible_to(user, in_group=group)
    soon = today + datetime.timedelta(days=rules.LICENCE_SOON)
    return [
        Watch([_any_draft(group.pk)], lambda _: _lines(visible.filter(state=SurveyState.DRAFT), group)),
        Watch([_any_ending(group.pk, soon)], lambda _: _ending_lines(group, soon, today)),
    ]


@question()
def _any_ending(group: int, soon: datetime.date) -> Any:
    return Licence.objects.of(group).ending_by(soon)


def _ending_lines(group: Any, soon: datetime.date, today: datetime.date) -> list[Line]:
    return [
        Line(
            text=f"Renew the licence of “{licence.title}”",
            url=reverse("edit_licence", args=[group.slug, licence.pk]),
            reason="It is over." if licence.ends_on < today else "Nothing can be sent under it after its last day.",
            due=licence.ends_on,
            consequence="nothing under it can be started, opened or sent",
            urgent=licence.ends_on < today,
        )
        for licence in Licence.objects.of(group).ending_by(soon).order_by("ends_on")
    ]


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
