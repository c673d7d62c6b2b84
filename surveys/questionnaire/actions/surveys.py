"""Starting a survey, its duties, and opening it."""

import datetime
from collections.abc import Collection, Sequence

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork.actions import start
from surveys.questionnaire import analysis, editions, licences, readymade, rules
from surveys.questionnaire.choices import Duty, SurveyState
from surveys.questionnaire.models import Licence, Question, Survey, SurveyDuty, Version
from surveys.questionnaire.querysets import pals_officers

from .analysis import rows_of
from .draft import Content, draft

OPENING = "surveys.open"
"""The long work that makes the survey's key. The room that seals answers does it."""
RELEASING = "surveys.release"
"""The long work that counts a survey's answers once it has closed. The room of the results does it."""


@action("survey.started")
def start_survey(
    group: Group, *, title: str, about: str, minutes: int, by: Actor, ready: bool = False, yellow_slip: bool = False,
    questions: Sequence[Content] = (), licence: Licence | None = None,
) -> Survey:  # fmt: skip
    """Start a draft with these questions; ready: with the 20 that come with the service. licence: it must hold."""
    if reason := licences.why_not_use(licence):
        raise Refused(reason)
    survey = Survey.objects.create(
        group=group, title=title, about=about, minutes=minutes, yellow_slip=yellow_slip, started_on=clock.today(),
        state=SurveyState.DRAFT, licence=licence,
    )  # fmt: skip
    Question.objects.bulk_create(
        Question(survey=survey, position=position, **content)
        for position, content in enumerate(readymade.QUESTIONS if ready else questions, start=1)
    )
    return survey


@action("survey.edited")
def edit_survey(
    survey: Survey, *, title: str, about: str, minutes: int, by: Actor, yellow_slip: bool = False
) -> Survey:
    """Change what the survey is called, what the letter says it is for, and whether it offers the yellow slip."""
    survey = draft(survey)
    survey.title, survey.about, survey.minutes, survey.yellow_slip = title, about, minutes, yellow_slip
    survey.save(update_fields=["title", "about", "minutes", "yellow_slip"])
    return survey


@action("survey.duties_named")
def name_duties(survey: Survey, *, mailing: Collection[int], entry: Collection[int], by: Actor) -> None:
    """Say which PALS officers see names and which see forms (keys of users); nobody does both."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    wanted = dict.fromkeys(mailing, Duty.MAILING) | dict.fromkeys(entry, Duty.ENTRY)
    named = dict(survey.duties.values_list("user_id", "duty"))
    officers = set(pals_officers(survey.group, on=clock.today()).values_list("pk", flat=True))
    if reason := rules.why_not_name(mailing=mailing, entry=entry, officers=officers, named=named, state=survey.state):
        raise Refused(reason)
    changed = [user for user, duty in named.items() if wanted.get(user) != duty]
    survey.duties.filter(user__in=changed).delete()
    SurveyDuty.objects.bulk_create(
        SurveyDuty(survey=survey, user_id=user, duty=duty) for user, duty in wanted.items() if named.get(user) != duty
    )


@action("survey.opening_asked")
def open_survey(survey: Survey, *, closes_on: datetime.date, by: Actor) -> Survey:
    """Freeze the questions and have a worker make the key. A second press does nothing more."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state in (SurveyState.OPENING, SurveyState.OPEN):
        return survey
    today, rows = clock.today(), rows_of(survey)
    questions = list(rows.values())
    duties = survey.duties.held(officers=pals_officers(survey.group, on=today))
    if reason := rules.why_not_open(
        state=survey.state, questions=questions, duties=duties, closes_on=closes_on, today=today
    ):
        raise Refused(reason)
    if reason := licences.why_not_use(survey.licence, on=today) or next(
        iter(analysis.problems(survey.analysis, rows)), ""
    ):
        raise Refused(reason)
    Version.objects.create(
        survey=survey,
        number=survey.number,
        content={"questions": questions, **analysis.as_declared(survey.analysis, rows)},
    )
    editions.open_complete(survey)
    survey.typings.all().delete()
    survey.state, survey.closes_on, survey.not_opened_because = SurveyState.OPENING, closes_on, ""
    survey.save(update_fields=["state", "closes_on", "not_opened_because"])
    start(OPENING, subject=survey.pk)
    return survey


@action("survey.opened")
def begin(survey: Survey, *, public_key: bytes, sealed_size: int, by: Actor) -> None:
    """Open the survey for answers, sealed with this key in this size. Done already, it does nothing."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != SurveyState.OPENING:
        return
    Version.objects.filter(survey=survey).update(sealed_size=sealed_size)
    survey.public_key, survey.state, survey.opened_on = public_key, SurveyState.OPEN, clock.today()
    survey.save(update_fields=["public_key", "state", "opened_on"])


@action("survey.not_opened")
def back_to_draft(survey: Survey, *, because: str, by: Actor) -> None:
    """Give up opening, for this reason: the survey is a draft again and says why."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != SurveyState.OPENING:
        return
    Version.objects.filter(survey=survey).delete()
    editions.shut_again(survey)
    survey.state, survey.not_opened_because = SurveyState.DRAFT, because
    survey.save(update_fields=["state", "not_opened_because"])
