import datetime

import pytest

from supportgroup.people.importing.judging import MAY_BE_KNOWN, Answer, Kind, Known, Register, Table, judge

TODAY = datetime.date(2026, 9, 7)
COLUMNS = ["first_name", "last_name", "date_of_birth", "nhs_number", "phone"]
NOBODY = {
    "title": "", "date_of_birth": None, "nhs_number": "", "sex": "not_said", "language": "English", "address": "",
    "postcode": "", "distance": "not_known", "email": "", "phone": "", "preferred_route": "letter",
    "do_not_contact": False, "needs": [], "standing": "current", "standing_since": None, "condition_group": "not_known",
    "on_immunoglobulin": False, "treatment_route": "none", "treatment_place": "none",
}  # fmt: skip
ZOE = {
    "first_name": "Zoë",
    "last_name": "O’Neill",
    "date_of_birth": datetime.date(1988, 3, 11),
    "nhs_number": "9990000018",
    "phone": "01632 960001",
}


def register(*people):
    known = Register()
    for key, values in enumerate(people, start=1):
        known.hold(Known(key, NOBODY | values))
    return known


def verdict(*cells, columns=COLUMNS, people=(ZOE,), answer=None):
    table = Table([(2, list(cells))], columns, {"2": answer} if answer else {})
    (only,) = judge(table, register(*people), today=TODAY)
    return only


def told(*cells, **options):
    found = verdict(*cells, **options)
    return found.kind, found.reason or found.values


def test_somebody_new_is_added_with_what_the_row_says():
    kind, values = told("Ada", "Okoro", "11/03/1988", "", "")

    assert kind == Kind.ADD
    assert values == {"first_name": "Ada", "last_name": "Okoro", "date_of_birth": datetime.date(1988, 3, 11)}


def test_somebody_known_by_number_name_and_birth_is_changed_where_the_row_says_more():
    found = verdict("ZOE", "oneill", "11/03/1988", "999 000 0018", "01632 960002")

    assert (found.kind, found.person) == (Kind.CHANGE, 1)
    assert (found.before, found.values) == ({"phone": "01632 960001"}, {"phone": "01632 960002"})


def test_a_row_that_says_nothing_new_changes_nothing_nor_does_an_empty_cell():
    assert verdict("Zoe", "O'Neill", "", "999 000 0018", "").kind == Kind.SAME


UNNUMBERED = ZOE | {"nhs_number": ""}


@pytest.mark.parametrize(
    ("cells", "person"),
    [
        (("Zoe", "O'Neill", "11/03/1988", "999 000 0018", ""), UNNUMBERED),
        (("Zoe", "O'Neill", "11/03/1988", "", "01632 960002"), ZOE),
    ],
)
def test_the_same_name_and_birth_without_a_number_is_asked_about_and_not_guessed(cells, person):
    asked = verdict(*cells, people=[person])
    assert (asked.kind, asked.reason, asked.person) == (Kind.ASK, MAY_BE_KNOWN, 1)

    same = verdict(*cells, people=[person], answer=Answer.SAME)
    assert (same.kind, same.person, len(same.values)) == (Kind.CHANGE, 1, 1)

    other = verdict(*cells, people=[person], answer=Answer.OTHER)
    assert (other.kind, other.person, other.values["last_name"]) == (Kind.ADD, None, "O'Neill")


def test_nobody_is_asked_about_a_row_that_says_nothing_new():
    assert verdict("Zoe", "O'Neill", "11/03/1988", "", "", people=[ZOE]).kind == Kind.SAME
    nameless = UNNUMBERED | {"date_of_birth": None}
    assert verdict("Zoe", "O'Neill", "", "", "01632 960001", people=[nameless]).kind == Kind.SAME
    assert verdict("Zoe", "O'Neill", "", "", "01632 960002", people=[nameless]).kind == Kind.REFUSE


def test_of_two_alike_that_one_is_meant_of_whom_the_row_says_nothing_new():
    twins = [UNNUMBERED, UNNUMBERED | {"phone": "01632 960002"}]

    found = verdict("Zoe", "O'Neill", "11/03/1988", "", "01632 960002", people=twins)

    assert (found.kind, found.person) == (Kind.SAME, 2)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("Zara", "O'Neill", "11/03/1988", "999 000 0018", ""), "The register has another name for this NHS number. Check which is right, then change it there"),
        (("Zoe", "O'Neill", "11/03/1989", "999 000 0018", ""), "The register has another date of birth for this NHS number. Check which is right"),
        (("Zoe", "O'Neill", "11/03/1988", "999 000 0026", ""), "The register has another NHS number for this name and date of birth. Check which is right"),
        (("Zoe", "O'Neill", "", "", ""), "The register has somebody with this name. Add the date of birth or the NHS number"),
        (("", "O'Neill", "", "", ""), "The first name is missing"),
        (("", "", "11/03/1988", "", ""), "The first and last name is missing"),
        (("Ada", "Okoro", "31/02/1988", "", ""), "Date of birth must be a real date"),
        (("Ada", "Okoro", "", "", "", "more"), "This row has more cells than the first line has names"),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_the_register_is_refused(cells, reason):
    assert told(*cells) == (Kind.REFUSE, reason)


