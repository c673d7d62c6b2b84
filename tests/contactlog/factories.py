"""Rows of the contact log for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from supportgroup import clock
from supportgroup.contactlog.choices import Given, Kind, Relation, Task
from supportgroup.contactlog.models import Entry, FollowUp, Helper
from tests.factories import PersonFactory


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    person = factory.SubFactory(PersonFactory)
    kind = Kind.CALL
    what = "Asked about the venue."
    happened_at = factory.LazyFunction(clock.now)
    written_at = factory.LazyFunction(clock.now)
    written_as = "Grace Adeyemi"


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    entry = factory.SubFactory(EntryFactory)
    what = "Ring back about the venue"
    due_on = factory.LazyFunction(clock.today)


class HelperFactory(DjangoModelFactory):
    class Meta:
        model = Helper

    person = factory.SubFactory(PersonFactory)
    name = "Amina Lovell"
    relation = Relation.DAUGHTER
    phone = "01632 960001"
    tasks = [Task.TALK]
    given_on = datetime.date(2026, 1, 5)
    given_how = Given.PHONE
    recorded_at = factory.LazyFunction(clock.now)
