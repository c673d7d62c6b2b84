"""Every change of a person of the register and of their clinical outline."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connection, transaction

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group

from . import counting, rules
from .choices import Standing
from .models import ClinicalOutline, FormatMade, HandedOut, Person
from .reactions import Event, tell

FIELDS = (
    "title", "first_name", "last_name", "date_of_birth", "nhs_number", "sex", "language", "address", "postcode",
    "distance", "email", "phone", "preferred_route", "do_not_contact", "needs", "print_size", "needs_asked_on",
    "letters_in", "in_hospital_until", "standing", "standing_since",
)  # fmt: skip
OUTLINE_FIELDS = ("condition_group", "on_immunoglobulin", "treatment_route", "treatment_place")


class ChangedMeanwhile(Refused):
    """Somebody else saved the record after the form was opened. Nothing was overwritten."""


def values_of(person: Person) -> dict[str, Any]:
    """Return what may be changed of a person, by field."""
    return {name: getattr(person, name) for name in FIELDS}


def outline_values_of(outline: ClinicalOutline) -> dict[str, Any]:
    """Return what may be changed of an outline, by field."""
    return {name: getattr(outline, name) for name in OUTLINE_FIELDS}


@action("person.added")
def add(*, group: Group, values: Mapping[str, Any], by: Actor) -> Person:
    """Add somebody to a group's register. values: by field; what is left out has its usual value."""
    person = Person(group=group)
    save(person, values)
    return person


@action("person.changed")
def change(person: Person, *, values: Mapping[str, Any], by: Actor, mark: str | None = None) -> Person:
    """Change what is held on a person, and tell the other rooms if they died, moved or want no more contact.

    mark: of the record as the form showed it; if it is another by now, nothing is changed.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = values_of(person)
    if mark is not None and mark != rules.mark_of(before):
        raise ChangedMeanwhile("Somebody else changed this record after you opened it.")
    save(person, values)
    tell_news(person, before=before, by=by)
    return person


@action("person.standing_changed")
def change_standing(person: Person, *, standing: Standing, since: datetime.date | None, by: Actor) -> Person:
    """Record that somebody died, moved to another hospital, or is with the service after all."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    before = values_of(person)
    save(person, {"standing": standing, "standing_since": since})
    tell_news(person, before=before, by=by)
    return person


@action("outline.changed")
def change_outline(person: Person, *, values: Mapping[str, Any], by: Actor, mark: str | None = None) -> ClinicalOutline:
    """Write down a person's clinical outline. mark: as for `change`."""
    Person.objects.select_for_update().get(pk=person.pk)
    outline = ClinicalOutline.objects.filter(person=person).first() or ClinicalOutline(person=person)
    if mark is not None and mark != rules.mark_of(outline_values_of(outline)):
        raise ChangedMeanwhile("Somebody else changed this outline after you opened it.")
    for name, value in values.items():
        setattr(outline, name, value)
    outline.save()
    return outline


def tell_news(person: Person, *, before: Mapping[str, Any], by: Actor) -> None:
    """Tell the other rooms what is new since `before`: that the person died, or withdrew."""
    if person.standing == Standing.DIED != before["standing"]:
        tell(Event.DIED, person, by=by)
    withdrew = rules.has_withdrawn(standing=person.standing, do_not_contact=person.do_not_contact)
    if withdrew and not rules.has_withdrawn(standing=before["standing"], do_not_contact=before["do_not_contact"]):
        tell(Event.WITHDREW, person, by=by)


def save(person: Person, values: Mapping[str, Any]) -> None:
    """Set these fields and save; two rows of one group never have the same NHS number."""
    for name, value in values.items():
        setattr(person, name, value)
    if person.standing == Standing.CURRENT:
        person.standing_since = None
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as trouble:
        if "one_person_for_each_nhs_number" not in str(trouble):
            raise
        raise Refused("Somebody on this register has this NHS number already. Look for them in the list.") from None


@action("person.format_made")
def record_format(person: Person, *, letter: str, words: str, for_all: bool, by: Actor) -> None:
    """Record how a letter reaches somebody in the format they need: this one, or from now on all of them.

    letter: which one, as the outbox names it. words: "Read out by phone", "In braille, by the transcription service".
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if reason := rules.why_not_contact(standing=person.standing, do_not_contact=person.do_not_contact):
        raise Refused(reason)
    if for_all:
        person.letters_in = words
        person.save(update_fields=["letters_in"])
    made = {"words": words, "made_at": clock.now(), "made_by": by.user}
    FormatMade.objects.update_or_create(person=person, letter=letter, defaults=made)


@action("register.handed_out")
def note_handed_out(
    group: Group, *, way: str, reason: str, filters: Mapping[str, str], people: int, clinical: bool, by: Actor
) -> HandedOut:
    """Write down that the list leaves the service, and why."""
    return HandedOut.objects.create(
        group=group,
        way=way,
        reason=reason,
        filters=dict(filters),
        people=people,
        clinical=clinical,
        taken_at=clock.now(),
        taken_by=by.user,
    )


@action("register.tallies_folded")
def fold_tallies(*, by: Actor) -> None:
    """Fold the register's tallies together, so that there is one row for each kind of person."""
    with connection.cursor() as cursor:
        cursor.execute(counting.FOLD)
