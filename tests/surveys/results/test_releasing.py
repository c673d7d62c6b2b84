"""Breakdowns are counted once, when a survey has closed, and stand as they were released."""

import datetime

import pytest
from django.db import transaction
from django.db.utils import InternalError
from django.urls import reverse

from supportgroup.access.actor import System
from supportgroup.access.refusal import Refused
from supportgroup.groups.models import GroupSetting
from supportgroup.longwork.actions import run_waiting, start
from surveys.answers.models import Response
from surveys.questionnaire.actions import RELEASING
from surveys.questionnaire.models import Survey
from surveys.results.actions import release
from surveys.results.models import Release
from tests.surveys.results.conftest import QUESTIONS

pytestmark = pytest.mark.django_db
BY = System("a test")
ANALYSIS = {
    "breakdowns": [{"question": 3, "across": 1}, {"question": 2, "across": 0}],
    "decision": {"question": 3, "yes": ["a", "b"], "at_least": 60},
}


@pytest.fixture
def closed(close_with):
    """75 replies; of 12 who no longer have it two would not come: a number that must not be known."""
    home = [{"1": "a", "3": code} for code in "a" * 30 + "b" * 16 + "c" * 9 + "d" * 8]
    gone = [{"1": "b", "3": code} for code in "a" * 7 + "b" * 3 + "e" * 2]
    survey = close_with([*home, *gone])
    survey.version.content["analysis"] = ANALYSIS
    survey.version.save()
    return survey


def test_what_was_declared_is_counted_through_disclosure_and_kept(closed, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        first, second = release(closed, by=BY).breakdowns

    assert (first["columns"], first["row_totals"]) == (["Home", "I no longer have it"], [37, 19, 9, 8, 2])
    shown = [count for row in first["cells"] for count in row]
    assert not {1, 2, 3, 4} & set(shown)
    assert second["hidden"].startswith("Fewer than 10 people")


def test_a_release_stands_whatever_changes_afterwards(closed, group):
    kept = release(closed, by=BY)
    Response.objects.filter(survey=closed).delete()
    GroupSetting.objects.create(group=group, key="results.least_base", value=80, applies_from="2020-01-01")

    assert release(closed, by=BY).breakdowns == kept.breakdowns
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Release.objects.filter(survey=closed).update(breakdowns=[])


def test_the_rule_of_the_day_of_the_close_holds(closed, group):
    GroupSetting.objects.create(group=group, key="results.least_base", value=80, applies_from="2026-03-01")
    GroupSetting.objects.create(group=group, key="results.least_base", value=5, applies_from="2026-03-03")

    assert release(closed, by=BY).least_base == 80


def test_an_open_survey_is_not_counted(closed):
    Survey.objects.filter(pk=closed.pk).update(state="open")

    with pytest.raises(Refused, match="once the survey has closed"):
        release(closed, by=BY)


def test_a_worker_counts_and_the_page_shows_no_hidden_number(closed, signed_in, committee):
    address = reverse("results_breakdowns", args=["immunology", closed.pk])
    client = signed_in(committee)
    assert "being counted" in client.get(address).text
    start(RELEASING, subject=closed.pk)
    run_waiting()

    page = client.get(address).text
    assert "2 breakdowns" in page
    assert 'class="sg-hidden"' in page
    assert "Fewer than 10 people" in page


def test_the_decision_stands_on_top_with_its_range_and_what_the_silent_could_change(closed, signed_in, nurse):
    page = signed_in(nurse).get(reverse("results", args=["immunology", closed.pk])).text

    assert "75% of the 75 people who answered said “Definitely yes” or “Probably yes”" in page
    assert "of all 100 who were asked it is likely between 69% and 79%" in page
    assert "The rule is met: it asks for at least 60%." in page
    assert "The decision would change only if 3 of those 25 (12%) or fewer would say yes, against 75%" in page


@pytest.mark.parametrize("released", [True, False])
def test_pages_and_files_take_as_many_queries_for_75_answers_as_for_300(
    released, close_with, seventy_five, signed_in, nurse, django_assert_max_num_queries
):
    client = signed_in(nurse)
    for answers in (seventy_five, seventy_five * 4):
        survey = close_with(answers)
        if released:
            release(survey, by=BY)
        for name, more in (("results", []), ("result", [3]), ("results_file", ["results.xlsx"])):
            with django_assert_max_num_queries(12):
                assert client.get(reverse(name, args=["immunology", survey.pk, *more])).status_code == 200


def test_two_rounds_are_compared_where_they_asked_alike(close_with, seventy_five, signed_in, committee):
    before = close_with(seventy_five)
    Survey.objects.filter(pk=before.pk).update(closed_on=datetime.date(2025, 3, 2))
    changed = [{**QUESTIONS[0], "text": "Where now?"}, *QUESTIONS[1:]]
    after = close_with([{"1": "a", "2": "a", "3": "a"}] * 74 + [{"3": "b"}] * 1, questions=changed)
    client = signed_in(committee)

    page = client.get(reverse("results_rounds", args=["immunology", after.pk])).text
    assert "Would a group help?" in page
    assert "Where now?" not in page
    assert "53 points more, likely" in page
    assert "answers moved by more than chance can explain" in page
    assert "Not clearly moved" in page.split("53 points more, likely")[1], "what matters stands first"
    assert "There is no earlier survey" in client.get(reverse("results_rounds", args=["immunology", before.pk])).text
    assert client.get(reverse("results_rounds", args=["immunology", before.pk]), {"with": after.pk}).status_code == 404
