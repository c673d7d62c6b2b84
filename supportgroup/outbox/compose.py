"""The envelope of an email: from the group's neutral name, to one address, with the message's own id."""

from dataclasses import dataclass
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache, lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email
from django.utils.timezone import localtime

from supportgroup import clock
from supportgroup.accounts.models import User
from supportgroup.people.models import Person

from . import mime
from .kinds import kind_of
from .models import Message
from .others import Other


class NotWritable(Exception):  # noqa: N818  it is not a fault of ours: something about this one message is wrong
    """This message cannot become an email. The text is the reason, in plain words, without name or address."""


@dataclass(frozen=True)
class Envelope:
    """An email ready to be handed over: plain addresses and the bytes between them; email is Django's own form."""

    sender: str
    recipient: str
    content: bytes
    email: EmailMultiAlternatives


def envelope_of(message: Message) -> Envelope:
    """Return the email of this message, written now. NotWritable where its address cannot be one."""
    address = _address(message.addressee)
    email = _email(message, address)
    content = mime.bytes_of(email, boundary=f"part-{message.mail_id.hex}")
    return Envelope(_spoken(_sender()), address if _is_plain(address) else _spoken(address), content, email)


def _email(message: Message, address: str) -> EmailMultiAlternatives:
    written = kind_of(message).compose(message)
    email = EmailMultiAlternatives(
        subject=written.subject,
        body=written.text,
        from_email=formataddr((_one_line(message.group.neutral_name), _sender())),
        to=[formataddr((_one_line(str(message.addressee)), address))],
        reply_to=[message.group.reply_mailbox],
        headers={
            "Message-ID": f"<{message.mail_id}@{_sender().rpartition('@')[2]}>",
            "Date": format_datetime(localtime(clock.now())),
            "Auto-Submitted": "auto-generated",
        },
    )
    email.attach_alternative(written.html, "text/html")
    return email


def _sender() -> str:
    return _plain(settings.DEFAULT_FROM_EMAIL)


@cache
def _plain(address: str) -> str:
    return parseaddr(address)[1]


def _is_plain(address: str) -> bool:
    """Tell whether an address that is valid can be said to a mail server as it stands."""
    return address.isascii() and '"' not in address


@lru_cache(maxsize=16)
def _spoken(address: str) -> str:
    return str(sanitize_address(address, "utf-8"))


def _address(recipient: Person | User | Other | None) -> str:
    address = recipient.email if recipient else ""
    try:
        validate_email(address)
    except ValidationError:
        reason = "The email address is not written as an address can be. Correct it, then try again."
        raise NotWritable(reason) from None
    return address


def _one_line(name: str) -> str:
    """Return the name without anything that could end a header's line."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())
