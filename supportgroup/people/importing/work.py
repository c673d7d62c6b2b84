"""The long work that writes a confirmed spreadsheet."""

from supportgroup.access.actor import SignedIn
from supportgroup.longwork.kinds import Ending, Progress
from supportgroup.people.models import Import
from supportgroup.ui.wording import counted

from . import actions


def run(progress: Progress) -> Ending:
    """Write the import in one transaction, signed by whoever confirmed it."""
    imported = Import.objects.select_related("confirmed_by").get(pk=progress.subject)
    by = SignedIn(imported.confirmed_by)
    try:
        imported = actions.write(imported, report=progress.report, by=by)
    except actions.RegisterChanged as changed:
        actions.open_again(imported, by=by)
        return Ending(str(changed), refused=True)
    people = counted(imported.added, "person was", "people were")
    return Ending(
        f"{people} added and {imported.changed:,} changed.", {"added": imported.added, "changed": imported.changed}
    )
