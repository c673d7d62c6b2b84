"""What allauth asks us: who may sign up, what it says, and how its mail leaves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .actions import send_password_link


class StaffOnly(DefaultAccountAdapter):
    """Users are added by an administrator; nobody signs up. Mail goes through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right. Check both and try again",
        "too_many_login_attempts": "That was tried too often. Wait a few minutes, then try again",
        "enter_current_password": "Enter the password you have now",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Queue the mail: its link is made when it is sent, so that no token is ever stored."""
        send_password_link(user)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on signing in and out: the page that follows says it."""
