"""Every change of the contact log and of who helps a person."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.people.models import Person

from . import rules
from .choices import Ended, Kind
from .models import Entry, FollowUp, Helper


@dataclass(frozen=True)
class Next:
    """What comes next after an entry, and until when. owner: a User, None for whoever has time."""

    what: str
    due_on: datetime.date
    clinical: bool = False
    owner: Any = None


@action("contact.logged")
def log(
    person: Person, *, kind: Kind, happened_at: datetime.datetime, what: str, by: Actor, then: Next | None = None
) -> Entry:
    """Write down a call, letter, visit, email or meeting, and what comes next."""
    _refuse(rules.why_not_write(happened_at=happened_at, now=clock.now()))
    entry = _entry(person, kind=kind, happened_at=happened_at, what=what, by=by)
    if then:
        _refuse(rules.why_not_plan(due_on=then.due_on, today=clock.today()))
        FollowUp.objects.create(
            entry=entry, what=then.what, due_on=then.due_on, clinical=then.clinical, owner=then.owner
        )
    return entry


@action("contact.changed")
def edit(entry: Entry, *, kind: Kind, happened_at: datetime.datetime, what: str, by: Actor) -> Entry:
    """Change an entry on the day it was written, by who wrote it."""
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    written_on = entry.written_at.astimezone(clock.LONDON).date()
    _refuse(
        rules.why_not_edit(
            written_by=entry.written_by_id, by=by.user and by.user.pk, written_on=written_on, today=clock.today()
        )
        or rules.why_not_write(happened_at=happened_at, now=clock.now())
    )
    entry.kind, entry.happened_at, entry.what = kind, happened_at, what
    entry.save(update_fields=["kind", "happened_at", "what"])
    return entry


@action("contact.corrected")
def correct(entry: Entry, *, what: str, by: Actor) -> Entry:
    """Add a correction to an entry; what was written first stays readable."""
    return _entry(entry.person, kind=entry.kind, happened_at=entry.happened_at, what=what, by=by, corrects=entry)


@action("follow_up.closed")
def close(follow_up: FollowUp, *, done: bool, by: Actor) -> FollowUp:
    """Close what was to come next: done (or entered in the hospital record), or no longer needed."""
    follow_up = _locked(follow_up)
    _refuse(rules.why_not_close(ended=follow_up.ended))
    return _end(follow_up, rules.how_it_ends(clinical=follow_up.clinical, done=done), by=by)


@action("follow_up.opened_again")
def open_again(follow_up: FollowUp, *, by: Actor) -> FollowUp:
    """Take back that a follow-up was closed."""
    follow_up = _locked(follow_up)
    _refuse(rules.why_not_open_again(ended=follow_up.ended, standing=follow_up.entry.person.standing))
    follow_up.ended, follow_up.ended_at, follow_up.ended_as = Ended.OPEN, None, ""
    follow_up.save(update_fields=["ended", "ended_at", "ended_as"])
    return follow_up


@action("helper.added")
def add_helper(person: Person, *, values: Mapping[str, Any], by: Actor) -> Helper:
    """Record who helps a person and what the person allows. values: the fields of Helper that somebody types."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    _refuse(_why_not_permit(person, values))
    return Helper.objects.create(person=person, **values, recorded_at=clock.now(), recorded_by=by.user)


@action("helper.changed")
def change_helper(helper: Helper, *, values: Mapping[str, Any], by: Actor) -> Helper:
    """Change how to reach a helper, or what the person allows them."""
    helper = Helper.objects.select_for_update(of=("self",)).select_related("person").get(pk=helper.pk)
    _refuse(
        "This permission has ended. Record a new one." if helper.ended_on else _why_not_permit(helper.person, values)
    )
    for name, value in values.items():
        setattr(helper, name, value)
    helper.save()
    return helper


@action("helper.ended")
def end_helper(helper: Helper, *, by: Actor) -> Helper:
    """End a helper's permission, from now on."""
    helper = Helper.objects.select_for_update().get(pk=helper.pk)
    _refuse("This permission has ended already." if helper.ended_on else None)
    helper.ended_on, helper.ended_as = clock.today(), by.name
    helper.save(update_fields=["ended_on", "ended_as"])
    return helper


def _why_not_permit(person: Person, values: Mapping[str, Any]) -> str | None:
    return rules.why_not_permit(
        tasks=values["tasks"], given_on=values["given_on"], today=clock.today(), standing=person.standing
    )


def _entry(person: Person, *, by: Actor, **values: Any) -> Entry:
    return Entry.objects.create(person=person, **values, written_at=clock.now(), written_by=by.user, written_as=by.name)


def _end(follow_up: FollowUp, ended: Ended, *, by: Actor) -> FollowUp:
    follow_up.ended, follow_up.ended_at, follow_up.ended_as = ended, clock.now(), by.name
    follow_up.save(update_fields=["ended", "ended_at", "ended_as"])
    return follow_up


def _locked(follow_up: FollowUp) -> FollowUp:
    found: FollowUp = (
        FollowUp.objects.select_for_update(of=("self",)).select_related("entry__person").get(pk=follow_up.pk)
    )
    return found


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason)
