"""Asking: 200 people who answer at once, 10,000 invitations, 1,000 packs, and a nurse who saves a question.

`dev.py bench asking 20` measures the same with 20 people, and a tenth of the rest, to see that it works.
"""

import io
import os
import random
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.accounts.models import User
from supportgroup.demo.replies import replies_to
from supportgroup.outbox.models import Message
from supportgroup.outbox.taking import prepare
from supportgroup.people.models import Person
from surveys.mailing import actions as mailing
from surveys.mailing.models import Invitee
from surveys.mailing.printing import print_run
from surveys.questionnaire import actions as questionnaire
from surveys.questionnaire.kinds import kind_of
from surveys.questionnaire.models import Survey
from surveys.questionnaire.routing import path
from surveys.replying import drafts
from surveys.replying.models import Draft

from . import stage
from .load import Asked, Times, ask
from .table import Table

PEOPLE, PAUSE = 200, 5.0
PLANNED_EACH, PACKS_EACH = 50, 5
"""For each of the people who answer: how many are planned, and how many packs are printed."""
LEFT_OUT = 0.05
SAVES = 40
TOKEN = "b" * 32


@dataclass
class Heard:
    """What all of those who answer met: seconds of each request, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, fault: str = "") -> None:
        """Note one request."""
        with self.lock:
            self.seconds.append(seconds)
            if fault:
                self.faults.append(fault)


def measure_asking(port: int, table: Table, *, people: int = PEOPLE) -> None:
    """Measure all four; the figures are of the web server at this port and of this process."""
    planned = measure_planning(table, people=people * PLANNED_EACH)
    measure_packs(table, planned, packs=people * PACKS_EACH)
    measure_answering_at_once(port, table, planned.survey, people=people)
    measure_saving(port, table, planned)


def measure_planning(table: Table, *, people: int) -> stage.Stage:
    """Measure choosing, excluding and queueing so many invitations, and what this process grows by meanwhile."""
    scene = stage.set_up("asking", "ask", people=people)
    out = list(Person.objects.of(scene.group).values_list("pk", flat=True)[: int(people * LEFT_OUT)])
    Person.objects.filter(pk__in=out).update(do_not_contact=True)
    before, began = memory_of_this(), time.perf_counter()
    by = SignedIn(scene.nurse)
    mailing.choose(scene.survey, filters={"immunoglobulin": "yes"}, by=by)
    mailing.send_invitations(scene.survey, by=by)
    took, grew = time.perf_counter() - began, memory_of_this() - before
    queued = Message.objects.filter(group=scene.group).count()
    table.add(
        f"{people:,} invitations planned and queued",
        f"{took:.1f} s, {queued:,} queued, {people - queued:,} left out, grew by {grew:.0f} MB",
        mark="< 15 s, <= 150 MB",
        good=took < 15 and queued == people - len(out) and grew <= 150,  # noqa: PLR2004  the marks
    )
    return scene


def measure_packs(table: Table, scene: stage.Stage, *, packs: int) -> None:
    """Measure so many postal packs as one PDF: letter, form of the 20 questions, white slip."""
    messages = list(Message.objects.filter(group=scene.group).select_related("group")[:packs])
    prepare(messages)
    before, began = memory_of_this(), time.perf_counter()
    pdf = print_run(messages)
    took = time.perf_counter() - began
    # A large run is set in a process of its own; this one must not grow by it.
    grew = memory_of_this() - before
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    memory = f"{most:.0f} MB of memory apart, grew by {grew:.0f} MB"
    table.add(
        f"{packs:,} postal packs as one PDF",
        f"{took:.1f} s, {pages_in(pdf) / packs:.0f} pages each, {len(pdf) / 1e6:.1f} MB, {memory}",
        mark="< 20 s, <= 600 MB apart, grew <= 100 MB",
        good=took < 20 and most <= 600 and grew <= 100,  # noqa: PLR2004  the marks
    )


def pages_in(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def measure_answering_at_once(port: int, table: Table, survey: Survey, *, people: int) -> None:
    """Measure so many people who answer all questions, each a page every 5 seconds, from start to send."""
    heard = Heard()
    ready = list(_begun(survey, people))
    threads = [threading.Thread(target=_answer, args=(port, heard, requests)) for requests in ready]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    times = Times(heard.seconds, 0, whole)
    kept = Invitee.objects.filter(survey=survey, outcome=1).count()
    table.add(
        f"{people} people, a page each {PAUSE:.0f} s",
        f"median {times.median:.1f} ms, p95 {times.p95:.1f}, {len(heard.faults)} errors, {kept} of {people} kept",
        mark="p95 < 300 ms, no error",
        ceiling=heard.faults[0] if heard.faults else f"{times.rate:.0f} requests/s",
        good=times.p95 < 300 and not heard.faults and kept == people,  # noqa: PLR2004  the mark
    )


def measure_saving(port: int, table: Table, scene: stage.Stage) -> None:
    """Measure what a nurse waits for when she saves a question: one post of its form."""
    by = SignedIn(scene.nurse)
    survey = questionnaire.start_survey(scene.group, title="Draft", about="Why.", minutes=9, ready=True, by=by)
    there = f"/{scene.group.slug}/surveys/{survey.pk}/questions/{survey.questions.all()[3].pk}/"
    signed_in = stage.cookie_of(User.objects.get(pk=scene.nurse.pk))
    editor = Client(SERVER_NAME="127.0.0.1")
    setup_test_environment(debug=False)  # so that a page tells its form
    took = []
    for number in range(SAVES):
        form = editor.get(there, headers={"cookie": signed_in}).context["form"]
        posted = {name: form[name].value() or "" for name in form.fields} | {"text": f"Question as saved {number}?"}
        jar = f"{signed_in}; csrftoken={TOKEN}"
        took.append(ask(port, Asked(there, jar, posted | {"csrfmiddlewaretoken": TOKEN}), expect=(302,))[0])
    teardown_test_environment()
    median, p95 = statistics.median(took) * 1000, sorted(took)[int(len(took) * 0.95)] * 1000
    table.add(
        "nurse: a question saved",
        f"median {median:.1f} ms, p95 {p95:.1f}",
        mark="< 30 ms",
        good=median < 30,  # noqa: PLR2004  the mark
    )


def _begun(survey: Survey, people: int) -> Iterator[list[Asked]]:
    """Yield what each person asks for, one after the other: every question's page and its answer, then the send."""
    survey = Survey.objects.select_related("version").get(pk=survey.pk)
    questions = survey.version.content["questions"]
    replies = replies_to(questions, how_many=people)
    for invitee, answers in zip(Invitee.objects.filter(survey=survey)[:people], replies, strict=True):
        key = drafts.new_key()
        sealed = drafts.seal({"answers": {}, "place": 0}, key, size=survey.version.sealed_size or 1)
        Draft.objects.create(id=drafts.id_of(key), survey=survey, sealed=sealed, keep_until=clock.today())
        jar = f"{stage.jar_of(invitee, key)}; csrftoken={TOKEN}"
        yield [*_pages(questions, answers, jar), Asked("/answer/check/", jar), _posted("/answer/send/", jar, {})]


