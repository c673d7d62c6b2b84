"""The returned-letter report of GOV.UK Notify: read, and what each of its rows means for a survey.

The report is the CSV of Notify's dashboard: one row for each letter that came back, with our reference in the column
“Reference”. It tells of all letters of the Trust's service, so rows of others are usual and are passed over.
"""

import csv
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup.outbox.choices import Channel
from supportgroup.outbox.models import Decision, Message
from surveys.questionnaire.models import Survey

from .choices import Outcome
from .models import Invitee
from .occasions import KIND_NAMES

COLUMN = "reference"
MOST_ROWS = 20_000
LARGEST = 5_000_000
"""Bytes of a report."""

NOT_OURS = "No letter of this survey has this reference"
TWICE = "Stands in the file twice: counted once"
CHANGES = "Becomes “Returned undelivered or moved”"


class NotAReport(ValueError):  # noqa: N818  it is the answer to a file
    """This file is no returned-letter report. The text says what to do."""


@dataclass(frozen=True)
class Row:
    """What one row of the report means. invitee: whose letter it was, None where it was none of this survey."""

    line: int
    says: str
    invitee: Invitee | None = None
    changes: bool = False


def read(raw: bytes) -> list[str]:
    """Return the reference of each row, in order; NotAReport where it is none."""
    if len(raw) > LARGEST:
        raise NotAReport("The file is larger than 5 MB. Choose the report as it came from GOV.UK Notify")
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise NotAReport("This is not a CSV file. Choose the report as it came from GOV.UK Notify") from None
    heads = [cell.strip().lower() for cell in rows[0]] if rows else []
    if COLUMN not in heads:
        raise NotAReport("This file has no column “Reference”. Choose the report as it came from GOV.UK Notify")
    place = heads.index(COLUMN)
    references = [row[place].strip() if len(row) > place else "" for row in rows[1:] if any(row)]
    if not references:
        raise NotAReport("This report has no row: no letter came back")
    if len(references) > MOST_ROWS:
        raise NotAReport(f"This report has more than {MOST_ROWS:,} rows. Split it")
    return references


def judge(survey: Survey, references: Sequence[str]) -> list[Row]:
    """Return what each row of a report means for this survey; three queries, however many rows."""
    keys = [_uuid(reference) for reference in references]
    people = _people(survey, {key for key in keys if key})
    asked = survey.invitees.filter(person__in=set(people.values())).select_related("person")
    invitees = {invitee.person_id: invitee for invitee in asked}
    seen: set[int] = set()
    rows = []
    for line, key in enumerate(keys, start=2):
        invitee = invitees.get(people.get(key, 0)) if key else None
        rows.append(_row(line, invitee, seen))
        if invitee:
            seen.add(invitee.pk)
    return rows


def _row(line: int, invitee: Invitee | None, seen: set[int]) -> Row:
    if invitee is None:
        return Row(line, NOT_OURS)
    if invitee.pk in seen:
        return Row(line, TWICE, invitee)
    if invitee.outcome != Outcome.NOT_RETURNED:
        return Row(line, f"Stays “{invitee.get_outcome_display()}”", invitee)
    return Row(line, CHANGES, invitee, changes=True)


def _people(survey: Survey, keys: set[uuid.UUID]) -> dict[Any, int]:
    """Return the person of each letter of this survey with one of these references, also of one sent again since."""
    ours = Message.objects.of(survey.group).filter(
        channel=Channel.LETTER, kind__in=KIND_NAMES.values(), occasion__startswith=f"survey {survey.pk},"
    )
    now = dict(ours.filter(mail_id__in=keys).values_list("mail_id", "recipient_key"))
    before = Decision.objects.filter(former_id__in=keys, message__in=ours)
    return dict(before.values_list("former_id", "message__recipient_key")) | now


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
