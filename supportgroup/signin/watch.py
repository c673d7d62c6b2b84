"""Writing into the log who signed in, who failed to, and who was refused: keys and names of pages, nobody's data.

One line of JSON for each (OWASP ASVS 16.3). A user is named by their key. A person of the register is not named at
all: that somebody is one says something of their health. Addresses of visitors stand in the proxy's log.
"""

import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth import SESSION_KEY as USER
from django.http import HttpRequest, HttpResponse

from supportgroup.people.middleware import SESSION_KEY as PERSON

DOORS = ("account_login", "account_logout", "account_reauthenticate", "account_reset_password_from_key", "mfa_",
         "trust_sign_in", "emailed_step", "own_code", "own_birthday", "own_sign_out")  # fmt: skip
"""How the names of those addresses begin at which a session opens or ends."""
REFUSALS = (401, 403, 404, 429)
_log = logging.getLogger("supportgroup.watch")


class Watch:
    """Compare who is there before and after a door, and write down each refusal to whoever has signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "came_as") and _write_of_door(request, response):
            return response
        if response.status_code in REFUSALS:
            _write_of_refusal(request, response)
        return response

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """Remember who is there, at a door only: elsewhere no session is read for this."""
        if _view(request).startswith(DOORS):
            request.came_as = _who(request)  # type: ignore[attr-defined]


def _write_of_door(request: HttpRequest, response: HttpResponse) -> bool:
    """Write what became of a door, and tell whether anything did."""
    before, after = request.came_as, _who(request)  # type: ignore[attr-defined]
    went_on = HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST
    if before == after:
        if request.method != "POST" or went_on:
            return False
        _write("sign_in.failed", request, response)
    elif after != (None, None):
        _write("sign_in.done", request, response, *after)
    else:
        _write("sign_out.done", request, response, *before)
    return True


def _write_of_refusal(request: HttpRequest, response: HttpResponse) -> None:
    user = getattr(request, "user", None)
    key = user.pk if user is not None and user.is_authenticated else None
    if request.resolver_match is None or (key is None and response.status_code == HTTPStatus.NOT_FOUND):
        return
    _write("access.refused", request, response, key)


def _write(event: str, request: HttpRequest, response: HttpResponse, user: Any = None, person: Any = None) -> None:
    told = {"event": event, "view": _view(request), "method": request.method, "status": response.status_code}
    if user is not None:
        told["user"] = int(user)
    elif person is not None:
        told["who"] = "a person by emailed code"
    _log.info(json.dumps(told))


def _view(request: HttpRequest) -> str:
    return getattr(request.resolver_match, "view_name", "") or ""


def _who(request: HttpRequest) -> tuple[Any, Any]:
    return request.session.get(USER), request.session.get(PERSON)
