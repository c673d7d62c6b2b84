"""The broker or the database goes while people answer: real processes, real sockets, everybody accounted for."""

import datetime
import http.client
import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg2
import pytest
from django.db import connection

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.longwork.actions import run_waiting
from supportgroup.outbox import actions
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.people.choices import Route
from supportgroup.people.models import Person
from supportgroup.workshop import ports
from supportgroup.workshop.bench.stage import sends_ready
from supportgroup.workshop.places import Places
from supportgroup.workshop.postgres import Postgres
from supportgroup.workshop.processes import Children
from surveys.mailing import actions as mailing
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire import readymade
from tests.factories import PersonFactory
from tests.outbox.factories import letter_to
from tests.outbox.processes import ROOT, BrokerProcess, SinkProcess, WebProcess, beat, wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)
THANKED = 302
CLIENTS = 8


def _everybody_has_answered_but_not_pressed(group, nurse, pals, pals_entry, people):
    """Return the last press of so many people who have answered every question of an open survey."""
    Person.objects.bulk_create(
        PersonFactory.build(group=group, email=f"asked{number}@example.org", preferred_route=Route.EMAIL)
        for number in range(people)
    )
    by = SignedIn(nurse)
    survey = questionnaire.start_survey(
        group, title=readymade.TITLE, about=readymade.ABOUT, minutes=readymade.MINUTES, ready=True, by=by
    )
    questionnaire.name_duties(survey, mailing=[pals.pk], entry=[pals_entry.pk], by=by)
    questionnaire.open_survey(survey, closes_on=clock.today() + datetime.timedelta(days=91), by=by)
    run_waiting()
    mailing.choose(survey, filters={}, by=by)
    mailing.record_deceased_check(group, checked_at=clock.now(), by=by)
    mailing.send_invitations(survey, by=by)
    Message.objects.all().delete()
    return sends_ready(survey, people)


