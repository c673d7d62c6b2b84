"""Personal links and typed codes. Both are made from a row's number and version, so neither is ever stored.

A link is an AES-SIV box (RFC 5297) of id and version: 128 bits of authenticity, so an altered link opens nothing. A
typed code is made by HMAC; the row keeps a keyed hash, by which it is found but never read. A new version ends both.

What is in the post was made with the LINK_KEY of its day: those in LINK_KEYS_OLD still open it, and make nothing new.
"""

import hashlib
import hmac
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import QuerySet

from .models import FormerNumber, Invitee

ALPHABET = "34679CDFGHJKMNPQRTVWXY"
"""22 characters without look-alikes (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and without vowels, so that no word appears."""
CODE_LENGTH = 8
TOKEN_LENGTH = 32
ID_BYTES, VERSION_BYTES = 6, 2
BOUND_TO = [b"surveys.mailing link"]


def link_token(invitee: Invitee) -> str:
    """Return the 32 characters of this person's own link: opaque, safe in an address."""
    inside = invitee.pk.to_bytes(ID_BYTES, "big") + invitee.key_version.to_bytes(VERSION_BYTES, "big")
    return urlsafe_b64encode(_box().encrypt(inside, BOUND_TO)).decode()


def invitee_of_link(token: str) -> Invitee | None:
    """Return whose link this is, with survey and group, or None for an altered, wrong or withdrawn one."""
    if len(token) != TOKEN_LENGTH:
        return None
    inside = _opened(token)
    if inside is None:
        return None
    key, version = int.from_bytes(inside[:ID_BYTES], "big"), int.from_bytes(inside[ID_BYTES:], "big")
    before = FormerNumber.objects.filter(gone_key=key, key_version=version, code_mark__isnull=False)
    return _first(Invitee.objects.filter(pk=key, key_version=version), before)


def typed_code(invitee: Invitee) -> str:
    """Return the code that is printed and typed: "KTXR-4M7Q"; the same as in the first letter, whatever the key now."""
    for secret in _secrets():
        code = code_of(invitee.record_number, invitee.key_version, secret=secret)
        if mark_of(code, secret=secret) == bytes(invitee.code_mark or b""):
            return code
    return code_of(invitee.record_number, invitee.key_version)


def code_of(record_number: str, version: int, *, secret: str = "") -> str:
    """Return the typed code of a record number in one version, by the key of today unless another is given."""
    key = _key("typed code", 32, secret or settings.LINK_KEY)
    digest = hmac.digest(key, f"{record_number}.{version}".encode(), "sha256")
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def plain_code(text: str) -> str:
    """Return what was typed in capitals, without dash and spaces: "KTXR4M7Q"."""
    return "".join(character for character in text.upper() if character.isalnum())


def mark_of(code: str, *, secret: str = "") -> bytes:
    """Return the keyed hash (32 bytes) by which a typed code is found; any case, with or without the dash."""
    return hmac.digest(_key("code mark", 32, secret or settings.LINK_KEY), plain_code(code).encode(), hashlib.sha256)


def invitee_of_code(text: str) -> Invitee | None:
    """Return whose typed code this is, with survey and group, or None."""
    plain = plain_code(text)
    if len(plain) != CODE_LENGTH or not set(plain) <= set(ALPHABET):
        return None
    marks = [mark_of(plain, secret=secret) for secret in _secrets()]
    return _first(Invitee.objects.filter(code_mark__in=marks), FormerNumber.objects.filter(code_mark__in=marks))


def distinct_codes(
    versions: Iterable[tuple[str, int]], *, taken: Callable[[list[bytes]], set[bytes]]
) -> dict[str, tuple[int, bytes]]:
    """Return {record number: (version, mark)} so that no two codes, new or old, are the same.

    versions: record number and the version to begin with. taken: which of these marks the table holds already.
    A code that clashes is made again with the next version.
    """
    chosen: dict[str, tuple[int, bytes]] = {}
    waiting = list(versions)
    while waiting:
        marks = [mark_of(code_of(number, version)) for number, version in waiting]
        used = taken(marks) | {mark for _, mark in chosen.values()}
        again = []
        for (number, version), mark in zip(waiting, marks, strict=True):
            if mark in used:
                again.append((number, version + 1))
            else:
                used.add(mark)
                chosen[number] = (version, mark)
        waiting = again
    return chosen


def taken(marks: list[bytes]) -> set[bytes]:
    """Return which of these marks somebody has already, in any survey."""
    now = Invitee.objects.filter(code_mark__in=marks).values_list("code_mark", flat=True)
    before = FormerNumber.objects.filter(code_mark__in=marks).values_list("code_mark", flat=True)
    return {bytes(mark) for mark in (*now, *before) if mark}


def _first(now: "QuerySet[Invitee]", before: "QuerySet[FormerNumber]") -> Invitee | None:
    """Return whose it is, else who stayed when whose it was became one with somebody asked twice."""
    found = now.select_related("survey__group").first()
    if found is None and (former := before.select_related("invitee__survey__group").first()):
        return former.invitee
    return found


def _box() -> AESSIV:
    return AESSIV(_key("link", 64, settings.LINK_KEY))


def _opened(token: str) -> bytes | None:
    """Return what is in a link by any of the keys, or None."""
    for secret in _secrets():
        try:
            return AESSIV(_key("link", 64, secret)).decrypt(b64decode(token, altchars=b"-_", validate=True), BOUND_TO)
        except (ValueError, InvalidTag):
            continue
    return None


def _secrets() -> list[str]:
    """Return the key of today and those by which letters and emails in the post were made."""
    return [settings.LINK_KEY, *settings.LINK_KEYS_OLD]


@cache
def _key(purpose: str, length: int, secret: str) -> bytes:
    """Return one purpose's own key, made from LINK_KEY (HKDF, RFC 5869)."""
    info = f"supportgroup surveys.mailing {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret.encode())
