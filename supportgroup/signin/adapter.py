"""What allauth asks us: who may sign up, what it says, how its mail leaves, what is counted and when it asks again."""

import ipaddress
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.access.visitor import address_of
from supportgroup.accounts.models import User

from . import second_step, session_time, sessions
from .actions import send_password_link, tell_of_change
from .choices import Change
from .invitations.actions import close_what_waits

NEWS = {
    "account/email/password_changed": Change.PASSWORD,
    "account/email/password_reset": Change.PASSWORD,
    "mfa/email/totp_activated": Change.APP_ADDED,
    "mfa/email/totp_deactivated": Change.APP_REMOVED,
    "mfa/email/webauthn_added": Change.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": Change.PASSKEY_REMOVED,
    "mfa/email/recovery_codes_generated": Change.NEW_CODES,
}
"""Which of allauth's mails we send in our own words; the others never leave."""

SAID = {
    "account/messages/password_changed.txt": "Password changed. You have been signed out everywhere else.",
    "mfa/messages/totp_activated.txt": "Authenticator app set up.",
    "mfa/messages/totp_deactivated.txt": "Authenticator app removed.",
    "mfa/messages/webauthn_added.txt": "Passkey added.",
    "mfa/messages/webauthn_removed.txt": "Passkey removed.",
}
JUST_NOW = 5 * 60
"""Seconds for which signing in, or giving the password again, is enough to change one's sign-in."""


class StaffOnly(DefaultAccountAdapter):
    """Users are added by an administrator; nobody signs up. Mail goes through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right. Check both and try again",
        "too_many_login_attempts": "That was tried too often. Wait 5 minutes, then try again",
        "rate_limited": "That was tried too often. Wait 5 minutes, then try again",
        "enter_current_password": "Enter the password you have now",
        "incorrect_password": "That is not your password. Try again",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that our own proxies saw; one for all where there is none to be had."""
        try:
            return str(ipaddress.ip_address(address_of(request)))
        except ValueError:
            return "0.0.0.0"  # noqa: S104  nothing listens there: it stands for “not known”

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures for account and address together: nobody shuts somebody out from elsewhere."""
        return f"{credentials.get('email', '').lower()} from {self.get_client_ip(request)}"

    def get_login_stages(self) -> list[str]:
        return ["supportgroup.signin.second_step.AppOrPasskey", "supportgroup.signin.second_step.EmailedCodeStep"]

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        session_time.begin(request.session)
        if user.invitations.not_come().exists():
            close_what_waits(user, by=SignedIn(user))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again unless somebody has just signed in or given it, or has nothing to give."""
        user = context.request.user
        if not user.has_usable_password() and not user.authenticator_set.exists():
            return False
        records = get_authentication_records(context.request, user)
        return not records or time.time() - records[-1]["at"] > JUST_NOW

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways to show again who one is: the password, or a code where there is no password."""
        if user.has_usable_password():
            return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]
        return [{"id": "mfa_reauthenticate", "description": "", "url": reverse("mfa_reauthenticate")}]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_sign_in")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Queue the mail: its link is made when it is sent, so that no token is ever stored."""
        send_password_link(user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing; allauth calls this for an unknown address, which must take as long as a known one."""
        send_password_link(None)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        change = NEWS.get(template_prefix)
        if change in {Change.APP_ADDED, Change.PASSKEY_ADDED} and second_step.has_just_one(user):
            # Another browser, in which the password alone was given before, must not come in by this second step.
            sessions.end_the_others(context.request, user, by=SignedIn(user))
        if change:
            tell_of_change(user, change=change, by=SignedIn(user))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what was done on one's own pages; on signing in and out the page that follows says it."""
        if request.user.is_authenticated and message_template in SAID:
            messages.success(request, SAID[message_template])
