"""The columns are matched, every row is judged, and what only a person can know is asked."""

from collections.abc import Mapping, Sequence

from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.longwork import actions as longwork
from supportgroup.people.choices import ImportState
from supportgroup.people.importing import rules
from supportgroup.people.importing.columns import mark_of, named, why_not_match
from supportgroup.people.importing.judging import Answer, Kind, Report
from supportgroup.people.importing.reading import Sheet
from supportgroup.people.models import Import, RememberedColumns

from .store import judged, locked, locked_open, note, sheet_of

CHECK = "people.import.check"


@action("import.matched")
def match(imported: Import, *, columns: Sequence[str], by: Actor, here: bool = False) -> Import:
    """Say which column fills which field ("" for none), remember it for the group, and have every row judged."""
    imported = locked_open(imported)
    if reason := why_not_match(columns):
        raise Refused(reason)
    sheet = sheet_of(imported)
    if len(columns) != len(sheet.header):
        raise Refused("These are the columns of another spreadsheet. Match them again.")
    imported.columns, imported.answers = list(columns), {}
    RememberedColumns.objects.update_or_create(
        group=imported.group, header_mark=mark_of(sheet.header), defaults={"columns": _kept(sheet.header, columns)}
    )
    return _have_judged(imported, sheet, here=here)


@action("import.answered")
def answer(imported: Import, *, answers: Mapping[int, str], by: Actor, all_the_same: bool = False) -> Import:
    """Say of rows whether they are about the people we know. answers: line -> "same" or "other"; "" takes it back.

    all_the_same: every row that is still asked about is about the person we know.
    """
    imported = locked_open(imported)
    if imported.state != ImportState.MATCHED:
        raise Refused("Match the columns first.")
    sheet = sheet_of(imported)
    lines = {line for line, _ in sheet.rows}
    said = {str(line): word for line, word in answers.items() if line in lines and word in ("", *Answer)}
    if all_the_same:
        asked = zip(sheet.rows, imported.verdicts, strict=True)
        said = {str(row[0]): Answer.SAME for row, letter in asked if letter == Kind.ASK} | said
    imported.answers = {line: word for line, word in (imported.answers | said).items() if word}
    return _have_judged(imported, sheet, here=False)


@action("import.checked")
def check(imported: Import, *, report: Report, by: Actor) -> Import:
    """Judge every row. Done twice, it is done once."""
    imported = locked(imported)
    if imported.state != ImportState.CHECKING:
        return imported
    sheet = sheet_of(imported)
    note(imported, judged(imported, report=report, sheet=sheet), sheet)
    imported.state = ImportState.MATCHED
    imported.save()
    return imported


def _have_judged(imported: Import, sheet: Sheet, *, here: bool) -> Import:
    """Judge the rows here if they are few, else have a worker do it."""
    imported.confirmed_by, imported.confirmed_at = None, None
    if rules.is_checked_by_a_worker(rows=len(sheet.rows), here=here):
        imported.state = ImportState.CHECKING
        imported.work = longwork.start(CHECK, subject=imported.pk, total=len(sheet.rows))
    else:
        note(imported, judged(imported, sheet=sheet), sheet)
        imported.state, imported.work = ImportState.MATCHED, None
    imported.save()
    return imported


def _kept(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the match without columns of ours and empty ones behind the last name, as `mark_of` leaves them out."""
    return list(columns[: len(named(header))])
