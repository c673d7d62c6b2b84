"""What the filter of the logs lets through: kinds and places, never what an exception or a visitor says."""

import logging

import pytest

from supportgroup.audit.logs import NothingPersonal


def written(record):
    NothingPersonal().filter(record)
    return logging.Formatter("%(name)s %(message)s").format(record)


def record_of(name, message, args=(), failure=None):
    info = (type(failure), failure, failure.__traceback__) if failure else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, info)


def failed():
    try:
        try:
            {"Mary Lane": 1}["mary@mail.example"]
        except KeyError as first:
            raise ValueError("Key (email)=(mary@mail.example) already exists") from first
    except ValueError as failure:
        return failure


def test_a_failure_is_written_by_kind_and_place_with_its_cause_and_without_its_words():
    line = written(record_of("django.request", "Internal Server Error: %s", ("x",), failed()))

    assert "builtins.ValueError" in line
    assert "builtins.KeyError" in line
    assert "in failed" in line
    assert "mary" not in line.lower()


def test_a_task_that_failed_is_written_without_what_the_exception_says():
    told = {"name": "sweep", "id": "1", "description": "raised", "exc": "ValueError('Mary')", "traceback": "Mary"}

    line = written(record_of("celery.app.trace", "Task %(name)s %(description)s: %(exc)s", (told,), failed()))

    assert line.startswith("celery.app.trace Task sweep raised: it failed")
    assert "Mary" not in line


@pytest.mark.parametrize("name", ["django.security.DisallowedHost", "django.security.SuspiciousFileOperation"])
def test_what_a_visitor_sent_is_not_repeated(name):
    assert "mary" not in written(record_of(name, "Invalid HTTP_HOST header: '%s'", ("mary.example",)))
