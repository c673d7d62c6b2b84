"""How long it is kept that a spreadsheet was imported: the file itself goes when it is written."""

import datetime
from collections.abc import Collection

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.groups.keeping import ONE_DAY, Item, Kept
from supportgroup.groups.models import Group
from supportgroup.people.choices import ImportState
from supportgroup.people.models import Import
from supportgroup.people.querysets import ImportQuerySet
from supportgroup.ui import wording


def over(group: Group, until: datetime.date) -> ImportQuerySet:
    """Return the imports that were confirmed by that day."""
    after = clock.at(until + ONE_DAY, 0)
    done: ImportQuerySet = Import.objects.of(group).filter(state=ImportState.DONE, confirmed_at__lt=after)
    return done


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return these imports as things that are kept."""
    done = over(group, until).order_by("pk").values_list("pk", "confirmed_at")
    days = [(pk, at.astimezone(clock.LONDON).date()) for pk, at in done]
    return [Item(str(pk), f"Import of {wording.day(day)}", day) for pk, day in days]


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many of these there are."""
    return Import.objects.of(group).filter(pk__in=keys).count()


@action("imports.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Delete what was left of these imports, and return how many rows went."""
    return int(Import.objects.of(group).filter(pk__in=keys).delete()[0])


IMPORTS = Kept(
    key="people.imports",
    what="what is left of imports",
    counted=("import", "imports"),
    holds="The name of the spreadsheet, how many rows were added, changed and refused, and who brought it in. "
    "The spreadsheet itself went when it was written.",
    since="the day it was confirmed",
    months=12,
    because="To find out how a mistake came onto the register (UK GDPR Article 5(1)(d), accuracy).",
    how="The row of the import is deleted. The people it brought stay.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
)
