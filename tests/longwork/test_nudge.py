"""On real sockets: a broker that takes the nudge, one that is away, one that never answers."""

import socket
import time

import pytest
import redis
from django.conf import settings as project
from django.db import transaction

from supportgroup.longwork import nudge

TASK = "supportgroup.longwork.tasks.sweep"


@pytest.fixture
def broker_at(settings):
    """Point the nudges at another broker, and forget afterwards what was learnt about it."""

    def point(url):
        settings.CELERY_BROKER_URL = url
        nudge.forget()

    yield point
    nudge.forget()


@pytest.fixture
def silent_port():
    """A listener that accepts and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def _seconds(call):
    started = time.monotonic()
    call()
    return time.monotonic() - started


def test_a_nudge_arrives_without_arguments(broker_at):
    broker_at(project.REDIS_URL)
    with redis.Redis.from_url(project.REDIS_URL) as client:
        client.flushdb()

        assert nudge.now(TASK)

        assert client.llen("celery") == 1
        client.flushdb()


def test_a_broker_that_is_away_costs_a_page_less_than_a_third_of_a_second_once(broker_at):
    broker_at("redis://127.0.0.1:9/0")
    assert not nudge.now(TASK)  # what a process imports at its first nudge is not the broker's doing
    nudge.forget()

    assert _seconds(lambda: nudge.now(TASK)) < 0.3
    assert _seconds(lambda: nudge.now(TASK)) < 0.01


def test_a_broker_that_never_answers_is_given_up_and_left_alone_for_a_while(broker_at, silent_port):
    broker_at(f"redis://127.0.0.1:{silent_port}/0")

    assert _seconds(lambda: nudge.now(TASK)) < 1
    assert _seconds(lambda: nudge.now(TASK)) < 0.01


@pytest.mark.django_db(transaction=True)
def test_a_transaction_commits_although_the_broker_is_away(broker_at, group):
    broker_at("redis://127.0.0.1:9/0")

    with transaction.atomic():
        group.name = "Changed"
        group.save()
        nudge.after_commit(TASK)

    group.refresh_from_db()
    assert group.name == "Changed"


@pytest.mark.django_db
def test_many_calls_in_a_transaction_leave_one_nudge_for_each_task(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as left:
        for _ in range(3):
            nudge.after_commit(TASK)
            nudge.after_commit("supportgroup.outbox.tasks.sweep")

    assert len(left) == 2
