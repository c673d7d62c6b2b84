"""A message as its person will get it, for staff: nothing in it opens anything in the person's name."""

import base64
import hashlib
import re
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse

from supportgroup.access.refusal import Refused

from . import recipients, rules, taking
from .choices import Channel, RecipientKind
from .kinds import kind_called
from .lengths import length_of
from .letter import Email
from .models import Message
from .querysets import MessageQuerySet

UNREADABLE = "We could not write this message, so its words cannot be shown."
NO_SPECIMEN = "Letters of this kind are shown when they are printed."
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Preview:
    """What is shown. why_not: why nothing is; held: why it would not go if it were its turn now."""

    channel: str
    why_not: str = ""
    held: str = ""
    facts: tuple[dict[str, str], ...] = ()
    subject: str = ""
    text: str = ""
    length: str = ""


def preview_of(message: Message, *, is_prepared: bool = False) -> Preview:
    """Return a message as it would be written now. is_prepared: `taking.prepare` has fetched what it wants."""
    _prepare(message, is_prepared=is_prepared)
    if reason := _why_not(message):
        return Preview(message.channel, why_not=reason)
    held = recipients.why_not_write(message)
    held_words = held.words if held else ""
    if message.channel == Channel.LETTER:
        return Preview(message.channel, held=held_words)
    if message.channel == Channel.TEXT:
        return _of_text(message, held_words)
    written = _written(message)
    if written is None:
        return Preview(message.channel, why_not=UNREADABLE)
    return Preview(
        message.channel,
        held=held_words,
        facts=_facts(message, written),
        subject=written.subject,
        text=rules.without_keys(written.text).strip(),
    )


def html_of(message: Message, *, is_prepared: bool = False) -> str:
    """Return an email's HTML without keys; Refused where it cannot be written or is not shown."""
    _prepare(message, is_prepared=is_prepared)
    written = None if _why_not(message) or message.channel != Channel.EMAIL else _written(message)
    if written is None:
        raise Refused(UNREADABLE)
    return rules.without_links(written.html)


def policy_for(html: str) -> str:
    """Return the content security policy of an email's own frame: no script, nothing loaded, only its own style."""
    digests = [hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(html)]
    styles = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests) or "'none'"
    nothing = "default-src 'none'; form-action 'none'; base-uri 'none'"
    return f"{nothing}; style-src {styles}; frame-ancestors 'self'; sandbox"


def letter_of(message: Message, *, is_prepared: bool = False) -> bytes:
    """Return the PDF of one letter whose codes and links open nothing; Refused where there is none to show."""
    _prepare(message, is_prepared=is_prepared)
    kind = kind_called(message.kind)
    if reason := _why_not(message):
        raise Refused(reason)
    if message.channel != Channel.LETTER or kind is None or kind.specimen is None:
        raise Refused(NO_SPECIMEN)
    try:
        return kind.specimen([message])
    except Exception:  # noqa: BLE001  a message that cannot be written must still have its page
        raise Refused(UNREADABLE) from None


def neighbours(message: Message, visible: MessageQuerySet) -> dict[str, Message | None]:
    """Return the message before and the one after this of the same kind and occasion."""
    alike = visible.filter(kind=message.kind, occasion=message.occasion).select_related("group")
    return {
        "before": alike.filter(pk__lt=message.pk).order_by("-pk").first(),
        "next": alike.filter(pk__gt=message.pk).order_by("pk").first(),
    }


def _prepare(message: Message, *, is_prepared: bool) -> None:
    if not is_prepared:
        taking.prepare([message])


def _why_not(message: Message) -> str:
    if message.recipient_kind != RecipientKind.PERSON:
        return "Messages to staff are not shown here."
    kind = kind_called(message.kind)
    if kind is None:
        return UNREADABLE
    if message.channel == Channel.LETTER and kind.specimen is None:
        return NO_SPECIMEN
    return rules.why_not_preview(lane=message.lane) or ""


def _written(message: Message) -> Email | None:
    kind = kind_called(message.kind)
    try:
        return kind.compose(message) if kind else None
    except Exception:  # noqa: BLE001  a message that cannot be written must still have its page
        return None


def _of_text(message: Message, held: str) -> Preview:
    kind = kind_called(message.kind)
    try:
        words = kind.text(message) if kind and kind.text else ""
    except Exception:  # noqa: BLE001  a message that cannot be written must still have its page
        words = ""
    if not words:
        return Preview(message.channel, why_not=UNREADABLE)
    return Preview(message.channel, held=held, text=rules.without_keys(words), length=length_of(words).in_words)


def _facts(message: Message, written: Email) -> tuple[dict[str, str], ...]:
    sender = formataddr((message.group.neutral_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    person: Any = message.addressee
    rows = {"From": sender, "To": person.email, "Replies go to": message.group.reply_mailbox}
    rows["Subject"] = written.subject
    return tuple({"key": key, "value": value} for key, value in rows.items() if value)


def address_of(message: Message) -> str:
    """Return where a message is seen as its person will get it."""
    return reverse("preview_message", args=[message.group.slug, message.pk])
