import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from supportgroup.access.refusal import Refused, attempt


@pytest.fixture
def request_with_messages():
    request = RequestFactory().post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def refuse():
    raise Refused("This claim has already been decided.")


def test_what_is_refused_is_told_and_nothing_else_happens(request_with_messages):
    answer = attempt(request_with_messages, refuse, done="Done.", then="/there/")

    assert (answer.status_code, answer.url) == (302, "/there/")
    assert [(m.level_tag, str(m)) for m in get_messages(request_with_messages)] == [
        ("error", "This claim has already been decided.")
    ]


def test_what_is_done_is_said(request_with_messages):
    attempt(request_with_messages, lambda: None, done="Claim approved.", then="/there/")

    assert [(m.level_tag, str(m)) for m in get_messages(request_with_messages)] == [("success", "Claim approved.")]


def test_any_other_error_is_not_swallowed(request_with_messages):
    with pytest.raises(ZeroDivisionError):
        attempt(request_with_messages, lambda: 1 / 0, done="Done.", then="/there/")
