"""The long work on a spreadsheet: reading a large one, judging many rows, writing what was confirmed."""

from supportgroup.access.actor import Actor, SignedIn, System
from supportgroup.access.refusal import Refused
from supportgroup.longwork.kinds import Ending, Progress
from supportgroup.people.models import Import
from supportgroup.ui.wording import counted

from . import actions

_GIVEN_UP = Ending("The spreadsheet was given up meanwhile.", refused=True)


def read(progress: Progress) -> Ending:
    """Read a file that was too large to be read while somebody waited."""
    if (imported := _import(progress)) is None:
        return _GIVEN_UP
    by = _by(imported.begun_by)
    try:
        actions.read_in(imported, by=by)
    except Refused as refused:
        actions.could_not_read(imported, by=by)
        return Ending(str(refused), refused=True)
    return Ending("The spreadsheet is read.")


def check(progress: Progress) -> Ending:
    """Judge every row."""
    if (imported := _import(progress)) is None:
        return _GIVEN_UP
    actions.check(imported, report=progress.report, by=_by(imported.begun_by))
    return Ending("Every row is checked.")


def run(progress: Progress) -> Ending:
    """Write the import in one transaction, signed by whoever confirmed it."""
    if (imported := _import(progress)) is None:
        return _GIVEN_UP
    by = _by(imported.confirmed_by)
    try:
        imported = actions.write(imported, report=progress.report, by=by)
    except actions.RegisterChanged as changed:
        actions.open_again(imported, by=by)
        return Ending(str(changed), refused=True)
    people = counted(imported.added, "person was", "people were")
    return Ending(
        f"{people} added and {imported.changed:,} changed.", {"added": imported.added, "changed": imported.changed}
    )


def _import(progress: Progress) -> Import | None:
    return Import.objects.select_related("begun_by", "confirmed_by").filter(pk=progress.subject).first()


def _by(user: object) -> Actor:
    return SignedIn(user) if user else System("the import command")
