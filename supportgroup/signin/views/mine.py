"""A user's own sign-in: password, second step, recovery codes, and where they are signed in."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.gate import signed_in
from supportgroup.access.refusal import attempt
from supportgroup.signin import actions, second_step
from supportgroup.signin.sessions import open_sessions


@signed_in
def my_sign_in(request: HttpRequest) -> HttpResponse:
    """Show everything about one's own sign-in, or only how to set up a second step where that comes first."""
    user = actor(request).user
    held: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type}
    for authenticator in user.authenticator_set.order_by("created_at"):
        held[authenticator.type].append(authenticator)
    codes = next(iter(held[Authenticator.Type.RECOVERY_CODES]), None)
    words = {
        "app": next(iter(held[Authenticator.Type.TOTP]), None),
        "passkeys": held[Authenticator.Type.WEBAUTHN],
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "codes_made": settings.MFA_RECOVERY_CODE_COUNT,
        "sessions": open_sessions(user, this=request.session.session_key or ""),
        "by_email": second_step.may_use_email(user),
        "comes_first": settings.SECOND_STEP_REQUIRED and not second_step.is_done(request, user),
    }
    return render(request, "signin/my_sign_in.html", words)


@require_POST
@signed_in
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    return attempt(
        request,
        lambda: actions.end_session(actor(request).user, key=pk, by=actor(request)),
        done="Signed out there.",
        then="my_sign_in",
    )


@require_POST
@signed_in
def end_every_session(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions, this one too."""
    actions.end_sessions(actor(request).user, by=actor(request))
    request.session.flush()
    messages.success(request, "You have been signed out everywhere.")
    return redirect("account_login")
