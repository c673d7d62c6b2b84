"""People with something that could leak, and the pages that list them."""

import pytest

from supportgroup.people.choices import Need, Route
from tests.factories import OutlineFactory, PersonFactory

CLINICAL_WORDS = (
    "immunoglobulin", "immunodeficiency", "primary", "secondary", "condition group", "treatment", "into a vein",
    "under the skin", "pump", "outline", "hospital, vein", "home,",
)  # fmt: skip


@pytest.fixture
def treated(group):
    """Somebody whose treatment is written down."""
    person = PersonFactory(
        group=group,
        first_name="Zoë",
        last_name="O’Neill",
        nhs_number="9990000018",
        email="zoe@demo.example",
        phone="07700 900 123",
        preferred_route=Route.EMAIL,
        needs=[Need.INTERPRETER],
        language="Welsh",
    )
    OutlineFactory(
        person=person,
        condition_group="primary",
        on_immunoglobulin=True,
        treatment_route="vein",
        treatment_place="hospital",
    )
    return person


@pytest.fixture
def no_clinical_word():
    """Return a function that finds clinical words in a page, the group's own name and the switch between pages apart."""

    def found(answer):
        page = answer.content.decode().lower().replace("immunology patient support group", "")
        page = page.replace("nhsuk-button--secondary", "")  # the name of a button's looks
        return [word for word in CLINICAL_WORDS if word in page]

    return found
