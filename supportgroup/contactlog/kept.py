"""How long the contact log of somebody who died or moved is kept."""

import datetime
from collections.abc import Collection

from django.db.models import Exists, OuterRef

from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from supportgroup.people.querysets import PersonQuerySet
from supportgroup.ui import wording

from .models import Entry, Helper


def over(group: Group, until: datetime.date) -> PersonQuerySet:
    """Return the people who died or moved by that day and of whom something is written down."""
    left = Person.objects.of(group).exclude(standing=Standing.CURRENT).filter(standing_since__lte=until)
    entry, helper = (Exists(model.objects.filter(person=OuterRef("pk"))) for model in (Entry, Helper))
    logged: PersonQuerySet = left.filter(entry | helper)
    return logged


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return these people as things that are kept."""
    return [
        Item(
            key=str(person.pk),
            words=f"Somebody who left on {wording.day(person.standing_since)} (record {person.pk})",
            ended_on=person.standing_since,
            people=(person.pk,),
            names=f"{person.listed_name}, {person.get_standing_display().lower()} "
            f"on {wording.day(person.standing_since)}",
        )
        for person in over(group, until).order_by("standing_since", "pk")
    ]


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many notes and helpers these people have."""
    people = Person.objects.of(group).filter(pk__in=keys)
    return Entry.objects.filter(person__in=people).count() + Helper.objects.filter(person__in=people).count()


@action("contact_logs.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Delete the notes and the helpers of these people, and return how many rows went."""
    people = Person.objects.of(group).filter(pk__in=keys)
    notes = Entry.objects.filter(person__in=people).delete()[0]
    return int(notes + Helper.objects.filter(person__in=people).delete()[0])


LOGS = Kept(
    key="contactlog.left",
    what="contact logs of people who died or moved",
    counted=("contact log", "contact logs"),
    holds="Notes of calls, letters and visits, what was to come next, and who helps the person.",
    since="the day they died or moved",
    months=12,
    because="Nobody calls them any more. What was clinical is in the hospital record "
    "(UK GDPR Article 5(1)(e), storage limitation).",
    how="The notes and the helpers are deleted. The rest of the record stays.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
)
