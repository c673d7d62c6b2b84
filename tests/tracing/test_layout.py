import csv
import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.tracing import layout
from supportgroup.tracing.layout import NotAResult, Subject, day, read, write

from .conftest import RESPONSE, as_csv

BORN = datetime.date(1950, 3, 11)
KNOWN = Subject("K7QM2XAB-00001", "9990000018", "O’Neill", "Zoë", "female", BORN, "ZZ99 3WZ")
UNKNOWN = Subject("K7QM2XAB-00002", "", "O’Neill", "Zoë", "female", BORN, "ZZ99 3WZ")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_request_has_the_published_columns_in_their_order():
    header = write([KNOWN]).splitlines()[0].split(",")

    assert header[:8] == [
        "UNIQUE REFERENCE", "NHS_NO", "FAMILY_NAME", "GIVEN_NAME", "OTHER_GIVEN_NAME", "GENDER", "DATE_OF_BIRTH", "POSTCODE",
    ]  # fmt: skip
    assert len(header) == len(set(header)) == 24


def test_no_more_is_told_than_finds_somebody():
    known, unknown = rows(write([KNOWN, UNKNOWN]))

    assert {name: value for name, value in known.items() if value} == {
        "UNIQUE REFERENCE": "K7QM2XAB-00001", "NHS_NO": "9990000018", "DATE_OF_BIRTH": "19500311",
    }  # fmt: skip
    assert (unknown["FAMILY_NAME"], unknown["GIVEN_NAME"], unknown["GENDER"], unknown["POSTCODE"]) == (
        "O’Neill", "Zoë", "2", "ZZ99 3WZ",
    )  # fmt: skip


def test_the_response_is_read_by_the_names_of_its_columns_in_any_order():
    told = {"UNIQUE REFERENCE": "k7qm2xab-00001", "DATE_OF_BIRTH": "19500311", "DATE_OF_DEATH": "202605031145",
            "MATCHED_NHS_NO": "999 000 0018", "ADDRESS_LINE2": "2 Hill  Road", "ADDRESS_LINE4": "EASTBROOK"}  # fmt: skip

    for columns in (RESPONSE, RESPONSE[::-1], [*RESPONSE, "MPS_ID"]):
        (answer,) = read(as_csv([told], columns))
        assert (answer.reference, answer.nhs_number, answer.born) == ("K7QM2XAB-00001", "9990000018", BORN)
        assert (answer.died_on, answer.address) == ("202605031145", "2 Hill Road\nEASTBROOK")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20260503", datetime.date(2026, 5, 3)),
        ("2026-05-03", datetime.date(2026, 5, 3)),
        ("202605031145", datetime.date(2026, 5, 3)),
        ("202605", None),
        ("2026", None),
        ("20260532", None),
        ("", None),
    ],
)
def test_a_day_is_whole_or_none(text, found):
    assert day(text) == found


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it has no column UNIQUE REFERENCE"),
        (b"First name,Last name\nAda,Okoro\n", "it has no column UNIQUE REFERENCE"),
        (b"UNIQUE REFERENCE,DATE_OF_BIRTH\nA-1,\n", "it has no column DATE_OF_DEATH"),
        (b"\x00\x01\x02", "it is no CSV file"),
        (b'UNIQUE REFERENCE,DATE_OF_BIRTH,DATE_OF_DEATH\n"A-1', "a quotation mark is not closed"),
        (b"UNIQUE REFERENCE,DATE_OF_BIRTH,DATE_OF_DEATH\n" + b"A-1,,\n" * layout.MOST_LINES, "more than 30,000 rows"),
    ],
)
def test_what_is_no_result_gets_one_sentence(data, reason):
    with pytest.raises(NotAResult, match=reason):
        read(data)


def test_a_sign_that_nobody_sees_hides_no_death():
    data = "UNIQUE REFERENCE,DATE_OF_BIRTH,DATE_OF_DEATH\nA-1,19500311,\u200b20260503\u200b\n"

    assert read(data.encode())[0].died_on == "20260503"


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail_otherwise(data):
    for head in (b"", b"UNIQUE REFERENCE,DATE_OF_BIRTH,DATE_OF_DEATH\n"):
        try:
            read(head + data)
        except NotAResult:
            continue


@given(st.text(), st.text())
def test_what_is_written_stays_one_row_and_no_formula(first, last):
    told = write([Subject("K7QM2XAB-00001", "", last, first, "male", BORN, "")])

    (row,) = rows(told)
    assert row["UNIQUE REFERENCE"] == "K7QM2XAB-00001"
    assert not row["FAMILY_NAME"].startswith(("=", "+", "-", "@"))
