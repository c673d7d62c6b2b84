"""What somebody who asked for a copy is told: that we have their request, that it takes longer, that we refuse it."""

from collections.abc import Sequence
from typing import Any

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.documents.binding import covered
from supportgroup.outbox.choices import Channel, Lane, RecipientKind
from supportgroup.outbox.kinds import Kind
from supportgroup.outbox.letter import Email, Letter, Recipient
from supportgroup.outbox.models import Message
from supportgroup.people import contact
from supportgroup.people.window import address_lines
from supportgroup.rights.writing import Written, as_email, as_paper, paragraphs_of

from .models import CopyRequest
from .timing import standing_of

ACKNOWLEDGED, LONGER, REFUSED = "copies.acknowledged", "copies.longer", "copies.refused"
_LABELS = {
    ACKNOWLEDGED: "Copy of what we hold: we have the request",
    LONGER: "Copy of what we hold: it takes longer",
    REFUSED: "Copy of what we hold: refused",
}
SUBJECT = "Your request for a copy of your information"


def to_the_person(request: CopyRequest, kind: str) -> list[Letter]:
    """Return the letter, by the way the person can be reached; none where they cannot."""
    channel = contact.channel_for(request.person) if request.person else None
    if channel is None or request.person is None:
        return []
    recipient = Recipient(RecipientKind.PERSON, request.person.pk)
    return [
        Letter(group=request.group, kind=kind, recipient=recipient, occasion=_occasion(request),
               channel=Channel(channel), seen_by=Power.ANSWER_REQUESTS, lane=Lane.TODAY)
    ]  # fmt: skip


def newest(request: CopyRequest) -> Message | None:
    """Return what was queued last about a request, None where the person can be reached in no way."""
    about: Message | None = (
        Message.objects.filter(kind__in=_LABELS, occasion=_occasion(request)).order_by("-pk").first()
    )
    return about if request.person and contact.channel_for(request.person) else None


def _occasion(request: CopyRequest) -> str:
    return f"copy request {request.pk}"


def prepare(messages: Sequence[Message]) -> None:
    """Leave on each message its request (None where there is none any more), fetched for all in two queries."""
    keys = [int(message.occasion.removeprefix("copy request ")) for message in messages]
    found = CopyRequest.objects.filter(pk__in=keys).with_people().in_bulk()
    for message, key in zip(messages, keys, strict=True):
        message.request = found.get(key)  # type: ignore[attr-defined]


def why_not_send(message: Any) -> str | None:
    """Return why this letter must not leave after all, or None."""
    request = message.request
    if request is None or request.person is None:
        return "There is no such request any more."
    if message.kind != REFUSED and request.closed_on:
        return "The request has been answered."
    return None


def compose(message: Any) -> Email:
    """Return the letter as an email."""
    return as_email(_written(message))


def print_run(messages: Sequence[Any], *, cover: bytes | None = None) -> bytes:
    """Return letters as one PDF, with a sheet on top if there is one."""
    return covered(as_paper([_written(message) for message in messages]), cover)


def _written(message: Any) -> Written:
    request = message.request
    person = request.person
    words = {"request": request, "standing": standing_of(request, today=clock.today()), "group": request.group}
    return Written(
        group=request.group,
        subject=SUBJECT,
        greeting=f"Dear {person.title or person.first_name} {person.last_name}",
        paragraphs=paragraphs_of(f"rights/copies/letters/{message.kind.removeprefix('copies.')}.txt", words),
        to=address_lines(person),
        size=contact.text_size(person),
    )


KINDS = [
    Kind(
        name=name,
        label=label,
        compose=compose,
        why_not_send=why_not_send,
        print_run=print_run,
        prepare=prepare,
        asked_for=True,
    )
    for name, label in _LABELS.items()
]
