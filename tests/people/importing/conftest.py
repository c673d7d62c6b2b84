"""Spreadsheets as services keep them."""

import csv
import io

import pytest
from django.core.files.base import ContentFile

from supportgroup.access.actor import SignedIn
from supportgroup.people.importing import actions
from supportgroup.people.importing.rules import mark_of

HEADER = ["First name", "Last name", "Date of birth", "NHS number", "Email"]
ADA = ["Ada", "Okoro", "11/03/1988", "999 000 0018", "ada@demo.example"]
EVE = ["Eve", "Stone", "12 March 1988", "999 000 0026", ""]


@pytest.fixture
def sheet():
    """Return a function that writes rows as the bytes of a CSV file."""

    def write(*rows, header=HEADER, delimiter=",", encoding="utf-8"):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
        return text.getvalue().encode(encoding)

    return write


@pytest.fixture
def by(nurse):
    return SignedIn(nurse)


@pytest.fixture
def matched(group, by):
    """Return a function that takes a file in and matches its columns as guessed."""

    def match(data, name="cohort.csv"):
        begun = actions.begin(ContentFile(data, name=name), group=group, by=by, here=True)
        return actions.match(begun, columns=begun.columns, by=by, here=True)

    return match


@pytest.fixture
def confirmed(matched, by):
    """Return a function that takes a file in, matches and confirms it."""

    def confirm(data):
        imported = matched(data)
        return actions.confirm(imported, seen=mark_of(imported.verdicts), by=by)

    return confirm
