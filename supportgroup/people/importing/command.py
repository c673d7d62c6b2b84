"""The same importer for a command on the server: nobody is asked, so what only a person can say is refused."""

from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.db import transaction

from supportgroup import clock
from supportgroup.access.actor import System
from supportgroup.access.refusal import Refused
from supportgroup.groups.models import Group
from supportgroup.people.choices import ImportState
from supportgroup.people.models import Import, RememberedColumns
from supportgroup.uploads import actions as uploads

from . import actions, reading, rules
from .actions.taking_in import LIMITS
from .columns import mark_of, matched_as_before, why_not_match
from .judging import Kind, Table, Verdict, judge, unheard
from .register import register_of

COMMAND = System("the import command")
_COUNTED = {"added": Kind.ADD, "changed": Kind.CHANGE, "unchanged": Kind.SAME}


class NotKnown(Exception):  # noqa: N818  it is a question
    """Something must be said before this file can be imported: which sheet, or what its columns hold."""


@dataclass(frozen=True)
class Done:
    """What became of a file: the counts, and why rows were refused, by line."""

    counts: dict[str, int]
    refusals: list[tuple[int, str]]

    def sentence(self, *, dry: bool) -> str:
        """Return the counts in words."""
        told = ", ".join(f"{number:,} {word}" for word, number in self.counts.items())
        return f"Nothing was written. It would be: {told}." if dry else f"{told[:1].upper()}{told[1:]}."


def carry_out(file: "File[bytes]", *, group: Group, sheet: str = "") -> Done:
    """Import the file, all of it or nothing."""
    begun = actions.begin(file, group=group, by=COMMAND, here=True)
    try:
        if begun.state == ImportState.SHEET:
            begun = actions.choose_sheet(begun, name=_sheet(sheet, begun.sheets), by=COMMAND, here=True)
        _look_at(begun.columns)
        matched = actions.match(begun, columns=begun.columns, by=COMMAND, here=True)
        done = _done(matched)
        if matched.added + matched.changed:
            _write(matched)
    except (NotKnown, Refused):
        _forget(begun)
        raise
    if not matched.added + matched.changed:
        _forget(matched)
    return done


def rehearse(file: "File[bytes]", *, group: Group, sheet: str = "") -> Done:
    """Return what would become of the file, and write nothing."""
    kind = uploads.check(file, LIMITS)
    data = file.read()
    try:
        read = _read(data, kind=kind, sheet=sheet)
    except reading.NotASpreadsheet as reason:
        raise Refused(str(reason)) from None
    remembered = RememberedColumns.objects.of(group).filter(header_mark=mark_of(read.header)).first()
    columns = matched_as_before(read.header, remembered.columns if remembered else None)
    _look_at(columns)
    table = Table(read.rows, columns, is_1904=read.is_1904)
    verdicts = judge(table, register_of(group), today=clock.today())
    return Done(_counts("".join(v.kind for v in verdicts)), _refusals(verdicts))


def _read(data: bytes, *, kind: str, sheet: str) -> reading.Sheet:
    try:
        return reading.read(data, kind=kind)
    except reading.SheetsToChoose as question:
        return reading.read(data, kind=kind, sheet=_sheet(sheet, question.names))


def _sheet(wanted: str, names: list[str]) -> str:
    if wanted not in names:
        raise NotKnown(f"This workbook has {len(names)} sheets. Say which with --sheet: {', '.join(names)}.")
    return wanted


def _write(matched: Import) -> None:
    """Confirm and write in one, so that a command that is stopped leaves nothing confirmed that nobody writes."""
    with transaction.atomic():
        confirmed = actions.confirm(matched, seen=rules.mark_of(matched.verdicts), by=COMMAND, here=True)
        actions.write(confirmed, report=unheard, by=COMMAND)


def _look_at(columns: list[str]) -> None:
    if reason := why_not_match(columns):
        raise NotKnown(
            f"The columns are not understood. {reason} Match them once on the page “Import a spreadsheet”: "
            "the same names of columns are then known."
        )


def _forget(imported: Import) -> None:
    if Import.objects.of(imported.group).filter(pk=imported.pk).exists():
        actions.cancel(imported, by=COMMAND)


def _done(imported: Import) -> Done:
    return Done(_counts(imported.verdicts), sorted((int(line), why) for line, why in imported.refusals.items()))


def _counts(verdicts: str) -> dict[str, int]:
    told: dict[str, Any] = {word: verdicts.count(kind) for word, kind in _COUNTED.items()}
    return told | {"refused": len(verdicts) - sum(told.values())}


def _refusals(verdicts: list[Verdict]) -> list[tuple[int, str]]:
    return [(v.line, v.reason) for v in verdicts if v.kind in (Kind.REFUSE, Kind.ASK)]
