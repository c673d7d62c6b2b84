"""Surveys for tests: drafts, and surveys opened by the actions that open them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from supportgroup import clock
from supportgroup.access.actor import System
from supportgroup.access.choices import Role
from supportgroup.longwork.actions import run_waiting
from surveys.questionnaire import actions
from surveys.questionnaire.models import Question, Survey
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS
from tests import factories

BY = System("a test")


class SurveyFactory(DjangoModelFactory):
    """A draft without questions."""

    class Meta:
        model = Survey

    group = factory.SubFactory(factories.GroupFactory)
    title = factory.Sequence(lambda n: f"Survey {n}")
    about = "We want to know how we can do better."
    minutes = 12
    started_on = datetime.date(2026, 9, 1)


class QuestionFactory(DjangoModelFactory):
    """A question with the answers yes and no."""

    class Meta:
        model = Question

    survey = factory.SubFactory(SurveyFactory)
    position = factory.LazyAttribute(lambda question: question.survey.questions.count() + 1)
    kind = "single"
    text = factory.LazyAttribute(lambda question: f"Text {question.position}?")
    options = factory.LazyFunction(lambda: coded("Yes", "No"))


def readymade_draft(group, **values):
    """Return a draft with the 20 questions and both duties named."""
    survey = SurveyFactory(group=group, **values)
    for question in QUESTIONS:
        QuestionFactory(survey=survey, **question)
    return with_duties(survey)


def with_duties(survey, *, mailing=None, entry=None):
    """Give the duties to these PALS officers, or to two made for it."""
    mailing = mailing or factories.user_with_role(Role.PALS, survey.group)
    entry = entry or factories.user_with_role(Role.PALS, survey.group)
    actions.name_duties(survey, mailing={mailing.pk}, entry={entry.pk}, by=BY)
    return survey


def opened(survey, *, days=91):
    """Open a draft as the service does, its key made in this process, and return it."""
    actions.open_survey(survey, closes_on=clock.today() + datetime.timedelta(days=days), by=BY)
    run_waiting()
    survey.refresh_from_db()
    return survey


def closing(survey):
    """Return the survey as it is when its last day is over and the worker has begun to close it."""
    Survey.objects.filter(pk=survey.pk).update(state="closing")
    survey.refresh_from_db()
    return survey
