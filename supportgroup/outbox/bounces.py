"""What a mail that came back says: which of ours it was, whether for good, and why. Delivery status, RFC 3464.

Only a delivery status notification counts; an out-of-office reply is a mail like any other and says nothing here. Our
mail is known by its own id: 122 random bits that only its recipient has seen, so nobody can forge a return for another.
"""

import email
import email.policy
import re
import uuid
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from .channels.answers import in_words

_OUR_ID = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^>\s]+>", re.IGNORECASE)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = {"5": 550, "4": 450}
_FULL = ("2", "2")
"""Mailbox full: for now, although many servers say that it is for good."""
LARGEST = 1_000_000
"""Bytes. A notification is small; what is larger is not read."""


@dataclass(frozen=True)
class Bounce:
    """One of our mails that came back. for_good: trying again would get the same. why: in plain words, no address.

    given_up: their mail server tries no longer, so this mail did not arrive, whatever becomes of the next.
    """

    mail_id: uuid.UUID
    for_good: bool
    why: str
    given_up: bool = True


def bounce_in(raw: bytes) -> Bounce | None:
    """Return what a mail says of one of ours that came back, or None where it says nothing of the kind."""
    try:
        return _bounce_in(raw)
    except Exception:  # noqa: BLE001  anybody may write to a mailbox, and the parser of headers raises what it likes
        return None


def _bounce_in(raw: bytes) -> Bounce | None:
    message: EmailMessage = email.message_from_bytes(raw[:LARGEST], policy=email.policy.default)
    parts = list(message.walk())
    statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if message.get_content_type() != "multipart/report" or not statuses:
        return None
    mail_id = _our_id(message, parts)
    said = [fields for fields in _recipients_of(statuses[0]) if fields["action"] in ("failed", "delayed")]
    if mail_id is None or not said:
        return None
    fields = said[0]
    kind, subject, detail = fields["status"]
    given_up = fields["action"] == "failed"
    for_good = given_up and kind != "4" and (subject, detail) != _FULL
    return Bounce(mail_id, for_good, in_words(_CODE.get(kind, 550), f"{kind}.{subject}.{detail}"), given_up)


def _recipients_of(status: Any) -> list[dict[str, Any]]:
    """Return action and status of each recipient that a notification tells of; its first block is about the mail."""
    found = []
    for block in status.get_payload():
        action = str(block.get("Action", "")).strip().lower()
        if action:
            match = _STATUS.search(str(block.get("Status", "")))
            found.append({"action": action, "status": match.groups() if match else ("5", "0", "0")})
    return found


def _our_id(message: Any, parts: list[Any]) -> uuid.UUID | None:
    """Return the id of the mail that came back: from the part of it that was returned, or what is replied to."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(part.get_payload(), list):
            headers = str(part.get_payload(0).get("Message-ID", ""))
        elif kind == "text/rfc822-headers":
            headers = _message_id_line(part.get_content())
        else:
            continue
        if match := _OUR_ID.search(headers):
            return uuid.UUID(match[1])
    match = _OUR_ID.search(f"{message.get('In-Reply-To', '')} {message.get('References', '')}")
    return uuid.UUID(match[1]) if match else None


def _message_id_line(headers: str) -> str:
    found = re.search(r"^Message-ID:\s*(\S+)", headers, re.IGNORECASE | re.MULTILINE)
    return found[1] if found else ""
