"""A killed worker, a mail server that is away or broken, a broker that forgets: real processes and sockets."""

from collections import Counter
from dataclasses import dataclass

import pytest
import redis
from django.conf import settings as project

from supportgroup.longwork import nudge
from supportgroup.outbox import actions
from supportgroup.outbox.choices import Lane, State
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from tests.factories import PersonFactory
from tests.outbox.factories import letter_to
from tests.outbox.processes import SinkProcess, beat, wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker():
    """Our own Valkey, empty before and after, so that no other test's nudges are in it."""
    client = redis.Redis.from_url(project.REDIS_URL)
    client.flushdb()
    yield client
    client.flushdb()


@pytest.fixture
def started():
    """Collect what a test starts, and kill it at the end whatever happened."""
    processes = []
    yield processes
    for process in processes:
        process.kill()


def _queue(group, count, address="person{}@example.org"):
    people = [PersonFactory.build(group=group, email=address.format(number)) for number in range(count)]
    Person.objects.bulk_create(people)
    actions.queue(letter_to(person) for person in people)


def _count(*states):
    return Message.objects.in_state(*states).count()


def _ids(lines):
    return Counter(mail_id for _, mail_id, _ in lines)


def _is_settled():
    return _count(State.SENT, State.UNSURE) == Message.objects.count()


@dataclass
class Seen:
    """What became of all mails after a worker was killed in their middle."""

    at_kill: int
    arrived: Counter
    sent: set
    unsure: set


def kill_in_the_middle(group, sink, started, finish, *, mails, after, connections=1):
    """Kill a worker with all its processes once so many mails have arrived, let `finish` do the rest, and look."""
    doomed = worker(mail_port=sink.port, processes=max(2, connections), OUTBOX_EMAIL_CONNECTIONS=str(connections))
    started.append(doomed)
    _queue(group, mails)
    wait_until(lambda: len(sink.lines()) >= after, seconds=60)
    doomed.kill()
    at_kill = len(sink.lines())
    finish()

    def ids(state):
        return {str(mail_id) for mail_id in Message.objects.in_state(state).values_list("mail_id", flat=True)}

    return Seen(at_kill, _ids(sink.lines()), ids(State.SENT), ids(State.UNSURE))


@pytest.mark.parametrize("connections", [1, 3])
def test_a_worker_killed_in_the_middle_loses_nothing_and_sends_nothing_twice(
    group, tmp_path, started, broker, settings, fault, connections
):
    sink = SinkProcess(tmp_path)
    started.append(sink)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port

    def finish():
        wait_until(lambda: actions.deliver() is not None and _is_settled(), seconds=30)

    seen = kill_in_the_middle(group, sink, started, finish, mails=150, after=40, connections=connections)

    assert seen.at_kill < 150
    assert seen.sent - set(seen.arrived) == set()
    assert set(seen.arrived.values()) == {1}
    assert len(seen.unsure) <= 2
    assert len(seen.sent) + len(seen.unsure) == 150
    what = f"a worker with {connections} of the mail server's connections killed in the middle of 150 mails"
    fault("F1", what, f"0 lost, 0 twice, {len(seen.unsure)} unsure")


def test_a_mail_being_handed_over_at_the_kill_becomes_unsure_and_is_not_sent_again(
    group, tmp_path, started, broker, sink
):
    """The worker's server holds its answer back, so at the kill exactly one message is between sending and sent."""
    slow = SinkProcess(tmp_path, pause=30)
    killed = worker(mail_port=slow.port)
    started += [slow, killed]
    _queue(group, 3)
    wait_until(lambda: _count(State.SENDING) == 1, seconds=30)
    killed.kill()

    wait_until(lambda: actions.deliver() and _is_settled(), seconds=10)

    assert (_count(State.SENT), _count(State.UNSURE)) == (2, 1)
    unsure = Message.objects.get(state=State.UNSURE)
    assert str(unsure.mail_id) not in {mail.mail_id for mail in sink.mails}
    assert unsure.needs_someone


def test_with_three_connections_two_processes_send_a_mailing_and_a_code_does_not_wait_for_it(
    group, started, broker, sink
):
    sink.pause = 0.05
    started.append(worker(mail_port=sink.port, processes=3, OUTBOX_EMAIL_CONNECTIONS="3"))
    _queue(group, 300)
    wait_until(lambda: Message.objects.in_hand().order_by().values("taken_by").distinct().count() == 2, seconds=60)

    queued = len(sink.mails)
    person = PersonFactory(group=group, email="code@example.org")
    actions.queue([letter_to(person, kind="tests.code", lane=Lane.URGENT)])
    wait_until(lambda: _count(State.SENT) == 301, seconds=60)

    arrived = [mail.recipient for mail in sink.mails]
    assert set(Counter(mail.mail_id for mail in sink.mails).values()) == {1}
    assert sink.most_lines == 3
    assert arrived.index("code@example.org") < queued + 100  # of more than 200 that still waited


