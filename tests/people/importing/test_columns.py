import pytest

from supportgroup.people.importing.columns import FIELDS, guess, why_not_match


def test_every_field_is_known_by_its_own_label():
    assert guess(FIELDS.values()) == list(FIELDS)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Forename", "SURNAME", "D.O.B.", "NHS No."], ["first_name", "last_name", "date_of_birth", "nhs_number"]),
        (["first_name", "family-name", "Mobile", "E-mail"], ["first_name", "last_name", "phone", "email"]),
        (["Address 1", "Address 2", "Town", "Post Code"], ["address", "address", "address", "postcode"]),
        (["Ig", "Diagnosis group", "Notes", ""], ["on_immunoglobulin", "condition_group", "", ""]),
        (["Phone", "Mobile"], ["phone", ""]),
    ],
)
def test_usual_names_of_columns_are_understood(header, fields):
    assert guess(header) == fields


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        (["first_name", "last_name", ""], None),
        (["first_name", "last_name", "address", "address", "needs", "needs"], None),
        (["first_name", ""], "Choose the column that holds the last name."),
        (["", ""], "Choose the column that holds the first name and the last name."),
        (["first_name", "last_name", "email", "email"], "“Email” is chosen for more than one column. Choose it once."),
    ],
)
def test_columns_must_name_people_and_fill_each_field_once(columns, reason):
    assert why_not_match(columns) == reason
