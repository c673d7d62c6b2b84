"""How long the record of somebody who died or moved is kept: when its time is over, it is erased like any other."""

import datetime
from collections.abc import Collection

from supportgroup.access.actor import Actor
from supportgroup.access.choices import Power
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.keeping import Item, Kept
from supportgroup.groups.models import Group
from supportgroup.people.choices import Standing
from supportgroup.people.models import Person
from supportgroup.people.querysets import PersonQuerySet
from supportgroup.rights.keeping.holding import PEOPLE
from supportgroup.ui import wording

from . import actions, weighing
from .choices import Reason

_WORDS = {Standing.DIED: "Somebody who died on", Standing.MOVED: "Somebody who moved on"}


def over(group: Group, until: datetime.date) -> PersonQuerySet:
    """Return the people who died or moved by that day."""
    left: PersonQuerySet = Person.objects.of(group).filter(standing__in=_WORDS, standing_since__lte=until)
    return left


def ended(group: Group, until: datetime.date) -> list[Item]:
    """Return these people as things that are kept."""
    return [
        Item(
            key=str(person.pk),
            words=f"{_WORDS[Standing(person.standing)]} {wording.day(person.standing_since)} (record {person.pk})",
            ended_on=person.standing_since,
            people=(person.pk,),
            names=f"{person.listed_name}, {person.get_standing_display().lower()} "
            f"on {wording.day(person.standing_since)}",
        )
        for person in over(group, until).order_by("standing_since", "pk")
    ]


def rows(group: Group, keys: Collection[str]) -> int:
    """Return how many records of people these are."""
    return Person.objects.of(group).filter(pk__in=keys).count()


@action("records_of_people.destroyed")
def destroy(group: Group, keys: Collection[str], *, by: Actor) -> int:
    """Erase these people, each with everything that is held on them; return how many entries went."""
    gone = 0
    for person in Person.objects.of(group).filter(pk__in=keys).order_by("pk"):
        if refusal := weighing.why_not_erase(person):
            raise Refused(f"Nothing was destroyed. One of them cannot be erased now. {refusal}")
        gone += sum(actions.erase(person, reason=Reason.DUE, by=by).gone.values())
    return gone


LEFT = Kept(
    key=PEOPLE,
    what="records of people who died or moved",
    counted=("record", "records"),
    holds="Everything that is held on somebody who is no longer with the service.",
    since="the day they died or moved",
    months=36,
    because="This is not the clinical record, which the hospital keeps. 3 years leave time for questions and "
    "complaints (UK GDPR Article 5(1)(e), storage limitation).",
    how="Each is erased, as on their own page: what stays is that it was done.",
    ended=ended,
    over=over,
    rows=rows,
    destroy=destroy,
    also=Power.ERASE_PEOPLE,
)
