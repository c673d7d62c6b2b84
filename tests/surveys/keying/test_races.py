"""Two keyers at once, and one who keys while the survey closes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from supportgroup.access.refusal import Refused
from supportgroup.longwork.actions import run_waiting
from surveys.answers.models import Response, SealedAnswer
from surveys.keying import actions
from surveys.keying.models import Keyed
from surveys.replying import actions as replying
from tests.surveys.questionnaire.factories import BY

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(works):
    """Do all of these in threads of their own that start together; return what they gave, or how they were refused."""
    together = threading.Barrier(len(works))

    def run(work):
        try:
            together.wait()
            return work()
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def key(survey, number, word):
    return lambda: actions.key_in(survey, number=number, given={"1": "a"}, form=word, by=BY)


def test_the_same_form_kept_twice_at_once_counts_once(survey):
    kept = at_once([key(survey, 7, "one word")] * 6)

    assert sorted(one.is_new for one in kept) == [False] * 5 + [True]
    assert SealedAnswer.objects.count() == 1
    assert Keyed.objects.get(survey=survey).forms == 1


def test_of_two_forms_with_one_number_one_is_kept_and_forms_with_their_own_all(survey):
    kept = at_once(
        [key(survey, 7, "a word"), key(survey, 7, "another"), *(key(survey, 8 + n, f"{n}") for n in range(4))]
    )

    refused = [one for one in kept if isinstance(one, str)]
    assert refused == ["A form with the number 7 has been keyed in already."]
    assert SealedAnswer.objects.count() == 5
    assert Keyed.objects.get(survey=survey).numbers == [7, 8, 9, 10, 11]


def test_a_form_that_is_keyed_while_the_survey_closes_is_opened_or_refused(survey):
    def close():
        replying.start_closing(survey, by=BY)
        run_waiting()

    for number in range(10, 20):  # fewer than 10 are never opened
        key(survey, number, str(number))()
    kept = at_once([key(survey, 1, "1"), key(survey, 2, "2"), close, key(survey, 3, "3"), key(survey, 4, "4")])

    thanked = sum(isinstance(one, actions.Kept) for one in kept)
    told = sum(isinstance(one, str) and "not open" in one for one in kept)
    assert thanked + told == 4
    survey.refresh_from_db()
    assert survey.final_counts["forms"] == survey.final_counts["opened"] == thanked + 10 == Response.objects.count()
