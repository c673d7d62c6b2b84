"""A reply that is on its way while the survey begins to close."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from supportgroup.access.actor import System
from supportgroup.access.refusal import Refused
from surveys.answers import actions
from surveys.answers.models import SealedAnswer
from surveys.questionnaire.models import Survey

BY = System("a test")
LONG_ENOUGH = 20


@pytest.fixture
def beside():
    """Return a function that runs another in a thread of its own, with its own connection, and gives what it raised."""
    threads = []

    def run(work):
        outcome = {}

        def target():
            try:
                work()
            except Refused as refused:
                outcome["refused"] = str(refused)
            finally:
                connection.close()

        thread = threading.Thread(target=target)
        thread.start()
        threads.append(thread)
        return thread, outcome

    yield run
    for thread in threads:
        thread.join(LONG_ENOUGH)


@pytest.mark.django_db(transaction=True)
def test_a_survey_cannot_begin_to_close_while_an_answer_is_being_kept(survey, beside):
    kept, let_go = threading.Event(), threading.Event()

    def keep_slowly():
        with transaction.atomic():
            actions.keep({"1": "a"}, survey=survey, by=BY)
            kept.set()
            let_go.wait(LONG_ENOUGH)

    thread, _ = beside(keep_slowly)
    assert kept.wait(LONG_ENOUGH)
    with pytest.raises(OperationalError), transaction.atomic():
        Survey.objects.select_for_update(nowait=True).get(pk=survey.pk)
    let_go.set()
    thread.join(LONG_ENOUGH)

    with transaction.atomic():
        assert Survey.objects.select_for_update(nowait=True).get(pk=survey.pk)


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_while_the_survey_begins_to_close_is_refused(survey, beside):
    with transaction.atomic():
        Survey.objects.select_for_update().get(pk=survey.pk)
        Survey.objects.filter(pk=survey.pk).update(state="closing")
        thread, outcome = beside(lambda: actions.keep({"1": "a"}, survey=survey, by=BY))
        wait_until_somebody_waits_for_a_lock()
    thread.join(LONG_ENOUGH)

    assert outcome == {"refused": "This survey has closed, so it takes no more answers."}
    assert not SealedAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_do_not_wait_for_each_other(survey, beside):
    kept, let_go = threading.Event(), threading.Event()

    def keep_slowly():
        with transaction.atomic():
            actions.keep({"1": "a"}, survey=survey, by=BY)
            kept.set()
            let_go.wait(LONG_ENOUGH)

    thread, _ = beside(keep_slowly)
    assert kept.wait(LONG_ENOUGH)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        actions.keep({"1": "b"}, survey=survey, by=BY)
    let_go.set()
    thread.join(LONG_ENOUGH)

    assert SealedAnswer.objects.count() == 2


def wait_until_somebody_waits_for_a_lock():
    """Watch the server until another connection is held up."""
    for _ in range(LONG_ENOUGH * 100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.01)
    pytest.fail("Nobody ever waited for the lock.")