def _press(port, asked):
    """Press once and return the status and whether it was a page, or None where the line broke."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Cookie": asked.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", asked.path, body=urlencode(asked.posted), headers=headers)
        answer = line.getresponse()
        return answer.status, b"</html>" in answer.read() or answer.status == THANKED
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()


def _all_press(port, asked, press=_press):
    """Let so many clients press for everybody at once; return what `press` gave for each."""
    waiting, lock, found = list(asked), threading.Lock(), []

    def client():
        while True:
            with lock:
                if not waiting:
                    return
                one = waiting.pop()
            found.append(press(port, one))

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    return threads, found


def _without_a_broker(group, users, started, tmp_path, *, people, seconds):
    """Stop the broker while everybody answers and everybody is written to; start it again after so many seconds."""
    presses = _everybody_has_answered_but_not_pressed(group, *users, people)
    broker, sink = BrokerProcess(), SinkProcess(tmp_path)
    started += [broker, sink, worker(mail_port=sink.port, REDIS_URL=broker.url)]
    started += [beat(tmp_path, REDIS_URL=broker.url), web := WebProcess(REDIS_URL=broker.url)]
    broker.kill()
    until = time.monotonic() + seconds

    threads, found = _all_press(web.port, presses)
    for thread in threads:
        thread.join()
    actions.queue(letter_to(person) for person in Person.objects.of(group))
    wait_until(lambda: time.monotonic() >= until, seconds=seconds + 1)
    broker.start()
    back = time.monotonic()
    wait_until(lambda: Message.objects.in_state(State.SENT).count() == people, seconds=120, every=0.2)
    return found, len({mail_id for _, mail_id, _ in sink.lines()}), time.monotonic() - back


def _stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM answers_sealedanswer), "
                       "(SELECT count(*) FROM mailing_invitee WHERE outcome = 1)")  # fmt: skip
        return cursor.fetchone()


@pytest.fixture
def started():
    """Collect what a test starts, and kill it at the end whatever happened."""
    processes = []
    yield processes
    for process in reversed(processes):
        process.kill()


@pytest.fixture
def users(nurse, pals, pals_entry):
    return nurse, pals, pals_entry


@pytest.mark.everything
def test_people_answer_and_mail_is_kept_while_the_broker_is_away(group, users, started, tmp_path, fault):
    found, arrived, took = _without_a_broker(group, users, started, tmp_path, people=16, seconds=1)

    assert [status for status, _ in found] == [THANKED] * 16
    assert _stored() == (16, 16)
    assert arrived == 16
    fault("F3", "Valkey stopped for 1 s, 16 people answer", f"16 stored, 16 mails {took:.0f} s after its return")


@pytest.mark.everything
def test_two_hundred_people_answer_while_the_broker_is_away_for_a_minute(group, users, started, tmp_path, fault):
    found, arrived, took = _without_a_broker(group, users, started, tmp_path, people=200, seconds=60)

    assert [status for status, _ in found] == [THANKED] * 200
    assert _stored() == (200, 200)
    assert arrived == 200
    fault("F3", "Valkey stopped for 60 s, 200 people answer", f"200 stored, 200 mails {took:.0f} s after its return")


def _press_until_thanked(troubles):
    """Return a press that tries again as a person would; what went wrong meanwhile is kept in `troubles`."""

    def press(port, asked):
        def thanked():
            answer = _press(port, asked)
            if answer is None or answer[0] != THANKED:
                troubles.append(answer)
                return None
            return answer

        return wait_until(thanked, seconds=90, every=0.1)

    return press


def test_connections_that_break_while_people_answer_lose_nothing_and_store_nothing_twice(group, users, started, fault):
    """The database drops every connection of the web processes again and again, as when it is restarted."""
    presses = _everybody_has_answered_but_not_pressed(group, *users, 40)
    web, troubles = WebProcess(), []
    started.append(web)

    threads, found = _all_press(web.port, presses, _press_until_thanked(troubles))
    while any(thread.is_alive() for thread in threads):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%%answers_sealed%%'"
            )
        threads[0].join(timeout=0.05)
    for thread in threads:
        thread.join()

    assert len(found) == 40
    assert _stored() == (40, 40)
    assert all(is_page for answer in troubles if answer for is_page in answer[1:])
    fault("F4", "connections of the database broken, 40 answers", f"40 stored once, {len(troubles)} told to try again")


class OwnPostgres:
    """A server of the test's own, with a copy of the test's database, that can be restarted as if power had failed."""

    def __init__(self, folder: Path) -> None:
        self._children = Children()
        self._server = Postgres.at(Places(ROOT, apart=folder), password="quiet-otter", durable=True)
        self.url = self._server.start(self._children)
        self.port = urlsplit(self.url).port
        self._copy()

    def _copy(self) -> None:
        at, programs = connection.settings_dict, self._server.programs
        where = ["-h", at["HOST"], "-p", str(at["PORT"]), "-U", at["USER"], at["NAME"]]
        dumped = subprocess.run([programs / "pg_dump", "--no-owner", "--no-privileges", *where],
                                env={**os.environ, "PGPASSWORD": at["PASSWORD"]}, capture_output=True, check=True)  # fmt: skip
        subprocess.run([programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.url],
                       input=dumped.stdout, capture_output=True, check=True)  # fmt: skip

    def restart_at_once(self) -> None:
        """End the server in the immediate mode, without writing anything down, and start it again on its port."""
        server = self._children.running[-1].process
        server.send_signal(signal.SIGQUIT)
        server.wait()
        self._server._serve(self._children, self.port)
        wait_until(lambda: self._server._is_ready(self.port), seconds=60)

    def ask(self, question: str):
        line = psycopg2.connect(self.url)
        try:
            with line.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchone()
        finally:
            line.close()

    def kill(self) -> None:
        for child in list(self._children.running):
            self._children.dismiss(child)


@pytest.mark.everything
def test_a_database_restarted_at_once_in_500_answers_loses_none_that_was_thanked_for(
    group, users, started, tmp_path, fault
):
    presses = _everybody_has_answered_but_not_pressed(group, *users, 500)
    database, troubles = OwnPostgres(tmp_path), []
    started.append(database)
    web = WebProcess(DATABASE_URL=database.url)
    started.append(web)

    threads, found = _all_press(web.port, presses, _press_until_thanked(troubles))
    wait_until(lambda: len(found) >= 150, seconds=120)
    database.restart_at_once()
    thanked_before = len(found)
    for thread in threads:
        thread.join()

    stored = database.ask("SELECT count(*) FROM answers_sealedanswer")[0]
    marked = database.ask("SELECT count(*) FROM mailing_invitee WHERE outcome = 1")[0]
    assert (len(found), stored, marked) == (500, 500, 500)
    assert thanked_before < 500
    assert all(is_page for answer in troubles if answer for is_page in answer[1:])
    assert ports.answers(web.port)
    fault(
        "F4", "Postgres restarted at once in 500 answers by 8 clients", f"500 stored once, {len(troubles)} tried again"
    )
