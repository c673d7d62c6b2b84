"""There and back: signing in at the Trust, where settings name a provider."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from supportgroup.access.gate import public
from supportgroup.signin.trusts_sign_in import PROVIDER, CheckedTokens


@require_POST
@public(because="whoever signs in at the Trust has not signed in yet")
def trust_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to the Trust's own sign-in."""
    return _with(OAuth2LoginView, request)


@require_GET
@public(because="whoever comes back from the Trust's sign-in has not signed in yet")
def trust_sign_in_back(request: HttpRequest) -> HttpResponse:
    """Take what the Trust's sign-in says, and sign in."""
    return _with(OAuth2CallbackView, request)


def _with(view: type, request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_SERVER_URL:
        raise Http404
    try:
        answer: HttpResponse = view.adapter_view(CheckedTokens(request, PROVIDER))(request)  # type: ignore[attr-defined]
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer
