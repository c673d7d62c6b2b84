"""Every change of a complaint."""

import datetime
from collections.abc import Mapping
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor, System
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.outbox.actions import queue
from supportgroup.outbox.choices import Channel
from supportgroup.people.models import Person

from . import letters, rules
from .choices import Outcome, State, Told, Way
from .models import Complaint, Step

PUBLIC_FORM = System("the complaint form")


@action("complaint.received")
def record(
    *, group: Group, values: Mapping[str, Any], by: Actor, way: Way, received_on: datetime.date | None = None
) -> Complaint:
    """Write down a complaint. values: name, about, and email, phone and address as far as they were given."""
    day = received_on or clock.today()
    _refuse(rules.why_not_record(received_on=day, today=clock.today()))
    return Complaint.objects.create(
        group=group, received_on=day, way=way, recorded_at=clock.now(), recorded_by=by.user, **values
    )


@action("complaint.linked")
def link(complaint: Complaint, *, person: Person | None, by: Actor) -> Complaint:
    """Say which person of the register complained, or that it is none."""
    complaint = _locked(complaint)
    if person is not None and person.group_id != complaint.group_id:
        raise Refused("This person is not on the register of this group.")
    return _changed(complaint, person=person)


@action("complaint.acknowledged")
def acknowledge(complaint: Complaint, *, how: Told, by: Actor) -> Complaint:
    """Tell them that we have their complaint and what happens next."""
    complaint = _locked(complaint)
    _refuse(rules.why_not_acknowledge(state=complaint.state, how=how, email=complaint.email, address=complaint.address))
    complaint = _changed(complaint, state=State.OPEN, acknowledged_on=clock.today(), acknowledged_how=how)
    if how != Told.SAID:
        queue([letters.to_complainant(complaint, letters.ACKNOWLEDGED, channel=Channel(how))])
    _note(complaint, f"Acknowledged {how.label.lower() if how != Told.SAID else 'by phone or in person'}", by=by)
    return complaint


@action("complaint.step_taken")
def take_step(complaint: Complaint, *, what: str, by: Actor) -> Step:
    """Write down what was done about it."""
    complaint = _locked(complaint)
    _refuse(rules.why_not_follow(state=complaint.state))
    return _note(complaint, what, by=by)


@action("complaint.closed")
def close(complaint: Complaint, *, outcome: Outcome, answer: str, how: Told, by: Actor) -> Complaint:
    """Close a complaint with what came of it, and tell them."""
    complaint = _locked(complaint)
    _refuse(rules.why_not_close(state=complaint.state, told_outcome=bool(answer.strip())))
    if how != Told.SAID:
        _refuse(rules.why_not_acknowledge(state=State.NEW, how=how, email=complaint.email, address=complaint.address))
    complaint = _changed(complaint, state=State.CLOSED, outcome=outcome, answer=answer, closed_on=clock.today())
    if how != Told.SAID:
        queue([letters.to_complainant(complaint, letters.ANSWERED, channel=Channel(how))])
    _note(complaint, f"Closed: {outcome.label}", by=by)
    return complaint


def _note(complaint: Complaint, what: str, *, by: Actor) -> Step:
    return Step.objects.create(complaint=complaint, what=what, taken_at=clock.now(), taken_by=by.user, by_name=by.name)


def _changed(complaint: Complaint, **changes: Any) -> Complaint:
    for name, value in changes.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=list(changes))
    return complaint


def _locked(complaint: Complaint) -> Complaint:
    found = Complaint.objects.select_for_update(of=("self",)).select_related("group")
    locked: Complaint = found.get(pk=complaint.pk)
    return locked


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason)
