import logging

import pytest

from supportgroup.workshop.web import without_address


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("Error handling request %s %s", ("GET", "/answer/k/secret")),
        ("Invalid request from ip=127.0.0.1: Invalid HTTP request line: '/answer/k/secret'", ()),
    ],
)
def test_gunicorn_never_logs_an_address(said, args):
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, said, args, None)

    assert without_address(record)
    assert "secret" not in record.getMessage()
    assert "127.0.0.1" not in record.getMessage()


def test_what_else_gunicorn_says_is_left_as_it_is():
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, "Worker (pid:%s) exited", (7,), None)

    assert without_address(record)
    assert record.getMessage() == "Worker (pid:7) exited"