def test_a_broker_that_forgets_everything_loses_no_mail(group, tmp_path, started, broker, fault):
    sink = SinkProcess(tmp_path)
    _queue(group, 30)
    broker.flushdb()
    started += [sink, worker(mail_port=sink.port)]

    # What the beat does every 15 seconds.
    wait_until(lambda: nudge.now(actions.SWEEP) and _count(State.SENT) == 30, seconds=30, every=0.5)

    assert set(_ids(sink.lines()).values()) == {1}
    fault("F2", "Valkey flushed with 30 mails waiting", "0 lost, 0 twice")


@pytest.mark.everything
def test_mail_that_no_nudge_announced_goes_with_the_next_sweep_of_the_clock(group, tmp_path, started, broker):
    sink = SinkProcess(tmp_path)
    _queue(group, 30)
    broker.flushdb()
    started += [sink, worker(mail_port=sink.port), beat(tmp_path)]

    wait_until(lambda: _count(State.SENT) == 30, seconds=40)

    assert set(_ids(sink.lines()).values()) == {1}


def test_a_server_that_refuses_puts_off_and_breaks_off_is_accounted_for_to_the_last_mail(sink, group, at_noon, fault):
    """Every 10th is put off, every 25th refused, every 50th breaks off after the message."""
    every = {50: "drop.{}@example.org", 25: "refused.{}@example.org", 10: "later.{}@example.org"}

    def way(number):
        return next((address for step, address in every.items() if number % step == 0), "person{}@example.org")

    people = [PersonFactory.build(group=group, email=way(number).format(number)) for number in range(1, 201)]
    Person.objects.bulk_create(people)
    actions.queue(letter_to(person) for person in people)

    actions.deliver()

    stands = dict(Counter(Message.objects.values_list("state", flat=True)))
    assert stands == {State.SENT: 176, State.QUEUED: 16, State.FAILED: 4, State.UNSURE: 4}
    assert len(sink.mails) == 176 + 4
    Message.objects.update(not_before=at_noon)
    assert actions.deliver() == {State.SENT: 16}
    assert set(Counter(mail.mail_id for mail in sink.mails).values()) == {1}
    fault("F5", "451, 550 and breaking off in 200 mails", "176 + 16 sent, 4 failed, 4 unsure, 0 lost")


def test_mail_queued_while_the_server_is_down_goes_when_it_is_back(sink, group, fault):
    sink.stop()
    _queue(group, 70)
    for _ in range(3):
        actions.deliver()
    assert _count(State.QUEUED) == 70

    sink.start()

    assert actions.deliver() == {State.SENT: 70}
    assert len({mail.mail_id for mail in sink.mails}) == len(sink.mails) == 70
    fault("F6", "the mail server away with 70 mails waiting", "70 sent once when it is back")


@pytest.mark.everything
def test_ten_kill_points_in_a_thousand_mails(group, tmp_path, started, broker, capsys, fault):
    """The worker is started again after each kill, and sweeps as the beat would have it."""
    table = []
    for after in range(50, 1000, 95):
        Message.objects.all().delete()
        folder = tmp_path / str(after)
        folder.mkdir()
        sink = SinkProcess(folder)
        started.append(sink)

        def finish(sink=sink):
            again = worker(mail_port=sink.port)
            started.append(again)
            wait_until(lambda: nudge.now(actions.SWEEP) and _is_settled(), seconds=120, every=0.5)
            again.kill()

        seen = kill_in_the_middle(group, sink, started, finish, mails=1000, after=after)
        sink.kill()
        lost = len(seen.sent - set(seen.arrived)) + 1000 - len(seen.sent) - len(seen.unsure)
        twice = sum(times - 1 for times in seen.arrived.values())
        table.append((seen.at_kill, len(seen.sent), len(seen.unsure), lost, twice))
        assert (lost, twice) == (0, 0)
        assert len(seen.unsure) <= 2

    fault("F1", "a worker killed at ten points of 1,000 mails", "0 lost, 0 twice at each")
    with capsys.disabled():
        head = "\narrived at the kill |  sent | unsure | lost | twice"
        rows = ["{:>19} | {:>5} | {:>6} | {:>4} | {:>5}".format(*row) for row in table]
        print("\n".join([head, *rows]))  # noqa: T201  the table is what was asked for


@pytest.mark.everything
def test_three_thousand_mails_go_through_a_real_worker_each_once(group, tmp_path, started):
    sink = SinkProcess(tmp_path)
    started += [sink, worker(mail_port=sink.port)]
    people = [PersonFactory.build(group=group, email=f"person{number}@example.org") for number in range(1000)]
    Person.objects.bulk_create(people)
    for turn in range(1, 4):
        actions.queue(letter_to(person, occasion=f"{turn}") for person in people)
        wait_until(lambda: _count(State.SENT) == 1000 * turn, seconds=120)  # noqa: B023  asked at once

    mail_ids = [mail_id for _, mail_id, _ in sink.lines()]
    assert len(mail_ids) == len(set(mail_ids)) == 3000
    assert not Message.objects.exclude(state=State.SENT).exists()
