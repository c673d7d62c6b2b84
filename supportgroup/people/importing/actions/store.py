"""Where a spreadsheet waits between its steps, and what every step asks of it."""

import datetime
from collections.abc import Sequence

from django.core.files.base import ContentFile

from supportgroup import clock
from supportgroup.access.refusal import Refused
from supportgroup.groups.models import Group
from supportgroup.longwork.choices import WorkState
from supportgroup.people import policy
from supportgroup.people.choices import ImportState
from supportgroup.people.importing import reading, rules
from supportgroup.people.importing.judging import Kind, Report, Table, Verdict, judge, unheard
from supportgroup.people.importing.register import register_of
from supportgroup.people.models import Import
from supportgroup.uploads import actions as uploads
from supportgroup.uploads.choices import FileKind
from supportgroup.uploads.models import StoredFile
from supportgroup.uploads.reading import content
from supportgroup.uploads.rules import Limits

_PLAIN = Limits(largest=200 * 1024 * 1024, kinds=frozenset({FileKind.TEXT}), wanted="rows")


def locked(imported: Import) -> Import:
    """Lock an import, and nothing else, until the action ends."""
    found: Import = Import.objects.select_for_update(of=("self",)).select_related("group").get(pk=imported.pk)
    return found


def locked_open(imported: Import) -> Import:
    """Lock an import that nobody has confirmed and no worker has in hand."""
    imported = locked(imported)
    if not is_open(imported):
        raise Refused("This spreadsheet is confirmed already.")
    if is_busy(imported):
        raise Refused("This spreadsheet is being read or checked at this moment. Wait until that is done.")
    return imported


def is_open(imported: Import) -> bool:
    """Tell whether an import waits for somebody, and is neither being written nor written."""
    return not rules.is_given_away(state=imported.state, work_failed=has_failed(imported))


def is_busy(imported: Import) -> bool:
    """Tell whether a worker reads or checks it."""
    return imported.state in (ImportState.READING, ImportState.CHECKING) and not has_failed(imported)


def has_failed(imported: Import) -> bool:
    """Tell whether its last piece of long work ended without being done."""
    return imported.work is not None and imported.work.state == WorkState.REFUSED


def keep(sheet: reading.Sheet, *, group: Group, name: str) -> StoredFile:
    """Keep a sheet as plain rows, in place of the file it was read from."""
    file = ContentFile(reading.packed(sheet), name=name)
    return uploads.store(file, room="people", limits=_PLAIN, keep_until=keep_until(group))


def keep_until(group: Group) -> datetime.date:
    """Return the last day on which a spreadsheet waits for somebody."""
    days = policy.KEEP_SPREADSHEETS.in_force(group, on=clock.today())
    return clock.today() + datetime.timedelta(days=days)


def sheet_of(imported: Import) -> reading.Sheet:
    """Return the spreadsheet of an import; refused where it was forgotten."""
    if imported.file is None:
        raise Refused("The spreadsheet was forgotten, because nobody confirmed it in time. Choose it again.")
    return reading.unpacked(content(imported.file))


def table_of(imported: Import, sheet: reading.Sheet) -> Table:
    """Return what is judged of a sheet."""
    return Table(sheet.rows, imported.columns, imported.answers, is_1904=sheet.is_1904)


def judged(
    imported: Import,
    *,
    report: Report = unheard,
    sheet: reading.Sheet | None = None,
) -> list[Verdict]:
    """Return the verdict on each row, as the register is now."""
    table = table_of(imported, sheet or sheet_of(imported))
    return judge(table, register_of(imported.group), today=clock.today(), report=report)


def letters(verdicts: Sequence[Verdict]) -> str:
    """Return the verdicts as one letter for each row."""
    return "".join(verdict.kind for verdict in verdicts)


def note(imported: Import, verdicts: Sequence[Verdict], sheet: reading.Sheet) -> None:
    """Keep the verdicts: a letter for each row, why rows are not taken, remarks, and the counts."""
    imported.verdicts = letters(verdicts)
    imported.refusals = {v.line: v.reason for v in verdicts if v.kind in (Kind.REFUSE, Kind.ASK)}
    imported.remarks = rules.remarks(sheet, verdicts)
    counts = {kind: imported.verdicts.count(kind) for kind in Kind}
    imported.added, imported.changed, imported.unchanged = counts[Kind.ADD], counts[Kind.CHANGE], counts[Kind.SAME]
    imported.refused = counts[Kind.REFUSE] + counts[Kind.ASK]
