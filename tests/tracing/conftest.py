"""Lists for the deceased check, and the results that come back."""

import csv
import datetime
import io

import pytest
from django.core.files.base import ContentFile

from supportgroup.access.actor import SignedIn
from supportgroup.tracing import actions
from supportgroup.tracing.results import people_of
from tests.factories import PersonFactory

RESPONSE = [
    "UNIQUE REFERENCE", "REQ_NHS_NUMBER", "FAMILY_NAME", "GIVEN_NAME", "OTHER_GIVEN_NAME", "GENDER", "DATE_OF_BIRTH",
    "DATE_OF_DEATH", "ADDRESS_LINE1", "ADDRESS_LINE2", "ADDRESS_LINE3", "ADDRESS_LINE4", "ADDRESS_LINE5", "POSTCODE",
    "ERROR_SUCCESS_CODE", "MATCHED_NHS_NO", "DEATH_NOTIFICATION_STATUS",
]  # fmt: skip


def answer_for(traced, **told):
    """Return what the service says of one person: as we have them, but for what is told."""
    person = traced.person
    says = {
        "UNIQUE REFERENCE": traced.reference,
        "REQ_NHS_NUMBER": person.nhs_number,
        "FAMILY_NAME": person.last_name.upper(),
        "GIVEN_NAME": person.first_name.upper(),
        "DATE_OF_BIRTH": f"{person.date_of_birth:%Y%m%d}" if person.date_of_birth else "",
        "POSTCODE": person.postcode,
        "ERROR_SUCCESS_CODE": "00",
        "MATCHED_NHS_NO": person.nhs_number,
    }
    return says | told


def as_csv(answers, columns=RESPONSE):
    """Return answers as the file that comes back."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(answers)
    return text.getvalue().encode()


def result_of(listed, changes=()):
    """Return the whole result of a list. changes: first name -> what is told otherwise."""
    told = dict(changes)
    return as_csv([answer_for(one, **told.get(one.person.first_name, {})) for one in people_of(listed)])


def file(data, name="result.csv"):
    return ContentFile(data, name=name)


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def three(group):
    """Ada, Ben and Cleo, current patients with numbers."""
    told = (("Ada", "9990000018"), ("Ben", "9990000026"), ("Cleo", "9990000034"))
    return [
        PersonFactory(
            group=group, first_name=name, last_name="Okoro", nhs_number=number,
            date_of_birth=datetime.date(1950, 3, 11), postcode="ZZ99 3WZ", address="1 Mill Lane\nEastbrook",
        )
        for name, number in told
    ]  # fmt: skip


@pytest.fixture
def listed(group, three, by):
    """Their list."""
    return actions.make_list(group, who=three, title="The register", by=by)


@pytest.fixture
def loaded(listed, by):
    """Return a function that loads the whole result of the list, with changes by first name."""

    def load(**changes):
        return actions.load(listed, file=file(result_of(listed, changes)), by=by)

    return load
