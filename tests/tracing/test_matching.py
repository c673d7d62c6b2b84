import datetime
from dataclasses import replace

import pytest

from supportgroup.tracing.choices import Finding, Why
from supportgroup.tracing.layout import Answer, Subject
from supportgroup.tracing.matching import judge

TODAY = datetime.date(2026, 9, 7)
BORN = datetime.date(1950, 3, 11)
OURS = Subject("K7QM2XAB-00001", "9990000018", "O’Neill", "Zoë", "female", BORN, "ZZ99 3WZ")
THEIRS = Answer(
    "K7QM2XAB-00001", "00", "9990000018", "O'NEILL", "ZOE", BORN, "", "", "1 MILL LANE\nEASTBROOK", "ZZ99 3WZ"
)


def told(ours=OURS, **says):
    return judge(ours, replace(THEIRS, **says), today=TODAY)


def test_who_came_back_as_we_have_them_lives():
    found = told()

    assert (found.finding, found.why, dict(found.proposals)) == (Finding.LIVES, "", {})


@pytest.mark.parametrize(
    ("says", "died_on"),
    [
        ({"died_on": "20260503", "death_status": "2"}, datetime.date(2026, 5, 3)),
        ({"died_on": "202605031130"}, datetime.date(2026, 5, 3)),
        ({"died_on": "202605"}, None),
        ({"died_on": "2026"}, None),
        ({"died_on": "20260907"}, TODAY),
    ],
)
def test_a_death_is_taken_with_its_day_where_that_is_whole(says, died_on):
    found = told(**says)

    assert (found.finding, found.died_on, dict(found.proposals)) == (Finding.DIED, died_on, {})


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ({"code": "92"}, Why.NOT_FOUND),
        ({"nhs_number": "0000000000"}, Why.NOT_FOUND),
        ({"nhs_number": ""}, Why.NOT_FOUND),
        ({"nhs_number": "9990000019"}, Why.NOT_FOUND),
        ({"nhs_number": "9990000026"}, Why.OTHER_NUMBER),
        ({"born": datetime.date(1950, 11, 3)}, Why.OTHER_BIRTH),
        ({"born": None}, Why.OTHER_BIRTH),
        ({"death_status": "U"}, Why.WITHDRAWN),
        ({"death_status": "1"}, Why.UNCONFIRMED),
        ({"died_on": "20260908"}, Why.NO_DATE),
        ({"died_on": "19490101"}, Why.NO_DATE),
        ({"died_on": "yes"}, Why.NO_DATE),
        ({"died_on": "2027"}, Why.NO_DATE),
    ],
)
def test_what_does_not_agree_is_looked_at_by_a_person_death_or_not(says, why):
    found = told(**{"died_on": "20260503"} | says)

    assert (found.finding, found.why, found.died_on) == (Finding.UNSURE, why, None)


@pytest.mark.parametrize(
    ("status", "why"), [("1", Why.UNCONFIRMED), ("2", Why.NO_DATE), ("U", Why.WITHDRAWN), ("9", Why.NO_DATE)]
)
def test_nobody_of_whom_a_death_is_reported_without_its_day_counts_as_living(status, why):
    found = told(died_on="", death_status=status)

    assert (found.finding, found.why, dict(found.proposals)) == (Finding.UNSURE, why, {})


def test_a_twin_is_not_taken_for_the_other_where_there_is_no_number_of_ours():
    ours = replace(OURS, nhs_number="", first_name="Zoë Anne")

    assert told(ours, first_name="CHLOE", died_on="20260503").why == Why.OTHER_NAME
    assert told(ours, first_name="CHLOE").why == Why.OTHER_NAME
    assert told(ours, first_name="", died_on="20260503").why == Why.OTHER_NAME
    assert told(ours, first_name="ZOE", died_on="20260503").finding == Finding.DIED


def test_a_number_alone_does_not_tell_who_died():
    ours = replace(OURS, born=None)

    assert told(ours, last_name="LANE", died_on="20260503").why == Why.OTHER_NAME
    assert told(ours, first_name="RUTH", died_on="20260503").why == Why.OTHER_NAME
    assert told(ours, died_on="20260503").finding == Finding.DIED


def test_without_a_number_of_ours_the_last_name_must_agree_too():
    ours = replace(OURS, nhs_number="")

    assert told(ours, last_name="ONEILL", died_on="20260503").finding == Finding.DIED
    assert told(ours, last_name="Oneal", died_on="20260503").why == Why.OTHER_NAME
    assert dict(told(ours).proposals) == {"nhs_number": "9990000018"}


def test_other_details_are_proposals_in_ordinary_letters():
    found = told(last_name="LANE", postcode="zz99 4aa", address="12B HILL ROAD\nEASTBROOK")

    assert dict(found.proposals) == {
        "last_name": "Lane", "postcode": "ZZ99 4AA", "address": "12B Hill Road\nEastbrook",
    }  # fmt: skip


def test_another_way_of_writing_the_same_address_is_no_proposal():
    assert not told(address="1, Mill Lane, Eastbrook, Shire", postcode="ZZ993WZ").proposals
    assert not told(postcode="").proposals
    assert not told(postcode="nonsense").proposals
