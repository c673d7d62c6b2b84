"""Setting a period, holding what must be kept, destroying what is due."""

import datetime
from collections.abc import Sequence

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.grants import powers_of
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group, GroupSetting

from . import dates, rules
from .choices import Why
from .holding import held_items
from .models import Destruction, Hold, PeriodChange
from .table import chosen_of, due_items


@action("period.set")
def set_period(
    kept: Kept, *, group: Group, months: int, applies_from: datetime.date, by: Actor, reason: str = ""
) -> PeriodChange:
    """Keep this kind of record for so many months from a day on. Shorter than the least needs a reason."""
    Group.objects.select_for_update().get(pk=group.pk)
    refusal = rules.why_not_period(
        months=months,
        least=kept.least,
        never_below=kept.never_below,
        never_because=kept.never_because,
        reason=reason,
        applies_from=applies_from,
        today=clock.today(),
    )
    if refusal:
        raise Refused(refusal)
    GroupSetting.objects.update_or_create(
        group=group, key=kept.setting.key, applies_from=applies_from, defaults={"value": months}
    )
    return PeriodChange.objects.create(
        group=group,
        kept=kept.key,
        months=months,
        applies_from=applies_from,
        reason=reason.strip(),
        set_at=clock.now(),
        set_by=by.user,
    )


@action("hold.placed")
def place_hold(kept: Kept, *, group: Group, item: str, why: Why, by: Actor, until: datetime.date | None = None) -> Hold:
    """Keep one thing for now, until somebody lifts the hold; until its last day where the clock would destroy it.

    What goes by the clock can be held before its day, and a newer hold takes the place of an older one.
    """
    Group.objects.select_for_update().get(pk=group.pk)
    older = Hold.objects.of(group).filter(kept=kept.key, item=item, lifted_at=None)
    there = kept.ended(group, clock.today()) if kept.by_clock else due_items(kept, group, today=clock.today())
    refusal = rules.why_not_hold(
        held=older.exists(),
        chosen=sum(one.key == item for one in there),
        by_clock=kept.by_clock,
        until=until,
        today=clock.today(),
    )
    if refusal:
        raise Refused(refusal)
    older.update(lifted_at=clock.now(), lifted_by=by.user)
    return Hold.objects.create(
        group=group, kept=kept.key, item=item, why=why, until=until, placed_at=clock.now(), placed_by=by.user
    )


@action("hold.lifted")
def lift_hold(hold: Hold, *, by: Actor) -> Hold:
    """End a hold: what it kept can be destroyed again when it is due."""
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is not None:
        raise Refused("Somebody has lifted this already.")
    hold.lifted_at, hold.lifted_by = clock.now(), by.user
    hold.save(update_fields=["lifted_at", "lifted_by"])
    return hold


@action("records.destroyed")
def destroy(kept: Kept, *, group: Group, keys: Sequence[str], by: Actor) -> Destruction:
    """Destroy these things, all of which are due and none of which is held, and write down that it was done."""
    # Two who press at once: the second finds that it is done.
    group = Group.objects.select_for_update().get(pk=group.pk)
    chosen = chosen_of(kept, group, keys)
    due = due_items(kept, group, today=clock.today())
    held = len(held_items(group, kept.key).keys() & set(keys))
    refusal = rules.why_not_destroy(
        chosen=len(set(keys)),
        due=len({item.key for item in due} & set(keys)),
        held=held,
        may=may_destroy(kept, group, by=by),
    )
    if refusal:
        raise Refused(refusal)
    return _destroyed(kept, group, chosen, by=by)


@action("records.destroyed")
def destroy_by_clock(kept: Kept, *, group: Group, key: str, by: Actor) -> Destruction:
    """Destroy one thing whose day has come, that is not held and that no open request is about; write it down."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    found = dates.of_item(kept, group, key, today=clock.today()) if kept.by_clock else None
    if found is None:
        raise Refused("It has been destroyed already.")
    if refusal := rules.why_not_by_clock(goes_on=found.on, today=clock.today(), waits=found.waits):
        raise Refused(refusal)
    return _destroyed(kept, group, [found.item], by=by)


def _destroyed(kept: Kept, group: Group, items: Sequence[Item], *, by: Actor) -> Destruction:
    rows = kept.destroy(group, [item.key for item in items], by=by)
    return Destruction.objects.create(
        group=group,
        kept=kept.key,
        what=kept.what,
        items=[item.words for item in items],
        rows=rows,
        months=kept.period(group, on=clock.today()),
        because=kept.because,
        how=kept.how,
        declared=dates.declared(kept, group, today=clock.today()),
        destroyed_at=clock.now(),
        destroyed_by=by.user,
        by_name=by.name,
    )


def may_destroy(kept: Kept, group: Group, *, by: Actor) -> bool:
    """Tell whether whoever acts may destroy this kind of record."""
    return kept.also is None or (by.user is not None and kept.also in powers_of(by.user.roles_in(group.slug)))
