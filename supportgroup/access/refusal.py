"""How an action says no, and how a view passes the reason on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Refused(Exception):  # noqa: N818  it is not an error: it is a decision with a reason
    """A rule said no. The text is a sentence for the person who will read it."""


def attempt(request: HttpRequest, do: Callable[[], Any], *, done: str | Callable[[], str], then: Any) -> HttpResponse:
    """Do it and say so, or say why not; either way go to `then` (anything `redirect` takes).

    done: what is said; called where it can only be known afterwards.
    """
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done if isinstance(done, str) else done())
    return redirect(then)
