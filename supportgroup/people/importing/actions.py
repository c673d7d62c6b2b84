"""Every step of a spreadsheet on its way into the register."""

import datetime
from collections.abc import Sequence

from django.core.files import File
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.longwork import actions as longwork
from supportgroup.longwork.choices import WorkState
from supportgroup.people import policy
from supportgroup.people.choices import ImportState
from supportgroup.people.models import Import
from supportgroup.uploads import actions as uploads
from supportgroup.uploads.choices import FileKind
from supportgroup.uploads.reading import content
from supportgroup.uploads.rules import Limits

from . import reading, rules, writing
from .columns import guess, why_not_match
from .judging import Kind, Verdict, judge
from .register import register_of

WORK = "people.import"
LIMITS = Limits(
    largest=10 * 1024 * 1024,
    kinds=frozenset({FileKind.TEXT}),
    wanted="a spreadsheet saved as CSV",
    advice={
        FileKind.WORKBOOK: "Open it in Excel, choose “Save as” and “CSV UTF-8”, then choose that file here.",
        FileKind.OLD_WORKBOOK: "Open it in Excel, choose “Save as” and “CSV”, then choose that file here.",
    },
)


class RegisterChanged(Refused):
    """The register is another than when the spreadsheet was checked. Nothing was written."""


@action("import.begun")
def begin(file: File, *, group: Group, by: Actor) -> Import:
    """Take a spreadsheet in and guess what its columns hold. Refused, and not kept, if it cannot be read."""
    uploads.check(file, LIMITS)
    try:
        sheet = reading.read(file.read())
    except reading.NotASpreadsheet as reason:
        raise Refused(str(reason)) from None
    file.seek(0)
    days = policy.KEEP_SPREADSHEETS.in_force(group, on=clock.today())
    keep_until = clock.today() + datetime.timedelta(days=days)
    stored = uploads.store(file, room="people", limits=LIMITS, keep_until=keep_until)
    return Import.objects.create(
        group=group,
        file=stored,
        file_name=stored.original_name,
        columns=guess(sheet.header),
        begun_by=by.user,
        begun_at=clock.now(),
    )


@action("import.matched")
def match(imported: Import, *, columns: Sequence[str], by: Actor) -> Import:
    """Say which column fills which field ("" for none), and judge every row."""
    imported = _open(imported)
    if reason := why_not_match(columns):
        raise Refused(reason)
    imported.columns = list(columns)
    _note(imported, judged(imported))
    imported.state = ImportState.MATCHED
    imported.save()
    return imported


@action("import.confirmed")
def confirm(imported: Import, *, seen: str, by: Actor) -> Import:
    """Have a worker write what was seen. seen: the mark of the verdicts on the page. Done twice, it is done once."""
    imported = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if not is_open(imported):
        return imported
    news = imported.added + imported.changed
    if reason := rules.why_not_confirm(seen=seen, now=rules.mark_of(imported.verdicts), news=news):
        raise Refused(reason)
    imported.state = ImportState.CONFIRMED
    imported.confirmed_by, imported.confirmed_at = by.user, clock.now()
    imported.work = longwork.start(WORK, subject=imported.pk, total=news)
    imported.save()
    return imported


@action("import.cancelled")
def cancel(imported: Import, *, by: Actor) -> None:
    """Give a spreadsheet up and forget it."""
    imported = _open(imported)
    if imported.file is not None:
        uploads.forget(imported.file)
    imported.delete()


@action("people.imported")
def write(imported: Import, *, report: writing.Report, by: Actor) -> Import:
    """Write all that was confirmed, or nothing; then forget the file. Done twice, it is done once."""
    # One import of a group after another; people may be added and changed by hand meanwhile.
    group = Group.objects.select_for_update(no_key=True).get(pk=imported.group_id)
    imported = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if imported.state == ImportState.DONE:
        return imported
    verdicts = judged(imported)
    if _letters(verdicts) != imported.verdicts:
        raise RegisterChanged(_CHANGED)
    try:
        with transaction.atomic():
            writing.write(group, verdicts, by=by, report=report)
    except IntegrityError:
        raise RegisterChanged(_CHANGED) from None
    if imported.file is not None:
        uploads.forget(imported.file)
    imported.state, imported.file, imported.columns = ImportState.DONE, None, []
    imported.save()
    return imported


@action("import.opened_again")
def open_again(imported: Import, *, by: Actor) -> Import:
    """After the register changed meanwhile: judge every row anew, to be looked at and confirmed again."""
    imported = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    _note(imported, judged(imported))
    imported.state, imported.confirmed_by, imported.confirmed_at = ImportState.MATCHED, None, None
    imported.save()
    return imported


def sheet_of(imported: Import) -> reading.Sheet:
    """Return the spreadsheet of an import; refused where it was forgotten."""
    if imported.file is None:
        raise Refused("The spreadsheet was forgotten, because nobody confirmed it in time. Choose it again.")
    return reading.read(content(imported.file))


def judged(imported: Import) -> list[Verdict]:
    """Return the verdict on each row, as the register is now."""
    rows = sheet_of(imported).rows
    return judge(rows, imported.columns, register_of(imported.group), today=clock.today())


def is_open(imported: Import) -> bool:
    """Tell whether an import waits for somebody, and is neither being written nor written."""
    failed = imported.work is not None and imported.work.state == WorkState.REFUSED
    return not rules.is_given_away(state=imported.state, work_failed=failed)


_CHANGED = "Nothing was imported: the register has changed since the spreadsheet was checked. Check it again."


def _open(imported: Import) -> Import:
    """Lock an import that nobody has confirmed."""
    imported = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if not is_open(imported):
        raise Refused("This spreadsheet is confirmed already.")
    return imported


def _note(imported: Import, verdicts: Sequence[Verdict]) -> None:
    """Keep the verdicts: a letter for each row, why rows are refused, and the counts."""
    imported.verdicts = _letters(verdicts)
    imported.refusals = {v.line: v.reason for v in verdicts if v.kind == Kind.REFUSE}
    counts = {kind: imported.verdicts.count(kind) for kind in Kind}
    imported.added, imported.changed = counts[Kind.ADD], counts[Kind.CHANGE]
    imported.unchanged, imported.refused = counts[Kind.SAME], counts[Kind.REFUSE]


def _letters(verdicts: Sequence[Verdict]) -> str:
    return "".join(verdict.kind for verdict in verdicts)
