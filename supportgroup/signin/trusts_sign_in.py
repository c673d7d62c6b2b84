"""Signing in at the Trust (Entra ID, NHSmail) by OpenID Connect, where settings name a provider; off without them.

Only an active user is let in whose address the provider has verified. Nobody is added and no link is kept: who may come
in is decided each time by the address and by the roles given here.
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from supportgroup.accounts.models import User

from . import second_step

PROVIDER = "trust"


class TrustsSignIn(DefaultSocialAccountAdapter):
    """What allauth.socialaccount asks us."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the one provider that settings name; the signed token alone says who it is."""
        if not settings.OIDC_SERVER_URL:
            return []
        words = {"server_url": settings.OIDC_SERVER_URL, "fetch_userinfo": False, "oauth_pkce_enabled": True}
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings=words,
            )
        ]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> "TrustsProvider":
        return TrustsProvider(request, app=self.list_apps(request)[0])

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Take nothing over: a name is kept here as an administrator typed it."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign in the user with this verified address, or say that nobody here has it. It always ends here."""
        user = _user_with(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(render(request, "signin/not_known_here.html", status=403))
        if request.user.is_authenticated:
            logout(request)
        record_authentication(request, user, "socialaccount", provider=PROVIDER)
        if settings.OIDC_IS_SECOND_STEP:
            second_step.take(request, user)
        to = sociallogin.get_redirect_url(request)
        raise ImmediateHttpResponse(perform_login(request, user, email_verification="none", redirect_url=to))


class CheckedTokens(OpenIDConnectOAuth2Adapter):
    """allauth trusts a token that came straight from the provider; here its signature is checked all the same."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        self.did_fetch_access_token = False
        claims: dict[str, Any] = super()._decode_id_token(app, id_token)
        return claims

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{settings.SITE_URL}{reverse('trust_sign_in_back')}"


class TrustsProvider(OpenIDConnectProvider):
    """allauth's provider, which asks the way above."""

    oauth2_adapter_class = CheckedTokens


def _user_with(sociallogin: SocialLogin) -> User | None:
    verified = [
        address.email
        for address in sociallogin.email_addresses
        if address.verified is True or settings.OIDC_EMAIL_IS_VERIFIED
    ]
    return User.objects.filter(email__iexact=verified[0], is_active=True).first() if verified else None
