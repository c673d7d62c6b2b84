"""What waits in this room: surveys past their last day, slips and forms far apart."""

import datetime
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch
from supportgroup.ui.wording import counted
from surveys.questionnaire.choices import Duty, SurveyState
from surveys.questionnaire.models import Survey

from . import counts, policy, rules
from .closing import closing_failed, closing_work
from .models import EarlyClose, LostKey


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the close of every survey for who writes them, and the forms of a survey for who has a duty in it."""
    powers = powers_of(user.roles_in(group.slug))
    found = []
    if Power.WRITE_SURVEYS in powers:
        past = Q(state=SurveyState.OPEN, closes_on__lt=today)
        ending = Survey.objects.of(group).filter(past | Q(state=SurveyState.CLOSING))
        found.append(Watch([ending], lambda _: _worries(ending, group, today)))
    if Power.SEND_SURVEYS in powers:
        proposed = EarlyClose.objects.of(group).open().exclude(proposed_by=user)
        lost = LostKey.objects.of(group).open().exclude(proposed_by=user)
        found.append(Watch([proposed], lambda _: _proposals(proposed, group)))
        found.append(Watch([lost], lambda _: _lost_keys(lost, group)))
    if Power.KEY_FORMS in powers:
        mine = Survey.objects.of(group).filter(state=SurveyState.OPEN, duties__user=user)
        found.append(Watch([mine], lambda _: _forms(mine.annotate(duty=F("duties__duty")), group, today)))
    return found


def _proposals(proposed: Any, group: Any) -> list[Line]:
    """Return a line for each survey that a colleague wants to close early."""
    return [
        Line(
            text=f"Confirm that “{one.survey.title}” closes early, or say no",
            url=reverse("confirm_close", args=[group.slug, one.survey_id]),
            reason=f"{one.proposed_by.name} proposed it: {one.reason}",
            due=one.survey.closes_on,
            consequence="it closes by itself after that day",
        )
        for one in proposed.select_related("survey", "proposed_by")
    ]


def _lost_keys(declared: Any, group: Any) -> list[Line]:
    """Return a line for each survey whose key a colleague declares lost."""
    return [
        Line(
            text=f"Confirm that the key of “{one.survey.title}” is lost, or say no",
            url=reverse("confirm_key_lost", args=[group.slug, one.survey_id]),
            reason=f"{one.proposed_by.name} declared it: {one.reason}",
        )
        for one in declared.select_related("survey", "proposed_by")
    ]


def _worries(ending: Any, group: Any, today: datetime.date) -> list[Line]:
    return [line for survey in ending if (line := _not_closed(survey, group, today))]


def _forms(mine: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return a line for each survey in which slips and forms differ: by many, or, for who keys in, at all."""
    found = []
    for survey in mine:
        came = counts.of(survey)
        line = _far_apart(survey, came, group, today)
        line = line or (_to_key(survey, came, group) if survey.duty == Duty.ENTRY else None)
        found += [line] if line else []
    return found


def _not_closed(survey: Survey, group: Any, today: datetime.date) -> Line | None:
    reason = rules.why_worry_about_closing(
        state=survey.state,
        is_past=survey.closes_on is not None and survey.closes_on < today,
        failed=survey.state == SurveyState.CLOSING and closing_failed(closing_work(survey)),
    )
    if reason is None:
        return None
    return Line(
        text=f"See why “{survey.title}” has not closed",
        url=reverse("close_survey", args=[group.slug, survey.pk]),
        reason=reason,
        due=survey.closes_on,
        consequence="no answer can be read before it closes",
        urgent=True,
    )


def _to_key(survey: Survey, came: counts.Came, group: Any) -> Line | None:
    """For who keys in forms: more slips came back than forms are in, so some lie in the tray or are on their way."""
    more = came.slips - came.forms
    if more <= 0:
        return None
    return Line(
        text=f"Key in the forms of “{survey.title}” that came back",
        url=reverse("forms", args=[group.slug, survey.pk]),
        reason=f"{counted(more, 'more slip')} came back than forms are keyed in.",
    )


def _far_apart(survey: Survey, came: counts.Came, group: Any, today: datetime.date) -> Line | None:
    many = policy.SLIPS_AND_FORMS.in_force(group, on=today)
    if not rules.differ_by_many(slips=came.slips, forms=came.forms, many=many):
        return None
    return Line(
        text=f"Compare slips and forms of “{survey.title}”",
        url=reverse("forms", args=[group.slug, survey.pk]),
        reason=f"{counted(came.slips, 'slip')} came back and {counted(came.forms, 'form')} "
        f"{'was' if came.forms == 1 else 'were'} keyed in.",
    )
