"""The close: everything at once, or nothing and again."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.longwork.actions import run_waiting
from supportgroup.longwork.models import LongWork
from supportgroup.outbox.models import Message
from surveys.answers import sealing
from surveys.answers.models import Response, SealedAnswer
from surveys.keying.models import Keyed
from surveys.mailing import actions as mailing
from surveys.mailing.models import Invitee
from surveys.questionnaire.models import Survey
from surveys.replying import actions, closing
from surveys.replying.models import Draft, Tally
from tests.factories import PersonFactory
from tests.surveys.keying.factories import keyed
from tests.surveys.mailing.factories import DeceasedCheckFactory, InviteeFactory
from tests.surveys.questionnaire.factories import BY
from tests.surveys.replying.conftest import Phone, a_reply

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30


@pytest.fixture
def answered(survey):
    """The survey with 3 replies online, 7 keyed forms, 1 more person asked, and a draft that was begun."""
    for number in range(3):
        a_reply(InviteeFactory(survey=survey), {"1": "abc"[number], "19": f"words {number}"})
    for number in range(7):
        keyed(survey, number + 1, {"1": "d"})
    late = Phone()
    late.by_link(InviteeFactory(survey=survey))
    late.start()
    return survey


def close(survey):
    actions.start_closing(survey, by=BY)
    run_waiting()
    survey.refresh_from_db()
    return survey


def test_closing_opens_all_answers_together_and_keeps_the_counts(answered):
    closed = close(answered)

    contents = [response.content for response in Response.objects.all()]
    assert sorted(content["1"] for content in contents) == ["a", "b", "c", *"ddddddd"]
    assert closed.state == "closed"
    assert closed.closed_on == clock.today()
    counts = closed.final_counts
    assert (counts["online"], counts["forms"], counts["opened"], counts["unopened"]) == (3, 7, 10, 0)
    assert counts["outcomes"] == {"1": 3, "6": 1}
    assert counts["asked"] == 4


def test_nine_replies_are_never_opened_and_the_close_says_so(survey, keys):
    for number in range(9):
        keyed(survey, number + 1, {"19": f"words {number}"})

    closed = close(survey)

    assert (closed.state, closed.final_counts["opened"], closed.final_counts["never"]) == ("closed", 0, 9)
    assert not Response.objects.exists()
    assert not SealedAnswer.objects.exists()
    assert not list(keys.iterdir())
    assert closing.closing_work(survey).sentence == (
        "The survey is closed. Fewer than 10 answers are never opened: with so few, somebody might be recognised."
    )


def test_after_the_close_no_sealed_answer_no_draft_and_no_key_is_left(answered, keys):
    assert list(keys.iterdir())

    close(answered)

    assert not SealedAnswer.objects.exists()
    assert not Draft.objects.exists()
    assert not list(keys.iterdir())


def test_another_surveys_answers_and_drafts_stay_sealed(answered, group):
    from tests.surveys.questionnaire.factories import opened, readymade_draft

    other = opened(readymade_draft(group))
    a_reply(InviteeFactory(survey=other), {"1": "a"})
    begun = Phone()
    begun.by_link(InviteeFactory(survey=other))
    begun.start()

    close(answered)

    assert SealedAnswer.objects.filter(survey=other).count() == 1
    assert Draft.objects.filter(survey=other).count() == 1
    assert sealing.private_key_of(other.pk)


def test_letters_that_have_not_gone_are_called_off(survey, nurse):
    PersonFactory.create_batch(2, group=survey.group)
    DeceasedCheckFactory(group=survey.group, checked_at=clock.now())
    mailing.choose(survey, filters={}, by=SignedIn(nurse))
    mailing.send_invitations(survey, by=SignedIn(nurse))
    assert Message.objects.filter(state="queued").count() == 2

    close(survey)

    assert set(Message.objects.values_list("state", "reason")) == {("held", "The survey is not open.")}


def test_a_second_press_starts_no_second_close(answered):
    actions.start_closing(answered, by=BY)

    with pytest.raises(Refused, match="being closed already"):
        actions.start_closing(answered, by=BY)
    assert LongWork.objects.about(closing.CLOSING, answered.pk).count() == 1


def test_a_close_without_the_key_leaves_everything_sealed_and_can_be_tried_again(answered, keys):
    (key,) = keys.iterdir()
    kept = key.read_bytes()
    key.unlink()

    closed = close(answered)

    work = closing.closing_work(answered)
    assert (closed.state, work.state) == ("closing", "refused")
    assert work.sentence == (
        "The key of this survey is not on this worker. No answer was opened or lost. Ask whoever runs the service to put "
        f"survey-{answered.pk}.key back into SEALING_KEYS_DIR, then close the survey again."
    )
    assert SealedAnswer.objects.count() == 10
    assert not Response.objects.exists()

    key.write_bytes(kept)
    assert close(answered).state == "closed"
    assert Response.objects.count() == 10


@pytest.mark.parametrize("step", ["rewrite_list", "answers", "survey"])
def test_a_step_that_fails_leaves_everything_as_it_was(answered, step):
    """The database itself refuses one step, as it would with a full disk."""
    table = {"rewrite_list": "mailing_invitee", "answers": "answers_response", "survey": "questionnaire_survey"}[step]
    when = "UPDATE" if step == "survey" else "INSERT"
    actions.start_closing(answered, by=BY)
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE disk_full; END'")
        cursor.execute(f"CREATE TRIGGER refused BEFORE {when} ON {table} EXECUTE FUNCTION refuse()")
    try:
        before = everything(answered)
        with pytest.raises(Exception, match="disk_full"):
            closing.open_and_close(answered, by=BY)
        assert everything(answered) == before
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION refuse() CASCADE")

    run_waiting()
    assert Survey.objects.get(pk=answered.pk).state == "closed"
    assert Response.objects.count() == 10


def test_a_worker_killed_in_the_middle_leaves_everything_and_the_next_one_finishes(answered, settings):
    actions.start_closing(answered, by=BY)
    before = everything(answered)
    with transaction.atomic():
        # The worker's last step but one is to delete the drafts: it stops there, all answers opened, nothing committed.
        list(Draft.objects.select_for_update())
        worker = a_worker(settings)
        wait_until(waiting_for_a_lock, worker)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(PATIENCE)
    wait_until(lambda: not other_sessions())

    assert everything(answered) == before

    run_waiting()
    assert Survey.objects.get(pk=answered.pk).state == "closed"
    assert Response.objects.count() == 10
    assert not SealedAnswer.objects.exists()


def test_a_worker_killed_after_the_commit_is_finished_by_the_next_one(answered, keys):
    """Everything is committed and the key is still there: what a worker leaves that dies before it destroys the key."""
    actions.start_closing(answered, by=BY)
    closing.open_and_close(answered, by=BY)
    assert list(keys.iterdir())

    run_waiting()

    assert not list(keys.iterdir())
    assert closing.closing_work(answered).state == "done"
    assert Response.objects.count() == 10


def test_run_again_a_close_opens_nothing_twice(answered):
    close(answered)
    again = LongWork.objects.create(kind=closing.CLOSING, subject=answered.pk, asked_at=clock.now())
    run_waiting()

    again.refresh_from_db()
    assert (again.state, again.sentence) == ("done", "The survey is closed. 10 replies were opened.")
    assert Response.objects.count() == 10


def everything(survey):
    """Return all that a close touches, as it stands in the tables."""
    return {
        "survey": Survey.objects.values_list("state", "closed_on", "final_counts").get(pk=survey.pk),
        "sealed": sorted(SealedAnswer.objects.values_list("pk", flat=True)),
        "responses": Response.objects.count(),
        "drafts": Draft.objects.count(),
        "list": sorted(Invitee.objects.values_list("pk", "outcome", "outcome_on")),
        "rows": rows_of("mailing_invitee"),
        "tally": list(Tally.objects.values_list("online")),
        "keyed": list(Keyed.objects.values_list("forms", "numbers")),
    }


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, xmin::text, ctid::text FROM {table} ORDER BY id")
        return cursor.fetchall()


def a_worker(settings):
    """Start another process on this test's database that does the long work that waits."""
    database = connection.settings_dict
    program = textwrap.dedent(
        """
        import django
        django.setup()
        from supportgroup.longwork.actions import run_waiting
        run_waiting()
        """
    )
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}",
        "DJANGO_SETTINGS_MODULE": "supportgroup.settings.test",
        "SEALING_KEYS_DIR": settings.SEALING_KEYS_DIR,
    }
    root = Path(__file__).parents[3]
    return subprocess.Popen([sys.executable, "-c", program], cwd=root, env=environment)


def waiting_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


def other_sessions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND state IS NOT NULL AND state <> 'idle'"
        )
        return cursor.fetchone()[0]


def wait_until(is_so, worker=None):
    """Wait until it is so; fail if it never is, or if the worker has ended before."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert worker is None or worker.poll() is None, "the worker ended too soon"
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)
