"""The sessions of one user, as they see them: on which device, since when, last used; and ending all but one."""

import datetime
from dataclasses import dataclass
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from supportgroup.access.actor import Actor
from supportgroup.accounts.models import User

from .actions import end_sessions
from .devices import device_in_words
from .session_time import BEGAN, USED, left_of


@dataclass(frozen=True)
class OpenSession:
    """One session that is still open. key is that of its row."""

    key: int
    device: str
    began: datetime.datetime
    used: datetime.datetime
    is_this_one: bool


def open_sessions(user: User, *, this: str) -> list[OpenSession]:
    """Return the open sessions of a user, this one first, then the last used; this: the key of the one that asks."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    found = []
    for row in UserSession.objects.purge_and_list(user):
        session = store(row.session_key)
        left = left_of(session)
        if left and left.seconds > 0:
            began, used = (_moment(session.get(name), row.created_at) for name in (BEGAN, USED))
            is_this_one = row.session_key == this
            found.append(OpenSession(row.pk, device_in_words(row.user_agent), began, used, is_this_one))
    return sorted(found, key=lambda session: (session.is_this_one, session.used), reverse=True)


def end_the_others(request: HttpRequest, user: User, *, by: Actor) -> None:
    """End every session of this user but the one that asks, which goes on under a new key."""
    end_sessions(user, by=by)
    user.refresh_from_db(fields=["sessions_ended_at"])
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)


def _moment(seconds: float | None, otherwise: datetime.datetime) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC) if seconds else otherwise
