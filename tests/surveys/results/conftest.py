import datetime

import pytest
from django.db.models import F

from supportgroup.access.actor import System
from surveys.questionnaire.models import Survey, Version
from surveys.screening.models import Text
from tests.surveys.answers.written import write

TESTER = System("a test")

OPTIONS = [
    {"code": code, "text": text, "go_to": None, "alone": False}
    for code, text in zip(
        "abcde", ["Definitely yes", "Probably yes", "Not sure", "Probably not", "Definitely not"], strict=True
    )
]


def question(number, kind, text, options=(), why=""):
    return {"number": number, "kind": kind, "text": text, "help": "", "options": list(options), "why": why}


QUESTIONS = [
    question(1, "single", "Where are you treated?", [
        {"code": "a", "text": "Home", "go_to": None, "alone": False},
        {"code": "b", "text": "I no longer have it", "go_to": 3, "alone": False},
    ]),
    question(2, "agreement", "Were choices explained?", [
        *OPTIONS[:4], {"code": "e", "text": "Does not apply", "go_to": None, "alone": True},
    ]),
    question(3, "agreement", "Would a group help?", OPTIONS, why="Why did you say so?"),
    question(4, "tick_all", "What would you like to know?", OPTIONS[:3]),
    question(5, "free_text", "What should we change first?"),
]  # fmt: skip


@pytest.fixture
def close_with(group):
    """Return a function that makes a closed survey with these answers."""

    def make(answers, in_group=group, questions=QUESTIONS, *, released=True):
        day = datetime.date(2026, 3, 2)
        survey = Survey.objects.create(
            group=in_group, title="Your treatment", about="We ask.", started_on=day, opened_on=day, closed_on=day,
            closes_on=day, state="closed", public_key=b"x", final_counts={"asked": 100, "opened": len(answers)},
        )  # fmt: skip
        Version.objects.create(survey=survey, content={"questions": questions}, sealed_size=100)
        write(survey, answers)
        if released:
            Text.objects.filter(survey=survey).update(state="released", released=F("words"), screened_on=day)
        return survey

    return make


@pytest.fixture
def seventy_five():
    """Return the story's 75 answers to the question that decides: 34, 19, 12, 6 and 4."""
    codes = "a" * 34 + "b" * 19 + "c" * 12 + "d" * 6 + "e" * 4
    return [{"1": "a", "2": "a", "3": code} for code in codes]
