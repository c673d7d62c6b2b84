"""Which words a group uses now: its own newest version of a sheet, or the wording that ships with the service."""

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.groups.models import Group
from supportgroup.ui.wording import lower_first

from .choices import Sheet
from .models import Version
from .statements import DECLARED


def in_use(group: Group, sheet: Sheet) -> Version:
    """Return the version that is shown and printed today. Without an own one it is not stored until it is needed."""
    newest = Version.objects.of(group).filter(sheet=sheet).order_by("-pk").first()
    return newest or declared(group, sheet)


def all_in_use(group: Group) -> dict[Sheet, Version]:
    """Return the version of each sheet that is shown today, in one query."""
    newest = Version.objects.of(group).order_by("sheet", "-pk").distinct("sheet")
    own = {version.sheet: version for version in newest}
    return {sheet: own.get(sheet) or declared(group, sheet) for sheet in Sheet}


def of_code(group: Group, sheet: Sheet, code: str) -> Version:
    """Return the version with this code, for a form that was printed earlier; the one in use where there is none."""
    own = Version.objects.of(group).filter(sheet=sheet, code=code).first()
    if own is None and code == DECLARED[sheet].code:
        return declared(group, sheet)
    return own or in_use(group, sheet)


def declared(group: Group, sheet: Sheet) -> Version:
    """Return the wording that ships with the service, with this group's name in it, not stored."""
    statement = DECLARED[sheet]
    name = lower_first(group.name)
    boxes = [
        {
            "purpose": str(box.purpose),
            "words": box.words.format(group=name),
            "heading": box.heading,
            "asks": box.asks,
        }
        for box in statement.boxes
    ]
    return Version(group=group, sheet=sheet, code=statement.code, boxes=boxes, told=statement.told)


def kept(version: Version, *, by: Actor) -> Version:
    """Return this version as a stored row: what was only declared is kept the first time somebody is asked."""
    if version.pk:
        return version
    kept, _ = Version.objects.get_or_create(
        group=version.group,
        code=version.code,
        defaults={
            "sheet": version.sheet,
            "boxes": version.boxes,
            "told": version.told,
            "made_at": clock.now(),
            "made_by": by.user,
        },
    )
    return kept
