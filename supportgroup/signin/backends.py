"""Whom a session belongs to, read at every page."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from supportgroup.accounts.models import User
from supportgroup.remembered import THIS, remembered


class Users(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's way to sign in; the query for a session's user is written once."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user with this key while they may sign in, None otherwise."""
        return next((user for user in _with_key(this=int(user_id)) if self.user_can_authenticate(user)), None)


@remembered
def _with_key() -> Any:
    return User.objects.filter(pk=THIS)
