"""Every change of a request for a copy."""

import datetime
from typing import Any

from django.db.models import QuerySet

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.outbox.actions import queue
from supportgroup.people.models import Person

from . import letters, rules
from .choices import Asker, Format, Handed, Identity, Longer, Refusal, State, WaitingFor, Way
from .models import CopyRequest, Stop


@action("copy.asked_for")
def record(
    person: Person,
    *,
    asked_on: datetime.date,
    way: Way,
    by: Actor,
    asker: Asker = Asker.THEMSELVES,
    asker_name: str = "",
    format: Format = Format.PRINTED,  # noqa: A002  the word for it
) -> CopyRequest:
    """Write down that somebody asked for a copy, and send a letter that says so and until when it comes."""
    person = Person.objects.select_for_update(of=("self",)).select_related("group").get(pk=person.pk)
    open_already = CopyRequest.objects.filter(person=person).unanswered().exists()
    _refuse(rules.why_not_record(asked_on=asked_on, today=clock.today(), open_already=open_already))
    request = CopyRequest.objects.create(
        group=person.group,
        person=person,
        asked_on=asked_on,
        way=way,
        asker=asker,
        asker_name=asker_name,
        format=format,
        recorded_at=clock.now(),
        recorded_by=by.user,
    )
    queue(letters.to_the_person(request, letters.ACKNOWLEDGED))
    return request


@action("copy.identity_checked")
def check_identity(request: CopyRequest, *, how: Identity, by: Actor) -> CopyRequest:
    """Write down how we made sure who is asking; a clock that waited for it goes on."""
    request = _locked(request)
    _refuse(rules.why_not_act(state=request.state))
    request.identity, request.identity_on = how, clock.today()
    waiting = _running_stop(request).filter(waiting_for=WaitingFor.IDENTITY)
    if waiting.update(ended_on=clock.today()):
        request.state = State.OPEN
    request.save(update_fields=["identity", "identity_on", "state"])
    return request


@action("copy.pals_part_made")
def note_pals_part(request: CopyRequest, *, by: Actor) -> CopyRequest:
    """Write down that PALS made their part of the copy: nurses see that it can be asked for."""
    request = _locked(request)
    _refuse(rules.why_not_make(state=request.state, identity=request.identity, asker=request.asker))
    return _changed(request, pals_part_on=clock.today())


@action("copy.clock_stopped")
def stop_clock(request: CopyRequest, *, waiting_for: WaitingFor, by: Actor) -> CopyRequest:
    """Let the clock stand still while we wait for them."""
    request = _locked(request)
    _refuse(
        rules.why_not_stop(
            state=request.state,
            identity=request.identity,
            waiting_for_identity=waiting_for == WaitingFor.IDENTITY,
        )
    )
    Stop.objects.create(request=request, waiting_for=waiting_for, began_on=clock.today())
    return _changed(request, state=State.STOPPED)


@action("copy.clock_goes_on")
def go_on(request: CopyRequest, *, by: Actor) -> CopyRequest:
    """Let the clock go on: they have answered."""
    request = _locked(request)
    if request.state != State.STOPPED:
        raise Refused("The clock is not stopped.")
    _running_stop(request).update(ended_on=clock.today())
    return _changed(request, state=State.OPEN)


@action("copy.time_made_longer")
def make_longer(request: CopyRequest, *, why: Longer, by: Actor) -> CopyRequest:
    """Take two months more, once, and tell them why in a letter."""
    request = _locked(request)
    _refuse(
        rules.why_not_longer(
            state=request.state, is_longer=bool(request.longer), today=clock.today(), month_on=request.first_month_on
        )
    )
    request = _changed(request, longer=why, longer_told_on=clock.today())
    queue(letters.to_the_person(request, letters.LONGER))
    return request


@action("copy.handed_over")
def hand_over(request: CopyRequest, *, how: Handed, on: datetime.date, by: Actor) -> CopyRequest:
    """Write down that the copy was handed over. The copy itself is kept nowhere."""
    request = _locked(request)
    _refuse(
        rules.why_not_hand_over(
            state=request.state,
            identity=request.identity,
            asker=request.asker,
            handed_on=on,
            asked_on=request.asked_on,
            today=clock.today(),
        )
    )
    return _closed(request, State.HANDED_OVER, on=on, by=by, handed=how)


@action("copy.refused")
def refuse(request: CopyRequest, *, why: Refusal, by: Actor) -> CopyRequest:
    """Refuse a copy, and tell them why and where they can complain."""
    request = _locked(request)
    _refuse(rules.why_not_act(state=request.state))
    request = _closed(request, State.REFUSED, on=clock.today(), by=by, refusal=why)
    queue(letters.to_the_person(request, letters.REFUSED))
    return request


@action("copy.withdrawn")
def withdraw(request: CopyRequest, *, by: Actor) -> CopyRequest:
    """Write down that they no longer want the copy."""
    request = _locked(request)
    _refuse(rules.why_not_act(state=request.state))
    return _closed(request, State.WITHDRAWN, on=clock.today(), by=by)


def _closed(request: CopyRequest, state: State, *, on: datetime.date, by: Actor, **more: Any) -> CopyRequest:
    _running_stop(request).update(ended_on=clock.today())
    return _changed(request, state=state, closed_on=on, closed_by=by.user, **more)


def _running_stop(request: CopyRequest) -> QuerySet[Stop]:
    return Stop.objects.filter(request=request, ended_on=None)


def _changed(request: CopyRequest, **changes: Any) -> CopyRequest:
    for name, value in changes.items():
        setattr(request, name, value)
    request.save(update_fields=list(changes))
    return request


def _locked(request: CopyRequest) -> CopyRequest:
    found = CopyRequest.objects.select_for_update(of=("self",)).select_related("group", "person")
    locked: CopyRequest = found.get(pk=request.pk)
    return locked


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason)
