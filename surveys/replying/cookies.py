"""The two encrypted cookies of an answer page. Their names say nothing, and only the final send opens both.

The ticket says which invitation this is. The draft cookie holds the key of the draft, and a mark by which a second
person with a code of their own on the same phone is not shown the first one's draft. After sending, the draft
cookie's place is taken by one that only says which survey to thank for.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from surveys.mailing.models import Invitee

TICKET, DRAFT = "ticket", "draft"
PATH = "/answer/"
HOUR = 60 * 60
DAY = 24 * HOUR
TICKET_AGE = 12 * HOUR
THANKS_AGE = HOUR


@dataclass(frozen=True)
class Ticket:
    """Which invitation this is: the invitee's key and the version of their code."""

    invitee: int
    version: int


@dataclass(frozen=True)
class PhoneKey:
    """The key of a draft. mark: whose code it was begun with, unreadable. shared: keep nothing on this computer.

    edition: in which words the questions are shown. survey: of which survey, so that those words are found when the
    draft is gone.
    """

    key: bytes
    mark: str
    shared: bool
    edition: str = ""
    survey: int = 0


@dataclass(frozen=True)
class StartPass:
    """What the start page hands to the draft's side: which survey, mark and edition; never which invitation."""

    survey: int
    mark: str
    edition: str = ""


def give_ticket(response: HttpResponse, invitee: Invitee) -> None:
    """Let this browser answer with this invitation for some hours."""
    _give(response, TICKET, {"invitee": invitee.pk, "version": invitee.key_version}, age=TICKET_AGE)


def ticket_of(request: HttpRequest) -> Ticket | None:
    """Return the browser's ticket, or None if there is none, it was altered, or it is too old."""
    value = decrypted(request.COOKIES.get(TICKET, ""), age=TICKET_AGE)
    return Ticket(value["invitee"], value["version"]) if value and "invitee" in value else None


def end_ticket_with_browser(request: HttpRequest, response: HttpResponse) -> None:
    """Hand the ticket back, unread, as a cookie that goes when the browser is closed."""
    if TICKET in request.COOKIES:
        _set(response, TICKET, request.COOKIES[TICKET], age=None)


def give_phone_key(response: HttpResponse, phone: PhoneKey, *, days: int) -> None:
    """Give the browser its draft's key for so many days; on a shared computer until it is closed."""
    value = {"key": b64encode(phone.key).decode(), "mark": phone.mark, "shared": phone.shared}
    value |= {"edition": phone.edition, "survey": phone.survey}
    _give(response, DRAFT, value, age=None if phone.shared else days * DAY)


def phone_key_of(request: HttpRequest) -> PhoneKey | None:
    """Return the key of this browser's draft, or None."""
    value = decrypted(request.COOKIES.get(DRAFT, ""))
    if not value or "key" not in value:
        return None
    named = {name: value[name] for name in ("edition", "survey") if name in value}
    return PhoneKey(b64decode(value["key"]), value["mark"], value["shared"], **named)


def give_thanks(response: HttpResponse, survey: int, *, shared: bool, edition: str = "") -> None:
    """Take ticket and draft key away, and leave for which survey to thank."""
    forget_ticket(response)
    _give(response, DRAFT, {"sent": survey, "shared": shared} | _in(edition), age=None if shared else THANKS_AGE)


def thanks_of(request: HttpRequest) -> tuple[int, bool] | None:
    """Return the survey that this browser has just answered, and whether the computer is shared; or None."""
    value = decrypted(request.COOKIES.get(DRAFT, ""), age=THANKS_AGE)
    return (value["sent"], value["shared"]) if value and "sent" in value else None


def thanked_in(request: HttpRequest) -> str:
    """Return in which edition the survey was answered for which this browser is thanked."""
    value = decrypted(request.COOKIES.get(DRAFT, ""), age=THANKS_AGE) or {}
    return str(value.get("edition", ""))


def forget_ticket(response: HttpResponse) -> None:
    """Take the ticket away."""
    response.delete_cookie(TICKET, path=PATH, samesite="Lax")


def forget_draft(response: HttpResponse) -> None:
    """Take the draft's key, or the thanks, away."""
    response.delete_cookie(DRAFT, path=PATH, samesite="Lax")


def mark_of(invitee: Invitee) -> str:
    """Return a mark that is the same for one invitation and says nothing of it without our key."""
    return salted_hmac("surveys.replying draft", f"{invitee.pk}", algorithm="sha256").hexdigest()[:32]


def start_pass(invitee: Invitee, *, edition: str = "") -> str:
    """Return the start page's hidden value for this invitation."""
    return encrypted({"survey": invitee.survey_id, "mark": mark_of(invitee)} | _in(edition))


def start_pass_of(text: str) -> StartPass | None:
    """Return what a start page handed over, or None if it was altered or is too old."""
    value = decrypted(text, age=TICKET_AGE)
    if not value or "survey" not in value:
        return None
    return StartPass(value["survey"], value["mark"], value.get("edition", ""))


def encrypted(value: dict[str, Any]) -> str:
    """Return the value as a text that only this service can read."""
    return _box().encrypt(json.dumps(value).encode()).decode()


def decrypted(text: str, *, age: int | None = None) -> dict[str, Any] | None:
    """Return what was encrypted, or None if it is not ours or older than `age` seconds."""
    try:
        value: dict[str, Any] = json.loads(_box().decrypt(text.encode(), ttl=age))
    except InvalidToken:
        return None
    return value


def _in(edition: str) -> dict[str, str]:
    return {"edition": edition} if edition else {}


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def _give(response: HttpResponse, name: str, value: dict[str, Any], *, age: int | None) -> None:
    _set(response, name, encrypted(value), age=age)


def _set(response: HttpResponse, name: str, value: str, *, age: int | None) -> None:
    response.set_cookie(
        name, value, max_age=age, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
