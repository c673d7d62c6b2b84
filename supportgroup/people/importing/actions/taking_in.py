"""A file is taken in: at once where it is small, by a worker where it is large. What is kept of it is plain rows."""

from django.core.files import File

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork import actions as longwork
from supportgroup.people.choices import ImportState
from supportgroup.people.importing import reading, rules
from supportgroup.people.importing.columns import mark_of, matched_as_before
from supportgroup.people.models import Import, RememberedColumns
from supportgroup.uploads import actions as uploads
from supportgroup.uploads.choices import FileKind
from supportgroup.uploads.reading import content
from supportgroup.uploads.rules import Limits, tidy_name

from .store import has_failed, is_open, keep, keep_until, locked

READ = "people.import.read"
LIMITS = Limits(
    largest=10 * 1024 * 1024,
    kinds=frozenset({FileKind.TEXT, FileKind.WORKBOOK, FileKind.OLD_WORKBOOK}),
    wanted="a spreadsheet",
)


@action("import.begun")
def begin(file: "File[bytes]", *, group: Group, by: Actor, here: bool = False) -> Import:
    """Take a spreadsheet in and guess what its columns hold. Refused, and not kept, if it cannot be read.

    here: read a large one here and now too, where no worker is waited for.
    """
    kind = uploads.check(file, LIMITS)
    imported = Import(
        group=group, file_name=tidy_name(file.name or ""), begun_by=by.user, begun_at=clock.now(),
        state=ImportState.READING,
    )  # fmt: skip
    if rules.is_read_by_a_worker(size=file.size, here=here):
        imported.file = uploads.store(file, room="people", limits=LIMITS, keep_until=keep_until(group))
        imported.save()
        imported.work = longwork.start(READ, subject=imported.pk)
        imported.save(update_fields=["work"])
        return imported
    data = file.read()
    _take(imported, data, kind=kind)
    if imported.state == ImportState.SHEET:
        file.seek(0)
        imported.file = uploads.store(file, room="people", limits=LIMITS, keep_until=keep_until(group))
    imported.save()
    return imported


@action("import.read")
def read_in(imported: Import, *, by: Actor) -> Import:
    """Read a file that waits as it came, and keep plain rows in its place. Done twice, it is done once."""
    imported = locked(imported)
    if imported.state != ImportState.READING:
        return imported
    if (came := imported.file) is None:
        raise Refused("The spreadsheet was forgotten before it was read. Choose it again.")
    _take(imported, content(came), kind=came.content_type)
    imported.save()
    if imported.file != came:
        uploads.forget(came)
    return imported


@action("import.not_read")
def could_not_read(imported: Import, *, by: Actor) -> None:
    """Forget a file that could not be read; why stands with the work."""
    imported = locked(imported)
    if imported.file is not None:
        uploads.forget(imported.file)
        imported.file = None
        imported.save(update_fields=["file"])


@action("import.sheet_chosen")
def choose_sheet(imported: Import, *, name: str, by: Actor, here: bool = False) -> Import:
    """Say which sheet of a workbook holds the people, and have it read."""
    imported = locked(imported)
    if imported.state != ImportState.SHEET or imported.file is None or name not in imported.sheets:
        raise Refused("Choose one of the sheets of this workbook.")
    imported.sheet, imported.state = name, ImportState.READING
    if rules.is_read_by_a_worker(size=imported.file.size, here=here):
        imported.work = longwork.start(READ, subject=imported.pk)
        imported.save()
        return imported
    imported.save()
    return read_in(imported, by=by)


@action("import.cancelled")
def cancel(imported: Import, *, by: Actor) -> None:
    """Give a spreadsheet up and forget it, whatever a worker is doing with it."""
    imported = locked(imported)
    if not is_open(imported):
        raise Refused("This spreadsheet is confirmed already.")
    if imported.file is not None:
        uploads.forget(imported.file)
    imported.delete()


def could_not_be_read(imported: Import) -> bool:
    """Tell whether a worker has given up reading it."""
    return imported.state == ImportState.READING and has_failed(imported)


def _take(imported: Import, data: bytes, *, kind: str) -> None:
    """Read the bytes and note what is to be asked next: which sheet, or what the columns hold."""
    try:
        sheet = reading.read(data, kind=kind, sheet=imported.sheet)
    except reading.SheetsToChoose as question:
        imported.sheets, imported.state = question.names, ImportState.SHEET
        return
    except reading.NotASpreadsheet as reason:
        raise Refused(str(reason)) from None
    remembered = RememberedColumns.objects.of(imported.group).filter(header_mark=mark_of(sheet.header)).first()
    imported.columns = matched_as_before(sheet.header, remembered.columns if remembered else None)
    imported.file = keep(sheet, group=imported.group, name=imported.file_name)
    imported.state = ImportState.CHOSEN
