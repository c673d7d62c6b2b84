"""What tests of consent start from: a person, and sheets answered by the actions."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.consent import actions, versions
from supportgroup.consent.choices import How, Sheet
from tests.factories import PersonFactory


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def ada(group):
    return PersonFactory(group=group, first_name="Ada", last_name="Lovell", email="ada@mail.example")


@pytest.fixture
def answer(by):
    """Return a function that records a sheet as a nurse would: the purposes that were ticked, so many days ago."""

    def record(person, *ticked, sheet=Sheet.MEMBERSHIP, days_ago=0, how=How.PAPER, **more):
        version = versions.in_use(person.group, sheet)
        given_on = clock.today() - datetime.timedelta(days=days_ago)
        return actions.record(person, version=version, ticked=ticked, given_on=given_on, how=how, by=by, **more)

    return record
