"""Every answer that is recorded, and every version that is written."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group
from supportgroup.people.models import Person

from . import in_force, news, rules, versions
from .choices import How, Purpose, Said, Sheet
from .models import Answer, Asked, PaperPlace, Version


@action("consent.recorded")
def record(
    person: Person,
    *,
    version: Version,
    ticked: Collection[str],
    given_on: datetime.date,
    how: How,
    by: Actor,
    details: Mapping[str, str] | None = None,
    paper_at: str = "",
) -> list[Answer]:
    """Record a whole sheet as it was answered: a yes for each ticked box, a no (or a withdrawal) for each empty one.

    details: what was written beside a box, by purpose. paper_at: where the paper lies.
    """
    person = _locked(person)
    version = versions.kept(version, by=by)
    _refuse(
        rules.why_not_record(
            given_on=given_on, today=clock.today(), standing=person.standing, ticked=ticked, asked=version.purposes
        )
        or rules.why_not_type_late(
            given_on=given_on,
            today=clock.today(),
            ticked=ticked,
            taken_back=in_force.taken_back_on(person, given_on),
        )
    )
    before = in_force.said_by(person, until=given_on)
    return _write(
        person,
        {
            purpose: (rules.what_was_said(ticked=purpose in ticked, before=before.get(purpose)), version)
            for purpose in version.purposes
        },
        given_on=given_on, how=how, details=details or {}, paper_at=paper_at, by=by,
    )  # fmt: skip


@action("consent.agreed")
def agree(person: Person, *, purpose: Purpose, version: Version, how: How, by: Actor, detail: str = "") -> list[Answer]:
    """Record today's yes to one box of this version."""
    person = _locked(person)
    version = versions.kept(version, by=by)
    today = clock.today()
    _refuse(
        rules.why_not_record(
            given_on=today, today=today, standing=person.standing, ticked={purpose}, asked=version.purposes
        )
    )
    details = {str(purpose): detail} if detail else {}
    return _write(person, {purpose: (Said.YES, version)}, given_on=today, how=how, details=details, by=by)


@action("consent.withdrawn")
def withdraw(person: Person, *, purposes: Collection[str], how: How, by: Actor) -> list[Answer]:
    """Take back today what somebody had agreed to; it holds from now on, also for what is about to be sent."""
    person = _locked(person)
    held = in_force.answers_of(person)
    _refuse(rules.why_not_withdraw({key: answer.said for key, answer in held.items()}, purposes))
    taken_back = {
        Purpose(key): (Said.WITHDRAWN, answer.version)
        for key, answer in held.items()
        if key in purposes and answer.said == Said.YES
    }
    return _write(person, taken_back, given_on=clock.today(), how=how, details={}, by=by)


@action("consent.left")
def leave(person: Person, *, how: How, by: Actor) -> list[Answer]:
    """Take back everything that somebody had agreed to: they leave the group."""
    return withdraw(person, purposes=Purpose.values, how=how, by=by)


@action("consent.corrected")
def correct(answer: Answer, *, why: str, by: Actor) -> list[Answer]:
    """Put right a withdrawal that was typed by mistake today: what was said before holds again.

    What was withdrawn in the same moment was one mistake, and is put right with it. The withdrawal stays on record.
    """
    if answer.person is None:
        raise Refused("This person is no longer on the register.")
    person = _locked(answer.person)
    mistaken = in_force.withdrawn_with(answer)
    before = {one.purpose: in_force.before(one) for one in mistaken}
    _refuse(
        rules.why_not_correct(
            in_force=len(mistaken),
            recorded_on=localtime(answer.recorded_at).date(),
            today=clock.today(),
            by_themselves=answer.how == How.ONLINE,
        )
    )
    return Answer.objects.bulk_create(
        Answer(
            group=person.group, person=person, purpose=one.purpose, version=was.version, said=was.said,
            given_on=one.given_on, how=was.how, detail=was.detail, paper_at=was.paper_lies_at,
            recorded_at=clock.now(), recorded_by=by.user, recorded_as=by.name, corrects=one, why=why,
        )
        for one in mistaken
        if (was := before[one.purpose])
    )  # fmt: skip


@action("consent.paper_found")
def note_paper(answer: Answer, *, place: str, by: Actor) -> PaperPlace:
    """Write down where the paper of an answer lies; what was written before stays readable."""
    if answer.how != How.PAPER:
        raise Refused("This was not answered on paper.")
    return PaperPlace.objects.create(
        answer=answer, place=place, noted_at=clock.now(), noted_by=by.user, noted_as=by.name
    )


@action("consent.asked")
def note_asked(person: Person, *, sheet: Sheet, on: datetime.date, how: How, by: Actor) -> Asked:
    """Note that somebody was given a sheet and has it to think about."""
    person = _locked(person)
    _refuse(rules.why_not_record(given_on=on, today=clock.today(), standing=person.standing, ticked=(), asked=()))
    version = versions.kept(versions.in_use(person.group, sheet), by=by)
    return Asked.objects.create(person=person, version=version, sheet=sheet, asked_on=on, how=how, recorded_by=by.user)


@action("consent.version_written")
def write_version(group: Group, *, sheet: Sheet, boxes: Sequence[Mapping[str, Any]], told: str, by: Actor) -> Version:
    """Put a sheet in other words from now on: a new version, or the newest again while nobody has answered it."""
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    newest = versions.in_use(group, sheet)
    if newest.pk and not newest.answers.exists():
        newest.boxes, newest.told, newest.made_at, newest.made_by = list(boxes), told, clock.now(), by.user
        newest.save()
        return newest
    return Version.objects.create(
        group=group, sheet=sheet, code=rules.next_code(newest.code), boxes=list(boxes), told=told,
        made_at=clock.now(), made_by=by.user,
    )  # fmt: skip


def _write(
    person: Person,
    said: Mapping[Purpose, tuple[Said, Version]],
    *,
    given_on: datetime.date,
    how: How,
    details: Mapping[str, str],
    by: Actor,
    paper_at: str = "",
) -> list[Answer]:
    now = clock.now()
    answers = Answer.objects.bulk_create(
        Answer(
            group=person.group, person=person, purpose=purpose, version=version, said=answer, given_on=given_on,
            how=how, paper_at=paper_at, detail=details.get(purpose, "") if answer == Said.YES else "",
            recorded_at=now, recorded_by=by.user, recorded_as=by.name,
        )
        for purpose, (answer, version) in said.items()
    )  # fmt: skip
    if any(answer.said != Said.YES for answer in answers):
        news.tell_taken_back(person, by=by)
    return answers


def _locked(person: Person) -> Person:
    locked: Person = Person.objects.select_for_update(of=("self",)).select_related("group").get(pk=person.pk)
    return locked


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason)
