"""How long a session lasts: it ends when nothing was done for a while, and at the end of a working day.

It holds for users and for persons alike. The session keeps two moments: when it began and when it was last used.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from supportgroup import clock
from supportgroup.people.middleware import SESSION_KEY as PERSON_KEY

from .rules import Limits, TimeLeft, time_left

BEGAN, USED = "began", "used"
WRITTEN_EVERY = 15
"""Seconds between two notes of use: not every click writes to the database."""


def begin(session: SessionBase) -> None:
    """Start both clocks of a session that has just been opened."""
    session[BEGAN] = session[USED] = clock.now().timestamp()


def left_of(session: SessionBase) -> TimeLeft | None:
    """Return how long this session lasts, None where nobody is signed in."""
    if not _whose(session):
        return None
    now = clock.now().timestamp()
    limits = Limits(idle=settings.SESSION_IDLE, absolute=settings.SESSION_ABSOLUTE)
    return time_left(began=session.get(BEGAN, now), used=session.get(USED, now), now=now, limits=limits)


def note_use(session: SessionBase) -> None:
    """Let the idle time begin anew, where somebody is signed in."""
    if _whose(session):
        session[USED] = clock.now().timestamp()


def mark_of(session: SessionBase) -> str:
    """Return a mark that differs between users and says nothing about them: a page knows its own reader by it."""
    return salted_hmac("signin.session", _whose(session)).hexdigest()[:16] if _whose(session) else ""


class SessionLimits:
    """End a session whose time is up, before anybody asks whose it is; note the use of the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not _leaves_no_mark(request):
            self._look_at(request)
        return self.get_response(request)

    def _look_at(self, request: HttpRequest) -> None:
        session = request.session
        left = left_of(session)
        if left is None:
            return
        if left.seconds <= 0:
            session.flush()
        elif BEGAN not in session:
            begin(session)
        elif request.path != reverse("time_left") and clock.now().timestamp() - session[USED] >= WRITTEN_EVERY:
            note_use(session)


def time_left_frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the warning on the page needs; nothing where nobody is signed in."""
    session = getattr(request, "session", None)
    if session is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or _leaves_no_mark(request):
        return {}
    left = left_of(session)
    if left is None:
        return {}
    sign_in = "account_login" if USER_KEY in session else "own_sign_in"
    return {
        "session_left": left,
        "session_mark": mark_of(session),
        "session_warning": settings.SESSION_WARNING,
        "session_sign_in": reverse(sign_in),
    }


def _whose(session: SessionBase) -> str:
    """Return whose session this is, "" where nobody's."""
    return next((f"{key} {session[key]}" for key in (USER_KEY, PERSON_KEY) if key in session), "")


def _leaves_no_mark(request: HttpRequest) -> bool:
    """Tell whether this is an answer page: no moment may be noted there that ties a person to a reply."""
    return request.path.startswith(reverse("answer"))
