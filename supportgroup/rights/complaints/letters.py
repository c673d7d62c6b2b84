"""What somebody who complained is told: that we have it and what happens next; later, what came of it."""

from collections.abc import Collection, Sequence
from typing import Any

from supportgroup.access.choices import Power
from supportgroup.documents.binding import covered
from supportgroup.outbox.choices import Channel, Lane, RecipientKind
from supportgroup.outbox.kinds import Kind
from supportgroup.outbox.letter import Email, Letter, Recipient
from supportgroup.outbox.models import Message
from supportgroup.outbox.others import Other
from supportgroup.people.window import window_lines
from supportgroup.rights.writing import Written, as_email, as_paper, paragraphs_of

from .models import Complaint

ACKNOWLEDGED, ANSWERED = "complaints.acknowledged", "complaints.answered"
SUBJECT = "Your complaint to us"
_LABELS = {ACKNOWLEDGED: "Complaint: we have it", ANSWERED: "Complaint: what came of it"}


def who(keys: Collection[int]) -> dict[int, Other]:
    """Return who complained, by the key of the complaint."""
    found = Complaint.objects.filter(pk__in=keys)
    return {one.pk: Other(name=one.name, email=one.email, address=one.address) for one in found}


def to_complainant(complaint: Complaint, kind: str, *, channel: Channel) -> Letter:
    """Return the letter to whoever complained, to the address they gave with the complaint."""
    return Letter(
        group=complaint.group,
        kind=kind,
        recipient=Recipient(RecipientKind.COMPLAINANT, complaint.pk),
        occasion="complaint",
        channel=channel,
        seen_by=Power.HANDLE_COMPLAINTS,
        lane=Lane.TODAY,
    )


def newest(complaint: Complaint, kind: str) -> Message | None:
    """Return what was queued last of this kind to whoever complained, or None."""
    mine = Message.objects.to(recipient_kind=RecipientKind.COMPLAINANT, recipient_key=complaint.pk)
    return mine.filter(kind=kind).order_by("-pk").first()


def prepare(messages: Sequence[Message]) -> None:
    """Leave on each message its complaint (None where there is none any more), fetched for all in one query."""
    keys = [message.recipient_key for message in messages]
    found = Complaint.objects.filter(pk__in=keys).select_related("group").in_bulk()
    for message in messages:
        message.complaint = found.get(message.recipient_key)  # type: ignore[attr-defined]


def why_not_send(message: Any) -> str | None:
    """Return why this letter must not leave after all, or None."""
    return None if message.complaint else "There is no such complaint any more."


def compose(message: Any) -> Email:
    """Return the letter as an email."""
    return as_email(_written(message))


def print_run(messages: Sequence[Any], *, cover: bytes | None = None) -> bytes:
    """Return letters as one PDF, with a sheet on top if there is one."""
    return covered(as_paper([_written(message) for message in messages]), cover)


def _written(message: Any) -> Written:
    complaint = message.complaint
    words = {"complaint": complaint, "group": complaint.group, "answer": complaint.answer.split("\n")}
    name = message.kind.removeprefix("complaints.")
    return Written(
        group=complaint.group,
        subject=f"{SUBJECT}: {complaint.reference}",
        greeting=f"Dear {complaint.name}",
        paragraphs=paragraphs_of(f"rights/complaints/letters/{name}.txt", words),
        to=window_lines(complaint.name, complaint.address),
    )


KINDS = [
    Kind(name=name, label=label, compose=compose, why_not_send=why_not_send, print_run=print_run, prepare=prepare)
    for name, label in _LABELS.items()
]
