"""With real commits and a second process: what others see, and what a worker that dies leaves behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from supportgroup.longwork.actions import run_waiting, start
from supportgroup.longwork.choices import WorkState
from supportgroup.longwork.desk import at_a_desk
from supportgroup.longwork.kinds import Ending
from supportgroup.longwork.models import LongWork
from supportgroup.longwork.tasks import sweep

pytestmark = pytest.mark.django_db(transaction=True)

# Begins the work, says so, and then waits for ever inside its own open transaction.
OTHER_WORKER = """
import sys, django
django.setup()
from django.db import transaction
from supportgroup.longwork import actions, kinds
def run(progress):
    with transaction.atomic():
        progress.report(1, 3)
        print("begun", flush=True)
        sys.stdin.read()
kinds.register("tests.killed", run)
actions.run_waiting()
"""


@pytest.fixture
def other_worker():
    """Another process on the same database; killed at the end, if it still lives."""
    settings = connection.settings_dict
    place = (
        f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER_WORKER],
        env={**os.environ, "DATABASE_URL": place, "DJANGO_SETTINGS_MODULE": "supportgroup.settings.test"},
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_what_a_killed_worker_had_begun_is_done_by_the_next(kind, request):
    kind("tests.killed", lambda progress: Ending("Done by the next."))
    work = start("tests.killed", subject=1)
    worker = request.getfixturevalue("other_worker")
    assert worker.stdout.readline() == "begun\n"

    work.refresh_from_db()
    assert (work.state, work.done, work.total) == (WorkState.RUNNING, 1, 3)
    assert run_waiting() == 0, "the other worker has it in hand"

    worker.kill()
    worker.wait()
    deadline = time.monotonic() + 20
    while run_waiting() == 0 and time.monotonic() < deadline:
        pass

    work.refresh_from_db()
    assert (work.state, work.sentence, work.tries) == (WorkState.DONE, "Done by the next.", 2)


def test_progress_is_seen_while_the_works_own_transaction_is_open_and_stays_when_it_fails(kind):
    seen = []

    def run(progress):
        with transaction.atomic():
            progress.report(40, 100)
            with at_a_desk() as inside:
                assert inside
            other = connection.copy()
            try:
                with other.cursor() as cursor:
                    cursor.execute("SELECT done, total FROM longwork_longwork WHERE kind = 'tests.half'")
                    seen.append(cursor.fetchone())
            finally:
                other.close()
            raise ValueError

    kind("tests.half", run)
    work = start("tests.half", subject=1)

    sweep()

    work.refresh_from_db()
    assert seen == [(40, 100)]
    assert (work.state, work.done, work.total) == (WorkState.REFUSED, 40, 100)


def test_a_worker_that_ends_leaves_no_lock_behind(kind):
    kind("tests.lock", lambda progress: Ending("Done."))
    start("tests.lock", subject=1)

    sweep()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert cursor.fetchone() == (0,)
    assert LongWork.objects.unended().count() == 0


def fail(progress):
    raise ValueError


@pytest.mark.parametrize("tries", [0, 5])
def test_the_room_of_work_that_failed_by_a_fault_is_told_why_it_will_not_be_begun_again(kind, tries):
    told = []
    kind("tests.fault", fail, gave_up=lambda subject, because: told.append((subject, because)))
    work = start("tests.fault", subject=7)
    LongWork.objects.filter(pk=work.pk).update(tries=tries)

    sweep()

    work.refresh_from_db()
    assert work.state == WorkState.REFUSED
    assert told == [(7, work.sentence)]


def test_work_is_over_even_if_its_room_fails_when_it_is_told(kind):
    kind("tests.fault", fail, gave_up=lambda subject, because: 1 / 0)
    work = start("tests.fault", subject=7)

    sweep()

    work.refresh_from_db()
    assert work.ended
