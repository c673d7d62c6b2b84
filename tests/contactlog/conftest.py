"""What tests of the contact log start from."""

import pytest

from supportgroup.access.actor import SignedIn
from tests.factories import PersonFactory


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def ada(group):
    return PersonFactory(group=group, first_name="Ada", last_name="Lovell")
