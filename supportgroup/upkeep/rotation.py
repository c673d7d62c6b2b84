"""Which columns are encrypted with FIELD_KEYS, and how each is encrypted anew with the newest of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from supportgroup.access.actor import Actor
from supportgroup.signin.actions import encrypt_secrets_anew


@dataclass(frozen=True)
class Column:
    """One encrypted column: what it is called, its values as stored, and the action that encrypts them anew."""

    words: str
    values: Callable[[], Iterator[str]]
    anew: Callable[..., int]


@dataclass(frozen=True)
class Standing:
    """How many values a column holds, and how many of them the newest key alone does not open."""

    words: str
    values: int
    old: int


def _secrets_of_second_factors() -> Iterator[str]:
    for data in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("data", flat=True):
        yield data["secret"] if "secret" in data else data["seed"]


COLUMNS = (Column("Secrets of second factors", _secrets_of_second_factors, encrypt_secrets_anew),)
"""Every column that holds something encrypted with FIELD_KEYS. An action is one transaction: it may be begun again."""


def standing() -> list[Standing]:
    """Return how each column stands. InvalidToken where a value opens with none of the keys."""
    newest, others = Fernet(settings.FIELD_KEYS[0]), [Fernet(key) for key in settings.FIELD_KEYS[1:]]
    found = []
    for column in COLUMNS:
        opens = [_opens(newest, value, others) for value in column.values()]
        found.append(Standing(column.words, len(opens), opens.count(False)))
    return found


def rotate(*, by: Actor) -> None:
    """Encrypt every column anew with the newest key."""
    for column in COLUMNS:
        column.anew(by=by)


def _opens(newest: Fernet, value: str, others: list[Fernet]) -> bool:
    """Tell whether the newest key opens it; InvalidToken where none does."""
    try:
        newest.decrypt(value.encode())
    except InvalidToken:
        if not any(_does(key, value) for key in others):
            raise
        return False
    return True


def _does(key: Fernet, value: str) -> bool:
    try:
        key.decrypt(value.encode())
    except InvalidToken:
        return False
    return True
