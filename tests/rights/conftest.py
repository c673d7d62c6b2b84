"""What tests of rights start from."""

import pytest

from supportgroup.access.actor import SignedIn
from tests.factories import OutlineFactory, PersonFactory


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def mary(group):
    """Somebody whose record has something in every field."""
    person = PersonFactory(
        group=group, title="Mrs", first_name="Mary", last_name="Lane", nhs_number="9990000018",
        email="mary.lane@mail.example", phone="01632 960 123", needs=["large_print"],
    )  # fmt: skip
    OutlineFactory(person=person, condition_group="primary", on_immunoglobulin=True, treatment_route="vein")
    return person
