"""What was confirmed is written, all of it or nothing; the rows that were refused wait to be downloaded and mended."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork import actions as longwork
from supportgroup.people.choices import ImportState
from supportgroup.people.importing import rules, writing
from supportgroup.people.importing.judging import Kind, Report, Verdict
from supportgroup.people.importing.reading import Sheet
from supportgroup.people.models import Import
from supportgroup.uploads import actions as uploads
from supportgroup.uploads.models import StoredFile

from .store import is_busy, is_open, judged, keep, letters, locked, note, sheet_of

WORK = "people.import"
_CHANGED = "Nothing was imported: the register has changed since the spreadsheet was checked. Check it again."


class RegisterChanged(Refused):
    """The register is another than when the spreadsheet was checked. Nothing was written."""


@action("import.confirmed")
def confirm(imported: Import, *, seen: str, by: Actor, here: bool = False) -> Import:
    """Have a worker write what was seen. seen: the mark of the verdicts on the page. Done twice, it is done once.

    here: whoever confirms it writes it too, so no worker is asked.
    """
    imported = locked(imported)
    if not is_open(imported):
        return imported
    news = imported.added + imported.changed
    mark = "" if is_busy(imported) else rules.mark_of(imported.verdicts)
    if reason := rules.why_not_confirm(seen=seen, now=mark, news=news):
        raise Refused(reason)
    imported.state = ImportState.CONFIRMED
    imported.confirmed_by, imported.confirmed_at = by.user, clock.now()
    imported.work = None if here else longwork.start(WORK, subject=imported.pk, total=news)
    imported.save()
    return imported


@action("people.imported")
def write(imported: Import, *, report: Report, by: Actor) -> Import:
    """Write all that was confirmed, or nothing; then forget the file. Done twice, it is done once."""
    # One import of a group after another; people may be added and changed by hand meanwhile.
    group = Group.objects.select_for_update(no_key=True).get(pk=imported.group_id)
    imported = locked(imported)
    if imported.state == ImportState.DONE:
        return imported
    sheet = sheet_of(imported)
    verdicts = judged(imported, sheet=sheet)
    if letters(verdicts) != imported.verdicts:
        raise RegisterChanged(_CHANGED)
    try:
        with transaction.atomic():
            writing.write(group, verdicts, by=by, report=report)
    except IntegrityError:
        raise RegisterChanged(_CHANGED) from None
    if imported.file is not None:
        uploads.forget(imported.file)
    imported.state, imported.columns, imported.answers = ImportState.DONE, [], {}
    imported.file = _keep_refused(imported, sheet, verdicts)
    imported.save()
    return imported


@action("import.opened_again")
def open_again(imported: Import, *, by: Actor) -> Import:
    """After the register changed meanwhile: judge every row anew, to be looked at and confirmed again."""
    imported = locked(imported)
    sheet = sheet_of(imported)
    note(imported, judged(imported, sheet=sheet), sheet)
    imported.state, imported.confirmed_by, imported.confirmed_at = ImportState.MATCHED, None, None
    imported.save()
    return imported


def _keep_refused(imported: Import, sheet: Sheet, verdicts: Sequence[Verdict]) -> StoredFile | None:
    """Keep the rows that were not taken, to be downloaded until their day; nothing where all were."""
    left = {verdict.line for verdict in verdicts if verdict.kind in (Kind.REFUSE, Kind.ASK)}
    if not left:
        return None
    rows = [row for row in sheet.rows if row[0] in left]
    return keep(replace(sheet, rows=rows, marks={}), group=imported.group, name=imported.file_name)
