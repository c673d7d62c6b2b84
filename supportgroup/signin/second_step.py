"""The second step of signing in: whether it was taken, and what it may be.

allauth asks for a second step where a user has set one up. That they must set one up is decided here.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.stages import LoginStage
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from supportgroup import clock
from supportgroup.access.visitor import address_of
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group

from . import policy, rules
from .actions import SIGN_IN_PAGE, send_step_code
from .seen import SECOND_STEPS

TAKEN = "second_step"
"""Where the session keeps that the step was taken at the Trust's own sign-in, and by whom."""
BY_EMAIL = "second_step_by_email"
"""Where it keeps that the step was taken by an emailed code, and by whom."""
WAITING = "second_step_code"
"""Where it keeps for which emailed code it waits."""
BEFORE_IT = frozenset(
    {
        "my_sign_in",
        "account_logout",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_list_webauthn",
    }
)
"""What opens before a second step is set up: setting it up, and signing out."""


def has_one(user: User) -> bool:
    """Tell whether the user has set up an app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_STEPS).exists())


def has_just_one(user: User) -> bool:
    """Tell whether the app or the passkey that the user has is their first and only one."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_STEPS).count() == 1)


def may_use_email(user: User) -> bool:
    """Tell whether a code by email is enough for this user."""
    groups, today = Group.objects.filter(slug__in=user.group_slugs()), clock.today()
    return rules.may_use_emailed_code(
        [(user.roles_in(group.slug), policy.EMAILED_CODE.in_force(group, on=today)) for group in groups]
    )


def take(request: HttpRequest, user: User) -> None:
    """Remember that this user has taken their second step at the Trust's own sign-in."""
    request.session[TAKEN] = user.pk


def take_by_email(request: HttpRequest, user: User) -> None:
    """Remember that this user has taken their second step by an emailed code."""
    request.session[BY_EMAIL] = user.pk


def was_taken(request: HttpRequest, user: User) -> bool:
    """Tell whether this session remembers it."""
    return bool(request.session.get(TAKEN) == user.pk)


def is_done(request: HttpRequest, user: User) -> bool:
    """Tell whether nothing is missing: the step was taken in this session, or one is set up and was asked for.

    A code by email counts only while it is enough: whoever is given a role that needs more sets one up at once.
    """
    by_email = request.session.get(BY_EMAIL) == user.pk
    return was_taken(request, user) or has_one(user) or (by_email and may_use_email(user))


def code_waited_for(request: HttpRequest) -> int:
    """Return the key of the emailed code that this sign-in waits for, 0 for none."""
    return int(request.session.get(WAITING, 0))


class SecondStepFirst:
    """Where a second step is required, lead everybody who has none to where it is set up, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_STEP_REQUIRED or not getattr(view, "login_required", True):
            return None
        user = request.user
        if not user.is_authenticated or getattr(request.resolver_match, "url_name", "") in BEFORE_IT:
            return None
        return None if is_done(request, user) else redirect("my_sign_in")


class AppOrPasskey(AuthenticateStage):
    """allauth's own step, which is not asked for where the Trust's sign-in has counted as the second one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not was_taken(request, self.login.user)


class EmailedCodeStep(LoginStage):
    """A code by email, where a second step is required, none is set up, and the group lets it be enough."""

    key = "emailed_code"
    urlname = "emailed_step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if not settings.SECOND_STEP_REQUIRED or has_one(user) or was_taken(self.request, user):
            return None, True
        if not may_use_email(user):
            return None, True
        self.send_code()
        return redirect(self.urlname), True

    def send_code(self) -> None:
        """Send a code, and keep which one is waited for; none where it is not enough any more."""
        user = self.login.user
        is_enough = may_use_email(user)
        code = send_step_code(user, visitor=address_of(self.request), by=SIGN_IN_PAGE) if is_enough else None
        self.request.session[WAITING] = code.pk if code else 0