def test_with_two_people_of_one_name_and_birth_the_row_must_say_which():
    twins = [ZOE | {"nhs_number": ""}, ZOE | {"nhs_number": ""}]

    assert told("Zoe", "O'Neill", "11/03/1988", "", "01632 960002", people=twins) == (
        Kind.REFUSE,
        "The register has 2 people with this name and date of birth. Add the NHS number",
    )


NAMED = ["first_name", "last_name", "nhs_number"]


@pytest.mark.parametrize(
    ("column", "cell", "before", "reason"),
    [
        ("do_not_contact", "no", {"do_not_contact": True}, "This person asked us not to contact them. If that is no longer so, change it on their page"),
        ("standing", "current", {"standing": "died"}, "The register says that this person died. If that is wrong, change it on their page"),
        ("standing", "current", {"standing": "moved"}, "The register says that this person moved. If that is wrong, change it on their page"),
        ("standing", "died", {}, "The date on which they died or moved is missing"),
        ("standing_since", "01/05/2026", {}, "There is a date on which they died or moved, but they are a current patient"),
    ],
)  # fmt: skip
def test_a_spreadsheet_never_takes_back_what_must_be_respected(column, cell, before, reason):
    row = ("Zoe", "O'Neill", "999 000 0018", cell)

    assert told(*row, columns=[*NAMED, column], people=[ZOE | before]) == (Kind.REFUSE, reason)


def test_a_spreadsheet_adds_needs_and_takes_none_away():
    row = ("Zoe", "O'Neill", "999 000 0018", "interpreter")
    kind, values = told(*row, columns=[*NAMED, "needs"], people=[ZOE | {"needs": ["large_print"]}])

    assert (kind, values) == (Kind.CHANGE, {"needs": ["large_print", "interpreter"]})


def test_a_death_comes_with_its_day():
    row = ("Zoe", "O'Neill", "999 000 0018", "deceased", "03/05/2026")
    kind, values = told(*row, columns=[*NAMED, "standing", "standing_since"])

    assert (kind, values) == (Kind.CHANGE, {"standing": "died", "standing_since": datetime.date(2026, 5, 3)})


def test_who_is_not_treated_has_no_way_of_treatment():
    row = ("Ada", "Okoro", "", "no", "Into a vein")

    assert told(*row, columns=[*NAMED, "on_immunoglobulin", "treatment_route"])[0] == Kind.REFUSE


def test_the_lines_of_an_address_may_stand_in_several_columns():
    row = ("Ada", "Okoro", "", "1 Mill Lane", "", "Eastbrook")
    _, values = told(*row, columns=[*NAMED, "address", "address", "address"])

    assert values["address"] == "1 Mill Lane\nEastbrook"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["Ada", "Okoro", "", "999 000 0026", ""], ["Eve", "Stone", "", "9990000026", ""]),
        (["Ada", "Okoro", "11/03/1988", "", ""], ["ADA", "Okóro", "11 March 1988", "", ""]),
        (["Ada", "Okoro", "11/03/1988", "999 000 0026", ""], ["Ada", "Okoro", "11/03/1988", "", ""]),
        (
            ["Zoe", "O'Neill", "", "999 000 0018", "01632 960002"],
            ["Zoe", "O'Neill", "11/03/1988", "", "01632 960003"],
        ),
        (["Ada", "Okoro", "", "", ""], ["Ada", "Okoro", "", "", ""]),
    ],
)
def test_two_rows_about_one_person_are_both_refused(first, second):
    verdicts = judge(Table([(2, first), (17, second)], COLUMNS), register(ZOE), today=TODAY)

    assert [(v.kind, v.reason) for v in verdicts] == [
        (Kind.REFUSE, "The same person is in line 17 too"),
        (Kind.REFUSE, "The same person is in line 2 too"),
    ]


def test_people_who_share_a_name_only_are_two_people():
    rows = [(2, ["Ada", "Okoro", "11/03/1988", "", ""]), (3, ["Ada", "Okoro", "12/03/1988", "", ""])]

    assert [v.kind for v in judge(Table(rows, COLUMNS), register(), today=TODAY)] == [Kind.ADD, Kind.ADD]
