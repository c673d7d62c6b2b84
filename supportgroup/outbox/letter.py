"""What a room hands to the outbox: to whom, on which occasion, never the text itself."""

from dataclasses import dataclass

from supportgroup.access.choices import Power
from supportgroup.groups.models import Group

from .choices import Channel, Lane, RecipientKind


@dataclass(frozen=True)
class Recipient:
    """A typed key: the outbox never stores a name or an address."""

    kind: RecipientKind
    key: int


@dataclass(frozen=True)
class Letter:
    """One message to one recipient on one occasion.

    kind: the registered kind ("surveys.invitation"), which says how text is made at the moment of sending.
    occasion: what it is about, unique per recipient and kind ("survey 12, mailing 1").
    seen_by: the power somebody needs to see this row on the messages page.
    """

    group: Group
    kind: str
    recipient: Recipient
    occasion: str
    channel: Channel
    seen_by: Power
    lane: Lane = Lane.BULK
    consent: str = ""


@dataclass(frozen=True)
class Email:
    """An email as its kind composed it: neutral subject, text and HTML of the same words."""

    subject: str
    text: str
    html: str
