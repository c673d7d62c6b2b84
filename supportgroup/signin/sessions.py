"""The sessions of one user, as they see them: on which device, since when, last used."""

import datetime
from dataclasses import dataclass
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from supportgroup.accounts.models import User

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


def _moment(seconds: float | None, otherwise: datetime.datetime) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC) if seconds else otherwise
