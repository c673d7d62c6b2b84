"""Faults at their whole length: run by `dev.py test --all`. Their short forms stand in test_faults."""

import time
from collections import Counter

import pytest

from supportgroup.outbox import actions
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from tests.factories import PersonFactory
from tests.outbox.factories import letter_to
from tests.outbox.processes import SinkProcess, beat, wait_until, worker
from tests.outbox.test_faults import broker, started

__all__ = ["broker", "started"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.everything]
AWAY_SECONDS, BACK_WITHIN = 600, 300


def _queue(group, count, way=lambda _: "person{}@example.org"):
    people = [PersonFactory.build(group=group, email=way(number).format(number)) for number in range(1, count + 1)]
    Person.objects.bulk_create(people)
    actions.queue(letter_to(person) for person in people)


def _stands():
    return Counter(Message.objects.values_list("state", flat=True))


def _times(*sinks):
    return Counter(mail_id for sink in sinks for _, mail_id, _ in sink.lines())


def test_a_broker_that_forgets_in_the_middle_of_a_thousand_mails_loses_none(group, tmp_path, started, broker, fault):
    sink = SinkProcess(tmp_path, pause=0.002)
    started += [sink, worker(mail_port=sink.port), beat(tmp_path)]
    _queue(group, 1000)
    wait_until(lambda: len(sink.lines()) >= 300, seconds=120)

    broker.flushdb()
    began = time.monotonic()
    wait_until(lambda: _stands() == {State.SENT: 1000}, seconds=120, every=0.2)

    times = _times(sink)
    assert (len(times), set(times.values())) == (1000, {1})
    fault(
        "F2",
        "Valkey flushed in the middle of 1,000 mails",
        f"0 lost, 0 twice, all {time.monotonic() - began:.0f} s after",
    )


def test_a_thousand_mails_to_a_server_that_refuses_puts_off_and_breaks_off_are_all_accounted_for(
    sink, group, at_noon, fault
):
    every = {50: "drop.{}@example.org", 25: "refused.{}@example.org", 10: "later.{}@example.org"}
    _queue(
        group, 1000, lambda number: next((way for step, way in every.items() if number % step == 0), "p{}@example.org")
    )

    actions.deliver()

    assert _stands() == {State.SENT: 880, State.QUEUED: 80, State.FAILED: 20, State.UNSURE: 20}
    Message.objects.update(not_before=at_noon)
    assert actions.deliver() == {State.SENT: 80}
    times = Counter(mail.mail_id for mail in sink.mails)
    assert (len(times), set(times.values())) == (880 + 80 + 20, {1})
    fault("F5", "451, 550 and breaking off in 1,000 mails", "880 + 80 sent, 20 failed, 20 unsure, 0 lost")


def test_a_mail_server_that_is_away_for_ten_minutes_gets_everything_when_it_is_back(
    group, nurse, signed_in, tmp_path, started, broker, fault
):
    """Its length is what is tested. Meanwhile the page of messages opens, and says that the server is away."""
    folders = [tmp_path / name for name in ("before", "after")]
    for folder in folders:
        folder.mkdir()
    first = SinkProcess(folders[0], pause=0.01)
    started += [first, worker(mail_port=first.port), beat(tmp_path)]
    _queue(group, 1000)
    wait_until(lambda: len(first.lines()) >= 100, seconds=120)

    first.kill()
    page, end = signed_in(nurse), time.monotonic() + AWAY_SECONDS
    wait_until(lambda: time.monotonic() > end or page.get("/immunology/messages/").status_code != 200,
               seconds=AWAY_SECONDS + 60, every=1)  # fmt: skip
    assert time.monotonic() > end, "a page failed while the mail server was away"
    waited = _stands()[State.QUEUED] + _stands()[State.TAKEN]
    second = SinkProcess(folders[1], port=first.port)
    started.append(second)
    back = time.monotonic()
    wait_until(lambda: _stands()[State.SENT] + _stands()[State.UNSURE] == 1000, seconds=BACK_WITHIN, every=0.5)

    times = _times(first, second)
    assert set(times.values()) == {1}
    assert _stands()[State.UNSURE] <= 2
    fault(
        "F6", "the mail server away for 10 minutes", f"{waited} waited, all sent {time.monotonic() - back:.0f} s after"
    )
