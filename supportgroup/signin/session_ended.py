"""When a session ends while somebody types: what they typed is handed back, to be sent again after signing in.

Nothing is kept on the server. The page that comes back holds what was posted, in fields that are not shown,
and a button that posts it once more to the same address.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render

NEVER_HANDED_BACK = ("csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2", "code", "digits")
TOKEN_TOO_OLD = (REASON_NO_CSRF_COOKIE, "CSRF token from POST incorrect.")
"""What Django says where somebody has signed in, or closed the browser, since the page was made."""


class SignInToGoOn(LoginRequiredMiddleware):
    """Ask everybody to sign in but where a view is public. A form that comes too late is handed back, not dropped."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        """Send a reader to sign in; hand a writer what they wrote."""
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        return _hand_back(request, "signin/session_ended.html", status=401)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say why a form was refused. One whose page had grown old is handed back with a new mark.

    Django has compared the origin before the mark, so what is handed back was typed on a page of ours.
    """
    if str(reason) in TOKEN_TOO_OLD and request.headers.get("Origin"):
        return _hand_back(request, "signin/form_refused.html", status=403)
    return render(request, "403_csrf.html", status=403)


def _hand_back(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    typed = [
        (name, value) for name, values in request.POST.lists() for value in values if name not in NEVER_HANDED_BACK
    ]
    words = {"typed": typed, "files": bool(request.FILES), "address": request.get_full_path()}
    return render(request, template, words, status=status)
