"""Rows of rights for tests."""

import factory
from factory.django import DjangoModelFactory

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.people.models import Person
from supportgroup.rights.complaints.models import Complaint
from supportgroup.rights.copies.models import CopyRequest
from supportgroup.rights.keeping.models import Destruction, Hold
from tests.factories import GroupFactory, PersonFactory


class RequestFactory(DjangoModelFactory):
    class Meta:
        model = CopyRequest

    person = factory.SubFactory(PersonFactory)
    group = factory.SelfAttribute("person.group")
    asked_on = factory.LazyFunction(clock.today)
    way = "letter"
    recorded_at = factory.LazyFunction(clock.now)


class ComplaintFactory(DjangoModelFactory):
    class Meta:
        model = Complaint

    group = factory.SubFactory(GroupFactory)
    received_on = factory.LazyFunction(clock.today)
    way = "letter"
    name = "Mary Lane"
    about = "A letter for me went to my old address."
    recorded_at = factory.LazyFunction(clock.now)


class HoldFactory(DjangoModelFactory):
    class Meta:
        model = Hold

    group = factory.SubFactory(GroupFactory)
    kept = "mailing.files"
    item = "1"
    why = "complaint"
    placed_at = factory.LazyFunction(clock.now)


class DestructionFactory(DjangoModelFactory):
    class Meta:
        model = Destruction

    group = factory.SubFactory(GroupFactory)
    kept = "mailing.files"
    what = "mailing files"
    items = ["“Satisfaction survey”, closed on 3 May 2025"]
    rows = 300
    months = 3
    because = "It was needed to remind people and for nothing else."
    how = "The rows are deleted."
    destroyed_at = factory.LazyFunction(clock.now)
    by_name = "Grace Adeyemi"


def one_of_each(group: Group, person: Person) -> dict[str, int]:
    """Return the keys of the things of rights that addresses name."""
    return {
        "copy_request": RequestFactory(person=PersonFactory(group=group)).pk,
        "complaint": ComplaintFactory(group=group).pk,
        "hold": HoldFactory(group=group, item="0").pk,
        "destruction": DestructionFactory(group=group).pk,
    }
