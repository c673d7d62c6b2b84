"""What waits in this room, for Today."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.remembered import remembered
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted
from surveys.questionnaire.choices import Duty, SurveyState
from surveys.questionnaire.models import Survey, SurveyDuty

from .calendar import OPENS, check_day
from .checking import anybody_unchecked, hours_of
from .choices import MailingState
from .models import Invitee, Mailing
from .next_step import how_many

AHEAD_DAYS = 14
"""Within these days a check may be due: three days before a mailing, sooner only where nobody works meanwhile."""


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch what this user has to do for the surveys of this group."""
    powers = powers_of(user.roles_in(group.slug))
    found: list[Watch] = []
    if Power.SEND_SURVEYS in powers:
        found += [
            Watch([_unsent_asked(group.pk)], lambda _: _to_send(_unsent(group))),
            Watch([_coming_asked(group.pk, today)], lambda _: _checks(_coming_ones(group.pk, today), group)),
        ]
    if Power.SEE_WHO_REPLIED in powers:
        owed = _owed(user, group)
        found.append(Watch([owed], lambda _: _wishes(owed, group)))
    return found


def _unsent(group: Any) -> Any:
    """Open surveys whose invitations have not gone."""
    asked = Mailing.objects.filter(survey=OuterRef("pk"))
    return Survey.objects.of(group).filter(~Exists(asked), state=SurveyState.OPEN)


def _to_send(unsent: Any) -> list[Line]:
    return [
        Line(
            text="Choose whom to ask" if getattr(survey, "sample", None) is None else "Check and send the invitations",
            url=survey.get_absolute_url(),
            reason=f"{survey.title} is open, and nobody has been asked.",
        )
        for survey in unsent.select_related("group", "sample")
    ]


def _checks(coming: Any, group: Any) -> list[Line]:
    """Reminders that are held, and those that will be unless a check is recorded in time."""
    hours = hours_of(group)
    found = []
    for mailing in coming:
        if mailing.state == MailingState.PLANNED and clock.today() < check_day(group, mailing.planned_on):
            continue
        held = mailing.state == MailingState.HELD
        goes_at = clock.now() if held else clock.at(mailing.planned_on, OPENS)
        if anybody_unchecked(group, mailing.survey_id, at=goes_at):
            found.append(_check_line(mailing, group.slug, held=held, hours=hours))
    return found


def _coming(group: Any, today: datetime.date) -> "QuerySet[Mailing]":
    soon = Q(state=MailingState.PLANNED, planned_on__lte=today + datetime.timedelta(days=AHEAD_DAYS))
    open_ones = Mailing.objects.of(group).filter(survey__state=SurveyState.OPEN)
    return open_ones.filter(soon | Q(state=MailingState.HELD)).select_related("survey").order_by("planned_on")


_unsent_asked, _coming_asked, _coming_ones = question()(_unsent), question()(_coming), remembered(_coming)


def _check_line(mailing: Mailing, slug: str, *, held: bool, hours: int) -> Line:
    what = mailing.get_kind_display().lower()
    url = reverse("record_deceased_check", args=[slug, mailing.survey_id])
    if held:
        return Line(
            text=f"Record the deceased check: {how_many(mailing)} {'wait' if mailing.people > 1 else 'waits'}",
            url=url,
            reason=f"{mailing.survey.title}: the {what} is held. {mailing.held_because}",
            due=mailing.planned_on,
            urgent=True,
        )
    return Line(
        text="Record the deceased check",
        url=url,
        reason=f"{mailing.survey.title}: it may be at most {hours} hours old when the {what} goes."
        + (" Its list is made." if mailing.listed_on else ""),
        due=mailing.planned_on,
        consequence=f"or the {what} is held",
    )


def _owed(user: Any, group: Any) -> Any:
    """People who asked for a call or another format, in surveys of which this user holds the mailing duty."""
    mine = SurveyDuty.objects.filter(user=user, duty=Duty.MAILING).values("survey")
    return Invitee.objects.of(group).filter(survey__in=mine, survey__state=SurveyState.OPEN).owed_something()


def _wishes(owed: Any, group: Any) -> list[Line]:
    by_survey: dict[int, int] = {}
    for survey in owed.values_list("survey", flat=True):
        by_survey[survey] = by_survey.get(survey, 0) + 1
    return [
        Line(
            text=f"Phone or write to {counted(number, 'person', 'people')} who asked for it",
            url=reverse("who_replied", args=[group.slug, survey]) + "?show=wishes",
            reason="They asked for a call or another format, and are not reminded until that is done.",
        )
        for survey, number in sorted(by_survey.items())
    ]
