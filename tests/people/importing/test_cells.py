import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.people.importing import dates, scanning
from supportgroup.people.importing.cells import NOUGHT_PUT_BACK, value_of
from supportgroup.people.importing.columns import FIELDS
from supportgroup.people.typed import NotUnderstood
from supportgroup.people.words import WORDS

TODAY = datetime.date(2026, 9, 7)


@pytest.mark.parametrize("name", [name for name in WORDS if name != "needs"])
def test_coded_cells_take_the_label_and_the_stored_word_in_any_case(name):
    for stored, label in WORDS[name].items():
        for text in (stored, stored.upper(), label, label.upper(), f" {label} "):
            assert value_of(name, text, today=TODAY) == (stored, "")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("first_name", "  Zoe\u0308   Ann ", "Zoë Ann"),
        ("date_of_birth", "1988-03-11 00:00:00", datetime.date(1988, 3, 11)),
        ("nhs_number", "999-000-0018", "9990000018"),
        ("phone", "7700900982", "07700 900982"),
        ("phone", "7700900982.0", "07700 900982"),
        ("nhs_number", "9990000018.0", "9990000018"),
        ("nhs_number", "9.990000018E+09", "9990000018"),
        ("sex", "F", "female"),
        ("preferred_route", "SMS", "text"),
        ("do_not_contact", "Y", True),
        ("on_immunoglobulin", "no", False),
        ("address", "1 Mill Lane\r\n\r\n Eastbrook", "1 Mill Lane\nEastbrook"),
        ("needs", "Large print; interpreter", ["large_print", "interpreter"]),
        ("needs", "Email, not letter", ["email_not_letter"]),
        ("needs", "bsl, audio", ["audio", "bsl"]),
        ("needs", "none", []),
        ("needs", "Interpreter: Polish; Audio", ["audio", "interpreter"]),
        ("interpreter", "Polish", ["interpreter"]),
        ("interpreter", "Yes", ["interpreter"]),
        ("interpreter", "No", []),
        ("language", "pl", "Polish"),
        ("language", "polish", "Polish"),
        ("language", "Klingon", "Klingon"),
    ],
)
def test_a_cell_becomes_the_value_that_is_stored(name, text, value):
    assert value_of(name, text, today=TODAY)[0] == value


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("date_of_birth", "31/02/1988", "Date of birth must be a real date"),
        ("date_of_birth", "1975", "Date of birth must be a date like 11/03/1988 or 11 March 1988"),
        ("date_of_birth", "04/25/1960", "Date of birth must be a real date"),
        ("nhs_number", "999000001", "NHS number must have 10 digits. You typed 9"),
        ("phone", "7.7E+09", "The spreadsheet program has shortened the phone number. Format that column as text"),
        ("email", scanning.NO_VALUE, "Email is a formula without a saved value. Open the spreadsheet, save it and choose it again"),
        ("email", scanning.ERROR, "Email is an error of the spreadsheet, such as #REF!. Mend it there and choose it again"),
        ("date_of_birth", "08/09/2026", "Date of birth must be in the past"),
        ("date_of_birth", "01/01/1800", "Date of birth must be after 1905"),
        ("standing_since", "08/09/2026", "The date they died or moved must be today or in the past"),
        ("nhs_number", "999 000 0019", "This is not an NHS number: a digit is wrong, or 2 have changed places. Check it"),
        ("nhs_number", "9.99000E+09", "The spreadsheet program has shortened the NHS number. Format that column as text"),
        ("first_name", "A" * 81, "First name must be 80 characters or fewer"),
        ("address", "A" * 401, "Address must be 400 characters or fewer"),
        ("phone", "+44 " + "1" * 14, "Enter a phone number in full, like 01632 960 001 or +353 1 496 0001"),
        ("email", "ada at home", "Email must be in the right form, like name@example.com"),
        ("preferred_route", "pigeon", "Preferred route has a word we do not know. Use one of: Letter, Email, Text message, Phone call"),
        ("do_not_contact", "perhaps", "Do not contact must be yes or no"),
        ("last_name", "Oko\x1bro", "Last name has a character that cannot be kept"),
        ("needs", "a lift", "Needs has a word we do not know. Use one of: Large print, Easy read, Audio, Braille, Email, not letter, British Sign Language, Lip-speaker, Other communication support, Advocate, Interpreter"),
    ],
)  # fmt: skip
def test_what_cannot_be_stored_has_a_reason_that_repeats_nothing_of_the_cell(name, text, reason):
    with pytest.raises(NotUnderstood) as refused:
        value_of(name, text, today=TODAY)

    assert str(refused.value) == reason
    assert text not in reason


@given(st.sampled_from(sorted(FIELDS)), st.text(min_size=1).filter(str.strip))
def test_no_cell_makes_reading_fail_otherwise(name, text):
    with contextlib.suppress(NotUnderstood):
        value_of(name, text, today=TODAY)


@pytest.mark.parametrize(
    ("name", "text", "note"),
    [
        ("phone", "7700900982", NOUGHT_PUT_BACK),
        ("phone", "2079460123", NOUGHT_PUT_BACK),
        ("phone", "07700 900982", ""),
        ("nhs_number", "9990000018.0", ""),
        ("date_of_birth", "3/4/60", dates.TWO_DIGITS),
        ("date_of_birth", "3/4/1960", ""),
        ("date_of_birth", "22009", dates.WAS_A_NUMBER),
    ],
)
def test_what_was_put_right_is_said(name, text, note):
    assert value_of(name, text, today=TODAY)[1] == note
