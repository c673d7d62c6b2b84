"""What waits in this room, for Today."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.remembered import remembered
from supportgroup.showing import once
from supportgroup.tracing import today as tracing
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted, full_day
from surveys.questionnaire.choices import Duty, SurveyState
from surveys.questionnaire.models import Survey, SurveyDuty

from .calendar import OPENS, can_count, check_day
from .checking import anybody_unchecked, hours_of
from .choices import MailingState
from .models import Invitee, Mailing
from .next_step import how_many
from .occasions import list_of

AHEAD_DAYS = 14
"""Within these days a check may be due: three days before a mailing, sooner only where nobody works meanwhile."""


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch what this user has to do for the surveys of this group."""
    powers = powers_of(user.roles_in(group.slug))
    found: list[Watch] = []
    if Power.SEND_SURVEYS in powers:
        found += [
            Watch([_unsent_asked(group.pk)], lambda _: _to_send(_unsent(group))),
            Watch([_coming_asked(group.pk, today)], lambda _: _checks(user, group, today)),
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


def spoken_of(user: Any, group: Any, today: datetime.date) -> set[str]:
    """Return what those lists for the deceased check are about whose next step a line of ours says."""
    if Power.SEND_SURVEYS not in powers_of(user.roles_in(group.slug)):
        return set()
    return {list_of(mailing.survey_id) for mailing in _needing_a_check(group, today)}


def _checks(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Reminders that are held, and those that will be unless a check is recorded in time."""
    needing = _needing_a_check(group, today)
    found = tracing.steps(user, group) if needing else []
    steps = {one.about: line for one, line in found if tracing.holds_up(one)}
    return [_check_line(mailing, group, steps.get(list_of(mailing.survey_id))) for mailing in needing]


def _needing_a_check(group: Any, today: datetime.date) -> list[Mailing]:
    return once(group, "mailing.needing_a_check", lambda: _unchecked_of(group, _coming_ones(group.pk, today), today))


def _unchecked_of(group: Any, coming: list[Mailing], today: datetime.date) -> list[Mailing]:
    near = [one for one in coming if one.state == MailingState.HELD or today >= check_day(group, one.planned_on)]
    unchecked = anybody_unchecked(group, [(one.survey_id, _goes_at(one)) for one in near])
    return [one for one, waits in zip(near, unchecked, strict=True) if waits]


def _goes_at(mailing: Mailing) -> datetime.datetime:
    return clock.now() if mailing.state == MailingState.HELD else clock.at(mailing.planned_on, OPENS)


def _coming(group: Any, today: datetime.date) -> "QuerySet[Mailing]":
    soon = Q(state=MailingState.PLANNED, planned_on__lte=today + datetime.timedelta(days=AHEAD_DAYS))
    open_ones = Mailing.objects.of(group).filter(survey__state=SurveyState.OPEN)
    return open_ones.filter(soon | Q(state=MailingState.HELD)).select_related("survey").order_by("planned_on")


_unsent_asked, _coming_asked, _coming_ones = question()(_unsent), question()(_coming), remembered(_coming)


def _check_line(mailing: Mailing, group: Any, step: Line | None) -> Line:
    """Return the one line of a check that is wanted. step: what the list waits for that is out for it."""
    what, title, hours = mailing.get_kind_display().lower(), mailing.survey.title, hours_of(group)
    url = reverse("record_deceased_check", args=[group.slug, mailing.survey_id])
    text, url = (step.text, step.url) if step else ("Record the deceased check", url)
    if mailing.state == MailingState.HELD:
        return Line(
            text=f"{text}: {how_many(mailing)} {'wait' if mailing.people > 1 else 'waits'}",
            url=url,
            reason=f"{title}: the {what} is held. {mailing.held_because}",
            due=mailing.planned_on,
            urgent=True,
        )
    listed = " Its list is made." if mailing.listed_on else ""
    if clock.today() < mailing.planned_on and not can_count(group, mailing.planned_on):
        reason = (
            f"{title}: nobody works in the {hours} hours before the {what} goes, so a check of now will be too old."
        )
        return Line(
            text=f"Plan the deceased check for {full_day(mailing.planned_on)}",
            url=reverse("move_mailing", args=[group.slug, mailing.survey_id, mailing.number]),
            reason=f"{reason} Do it that morning: the {what} waits for it. Or give it another day.{listed}",
            due=mailing.planned_on,
        )
    return Line(
        text=text,
        url=url,
        reason=f"{title}: it may be at most {hours} hours old when the {what} goes.{listed}",
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
