"""Following an invitation's link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supportgroup.access.actor import SignedIn
from supportgroup.access.gate import public
from supportgroup.access.refusal import Refused

from . import actions
from .forms import FirstPassword


@public(because="whoever follows an invitation has no password yet")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the first password of somebody who was invited."""
    named = actions.invited_by(token)
    if named is None:
        return _too_late(request, "This is not the whole link, or it has been changed.")
    invitation, version = named
    if reason := actions.why_not_follow(invitation, version=version):
        return _too_late(request, reason)
    form = FirstPassword(request.POST or None, user=invitation.user)
    if form.is_valid():
        password, by = form.cleaned_data["password1"], SignedIn(invitation.user)
        try:
            actions.accept(invitation, version=version, password=password, by=by)
        except Refused as refused:
            return _too_late(request, str(refused))
        return redirect("invitation_accepted")
    page = render(request, "signin/invitations/accept_invitation.html", {"form": form, "invited": invitation.user})
    # With the usual “same-origin”, asking for the style sheet would write the link into the proxy's log; with
    # “no-referrer” browsers hide where the form comes from, and it is refused.
    page["Referrer-Policy"] = "strict-origin"
    return page


@public(because="whoever has just set a password has not signed in yet")
def invitation_accepted(request: HttpRequest) -> HttpResponse:
    """Say that the password is set, and what comes next."""
    return render(request, "signin/invitations/invitation_accepted.html")


def _too_late(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "signin/invitations/too_late.html", {"why": why}, status=410)
