import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from supportgroup.access.refusal import Refused
from supportgroup.longwork.actions import SWEEP, run_waiting, start
from supportgroup.longwork.choices import WorkState
from supportgroup.longwork.kinds import Ending
from supportgroup.longwork.models import LongWork
from supportgroup.longwork.worker import MOST_TRIES

pytestmark = pytest.mark.django_db


def test_work_that_was_asked_for_waits_and_then_is_done(kind):
    kind("tests.count", lambda progress: Ending("Counted 7 of 7.", {"counted": progress.subject}))
    work = start("tests.count", subject=7, total=7)
    assert (work.state, work.ended) == (WorkState.WAITING, False)

    assert run_waiting() == 1

    work.refresh_from_db()
    assert (work.state, work.ended, work.sentence) == (WorkState.DONE, True, "Counted 7 of 7.")
    assert work.result == {"counted": 7}
    assert work.ended_at is not None


def test_work_is_done_once(kind):
    done = []
    kind("tests.once", lambda progress: done.append(progress.subject) or Ending("Done."))
    start("tests.once", subject=1)

    assert [run_waiting(), run_waiting()] == [1, 0]
    assert done == [1]


def test_work_is_done_in_the_order_it_was_asked_for_and_may_ask_for_more(kind):
    done = []

    def run(progress):
        done.append(progress.subject)
        if progress.subject == 1:
            start("tests.order", subject=3)
        return Ending("Done.")

    kind("tests.order", run)
    start("tests.order", subject=1)
    start("tests.order", subject=2)

    assert run_waiting() == 3
    assert done == [1, 2, 3]


def test_a_refusal_ends_the_work_with_its_reason(kind):
    def run(progress):
        raise Refused("The register changed meanwhile.")

    kind("tests.refused", run)
    work = start("tests.refused", subject=1)

    run_waiting()

    work.refresh_from_db()
    assert (work.state, work.sentence) == (WorkState.REFUSED, "The register changed meanwhile.")


def test_a_mistake_in_one_piece_of_work_holds_up_no_other_and_puts_no_data_into_the_log(kind, caplog):
    names = {1: "Adaeze Okoro"}

    def run(progress):
        if progress.subject in names:
            raise ValueError(names[progress.subject])
        return Ending("Done.")

    kind("tests.mistake", run)
    bad, good = start("tests.mistake", subject=1), start("tests.mistake", subject=2)

    run_waiting()

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (WorkState.REFUSED, WorkState.DONE)
    assert bad.sentence.startswith("Something went wrong on our side, so this was not done.")
    assert "ValueError" in caplog.text
    assert "Adaeze" not in caplog.text


def test_when_the_database_goes_away_the_work_is_taken_up_again(kind):
    def run(progress):
        if LongWork.objects.get(kind="tests.gone").tries == 1:
            raise OperationalError("the server closed the connection")
        return Ending("Done.")

    kind("tests.gone", run)
    work = start("tests.gone", subject=1)

    with pytest.raises(OperationalError):
        run_waiting()
    work.refresh_from_db()
    assert work.state == WorkState.RUNNING

    assert run_waiting() == 1
    work.refresh_from_db()
    assert work.state == WorkState.DONE


def test_work_that_takes_its_worker_down_each_time_is_stopped_in_the_end(kind):
    tries = []
    kind("tests.poison", lambda progress: tries.append(1) or Ending("Done."))
    work = start("tests.poison", subject=1)
    LongWork.objects.filter(pk=work.pk).update(state=WorkState.RUNNING, tries=MOST_TRIES)

    run_waiting()

    work.refresh_from_db()
    assert (work.state, tries) == (WorkState.REFUSED, [])
    assert "never ended" in work.sentence


def test_work_of_an_action_that_fails_is_never_done(kind):
    kind("tests.undone", lambda progress: Ending("Done."))

    def ask_and_fail():
        with transaction.atomic():
            start("tests.undone", subject=1)
            connection.cursor().execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError):
        ask_and_fail()

    assert run_waiting() == 0


def test_a_kind_is_registered_once(kind):
    kind("tests.twice", lambda progress: Ending("Done."))

    with pytest.raises(ValueError, match="registered twice"):
        kind("tests.twice", lambda progress: Ending("Done."))


def test_asking_for_work_leaves_one_nudge_without_arguments(kind, django_capture_on_commit_callbacks):
    kind("tests.nudge", lambda progress: Ending("Done."))

    with django_capture_on_commit_callbacks() as callbacks:
        start("tests.nudge", subject=1)
        start("tests.nudge", subject=2)

    assert len(callbacks) == 1
    assert SWEEP == "supportgroup.longwork.tasks.sweep"
