"""The wording that ships with the service is pinned: who answered M-1.0 must be able to read M-1.0 for ever."""

import hashlib
import json

import pytest

from supportgroup.consent import versions
from supportgroup.consent.choices import Purpose, Sheet
from supportgroup.consent.statements import DECLARED, ROUTE_BOXES, sheet_of
from supportgroup.people.choices import Route

MEMBERSHIP = [
    "I would like to join the immunology patient support group. It is my choice. Saying no, or leaving later, will not change my care.",
    "You may contact me about the group by: letter",
    "You may contact me about the group by: email",
    "You may contact me about the group by: text",
    "You may contact me about the group by: phone",
    "I also agree to this: At meetings I am willing to share my experience with other members; I choose what I say.",
    "I also agree to this: I will keep private what other members tell me.",
    "I also agree to this: You may use things I say, without my name, in reports.",
]


@pytest.mark.django_db
def test_the_membership_sheet_says_exactly_what_was_agreed_with_the_hospital(group):
    version = versions.declared(group, Sheet.MEMBERSHIP)

    assert [version.words_of(purpose) for purpose in version.purposes] == MEMBERSHIP
    assert version.told.startswith("You hold my name, contact details, access and food needs and what I ticked.")
    assert version.told.endswith("I can leave or change any box at any time by phone, letter, email or at a meeting.")


def test_a_declared_version_never_changes_its_words():
    marks = {
        statement.code: hashlib.sha256(
            json.dumps([[b.purpose, b.heading, b.words, b.asks] for b in statement.boxes] + [statement.told]).encode()
        ).hexdigest()[:12]
        for statement in DECLARED.values()
    }

    assert marks == {
        "M-1.0": "c59d20f5031a",
        "B-1.0": "f883feb5e36c",
        "F-1.0": "ce87aaf33366",
        "P-1.0": "997546f2937c",
    }


def test_every_purpose_stands_on_one_sheet_and_every_way_of_writing_has_a_box():
    on_sheets = [box.purpose for statement in DECLARED.values() for box in statement.boxes]

    assert sorted(on_sheets) == sorted(Purpose)
    assert set(ROUTE_BOXES) == set(Route)
    assert sheet_of("photos") == Sheet.PUBLICITY