def _pages(questions: list[dict[str, Any]], answers: dict[str, Any], jar: str) -> Iterator[Asked]:
    by_number = {question["number"]: question for question in questions}
    for number in path(questions, answers):
        there, names = f"/answer/question/{number}/", kind_of(by_number[number]).names(by_number[number])
        yield Asked(there, jar)
        yield _posted(there, jar, {name: answers[key] for name, key in names.items() if key in answers})


def _posted(there: str, jar: str, data: dict[str, Any]) -> Asked:
    return Asked(there, jar, {**data, "csrfmiddlewaretoken": TOKEN})


def _answer(port: int, heard: Heard, requests: list[Asked]) -> None:
    """Ask for each page, look at it for its time, and answer it; whoever is at a page posts and sees the next."""
    time.sleep(random.random() * PAUSE)
    for asked in requests:
        if asked.posted is not None:
            time.sleep(PAUSE)
        began = time.perf_counter()
        try:
            seconds, _ = ask(port, asked, expect=(302,) if asked.posted is not None else (200,))
        except (SystemExit, OSError) as fault:
            heard.note(time.perf_counter() - began, str(fault))
        else:
            heard.note(seconds)


def memory_of_this() -> float:
    """Return the resident memory of this process, in MB."""
    listed = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, text=True, check=True)
    return int(listed.stdout) / 1024
