"""The sums of docs/demo.md, for any day on which the story is told."""

import csv
import datetime
import io
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from supportgroup.demo.cohort import CURRENT, WHO_BEGINS, WHO_DIES, as_it_was, cohort, spreadsheet
from supportgroup.people.typed import is_nhs_number

TODAY = datetime.date(2026, 11, 23)
PEOPLE = cohort(TODAY)
NOW = PEOPLE[:CURRENT]


def counted(name):
    return Counter(getattr(patient, name) for patient in NOW)


def test_250_patients_185_primary_65_secondary():
    assert counted("condition_group") == {"primary": 185, "secondary": 65}


def test_100_on_immunoglobulin_75_at_home():
    assert counted("treatment") == {
        ("none", "none"): 150,
        ("pump", "home"): 38,
        ("push", "home"): 16,
        ("enzyme", "home"): 12,
        ("vein", "home"): 9,
        ("vein", "hospital"): 22,
        ("pump", "hospital"): 3,
    }
    assert Counter(p.condition_group for p in NOW if p.on_immunoglobulin) == {"primary": 75, "secondary": 25}


def test_sex_distance_language_and_route():
    assert counted("sex") == {"female": 136, "male": 111, "other": 3}
    assert counted("distance") == {"under_5": 70, "5_to_9": 62, "10_to_19": 68, "20_to_39": 38, "40_or_more": 12}
    assert counted("language") == {
        "English": 231, "Polish": 4, "Urdu": 4, "Punjabi": 3, "Bengali": 2, "Arabic": 2, "Portuguese": 2,
        "British Sign Language": 2,
    }  # fmt: skip
    assert counted("route") == {"letter": 94, "email": 88, "text": 48, "phone": 20}


def test_needs_and_wishes():
    assert Counter(need for patient in NOW for need in patient.needs) == {
        "large_print": 11, "easy_read": 3, "audio": 2, "bsl": 2, "email_not_letter": 2, "braille": 1, "interpreter": 9,
    }  # fmt: skip
    assert sum(patient.do_not_contact for patient in NOW) == 12


def test_everybody_has_a_name_a_number_and_an_address_of_their_own():
    for values in (
        [(p.first_name, p.last_name) for p in PEOPLE],
        [p.nhs_number for p in PEOPLE],
        [p.email for p in PEOPLE if p.email],
    ):
        assert len(set(values)) == len(values)
    assert {p.nhs_number[:3] for p in PEOPLE} == {"999"}
    assert [p.nhs_number for p in PEOPLE if not is_nhs_number(p.nhs_number)] == []


def test_100_were_on_immunoglobulin_before_one_died_and_another_began():
    then = as_it_was(PEOPLE)

    assert sum(patient.on_immunoglobulin for patient in then) == 100
    assert then[WHO_DIES].on_immunoglobulin
    assert not then[WHO_BEGINS].on_immunoglobulin


def test_the_spreadsheet_has_a_row_for_each():
    rows = list(csv.reader(io.StringIO(spreadsheet(PEOPLE).decode("utf-8-sig"))))

    assert len(rows) == 257
    assert {len(row) for row in rows} == {18}


@settings(max_examples=20, deadline=None)
@given(day=st.dates(datetime.date(2026, 1, 1), datetime.date(2036, 12, 31)))
def test_whatever_the_day_the_ages_and_the_people_are_the_same(day):
    def ages(patients, today):
        return Counter(
            next(
                i for i, high in enumerate((24, 34, 44, 54, 64, 74, 200)) if (today - p.born_on).days // 365.25 <= high
            )
            for p in patients[:CURRENT]
        )

    assert ages(cohort(day), day) == {0: 20, 1: 26, 2: 34, 3: 42, 4: 50, 5: 46, 6: 32}
    assert [p.last_name for p in cohort(day)] == [p.last_name for p in PEOPLE]
