"""Columns remembered, rows asked about, refused rows downloaded, mended and brought again."""

import csv
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from supportgroup.audit.models import Look
from supportgroup.longwork.actions import run_waiting
from supportgroup.longwork.choices import WorkState
from supportgroup.people.importing import actions, refused, rules
from supportgroup.people.importing.columns import WHY
from supportgroup.people.importing.tables import sheet_of
from supportgroup.people.importing.text import read
from supportgroup.people.models import Import, Person, RememberedColumns
from supportgroup.uploads.models import StoredFile
from tests.factories import PersonFactory

from .conftest import ADA, EVE, HEADER
from .workbooks import ADA as ADA_TYPED
from .workbooks import EVE as EVE_TYPED
from .workbooks import HEADER as NAMES
from .workbooks import xlsx

pytestmark = pytest.mark.django_db
IMPORT = "/immunology/people/import/"
WRONG = ["Joan", "=Lowe", "31/02/1961", "999 000 0034", "joan@demo.example"]


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def nurses(signed_in, nurse):
    return signed_in(nurse)


def begun(data, group, by, name="ward.csv"):
    return actions.begin(ContentFile(data, name=name), group=group, by=by)


def test_the_same_header_is_matched_as_last_time_in_this_group_only(group, other_group, sheet, by):
    strange = ["A", "Family", "Thing", "NHS number", "Hosp no"]
    first = begun(sheet(ADA, header=strange), group, by)
    assert first.columns == ["", "last_name", "", "nhs_number", ""]

    columns = ["first_name", "last_name", "date_of_birth", "nhs_number", "email"]
    actions.match(first, columns=columns, by=by)

    assert begun(sheet(EVE, header=strange), group, by).columns == columns
    assert begun(sheet(EVE, header=[name.upper() for name in strange]), group, by).columns == columns
    assert begun(sheet([*EVE, "why"], header=[*strange, WHY]), group, by).columns == [*columns, ""]
    assert begun(sheet(EVE, header=[*strange[:4], "Hospital"]), group, by).columns != columns
    assert begun(sheet(EVE, header=strange), other_group, by).columns == first.columns
    actions.match(begun(sheet(EVE, header=strange), group, by), columns=[*columns[:4], ""], by=by)
    assert RememberedColumns.objects.of(group).count() == 1
    assert begun(sheet(EVE, header=strange), group, by).columns == [*columns[:4], ""]


def test_nothing_of_a_spreadsheet_stays_in_what_is_remembered(group, sheet, by):
    imported = begun(sheet(ADA), group, by)
    actions.match(imported, columns=imported.columns, by=by)

    kept = RememberedColumns.objects.values().get()
    assert not [word for word in (*ADA, *HEADER) if word in str(kept)]


def test_refused_rows_are_downloaded_mended_and_brought_again(nurses, confirmed, sheet, group, by):
    imported = confirmed(sheet(ADA, WRONG))
    run_waiting()
    imported.refresh_from_db()
    assert (imported.added, imported.refused, StoredFile.objects.count()) == (1, 1, 1)

    page = nurses.get(f"{IMPORT}{imported.pk}/")
    assert "Download the 1 refused row" in words(page)
    text = nurses.get(f"{IMPORT}{imported.pk}/refused.csv").content.decode("utf-8-sig")
    header, row = list(csv.reader(io.StringIO(text)))
    assert (header, row) == ([*HEADER, WHY], ["Joan", "'=Lowe", *WRONG[2:], "Date of birth must be a real date"])

    again = begun(text.replace("31/02/1961", "28/02/1961").encode(), group, by)
    matched = actions.match(again, columns=again.columns, by=by)
    assert (matched.added, matched.refused) == (1, 0)
    actions.confirm(matched, seen=rules.mark_of(matched.verdicts), by=by)
    run_waiting()
    assert {(p.first_name, p.last_name) for p in Person.objects.of(group)} == {("Ada", "Okoro"), ("Joan", "=Lowe")}


def test_refused_rows_are_downloaded_before_anything_is_written_too(nurses, matched, sheet):
    imported = matched(sheet(ADA, WRONG))

    answer = nurses.get(f"{IMPORT}{imported.pk}/refused.csv")

    assert "Joan" in answer.content.decode()
    assert "Ada" not in answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="refused-rows.csv"'
    nothing_wrong = matched(sheet(EVE))
    assert nurses.get(f"{IMPORT}{nothing_wrong.pk}/refused.csv").status_code == 302


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t="])
def test_no_cell_of_the_download_is_taken_for_a_formula_and_each_comes_back_as_it_was(begins):
    cell = f"{begins}1+1"
    text = refused.as_csv(sheet_of([(1, ["First name", "Last name"], ""), (2, [cell, "x"], "")]), {"2": "why"})

    (_, row) = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert row[0] == f"'{cell}"
    assert read(text.encode())[1][1][0] == cell


def test_rows_about_somebody_who_may_be_known_are_asked_about_then_written(nurses, nurse, matched, sheet, group, by):
    ada = PersonFactory(group=group, first_name="Ada", last_name="Okoro", nhs_number="", date_of_birth="1988-03-11")
    eve = PersonFactory(group=group, first_name="Eve", last_name="Stone", nhs_number="", date_of_birth="1988-03-12")
    imported = matched(sheet(ADA, EVE))
    assert (imported.verdicts, imported.refused) == ("qq", 2)

    page = nurses.get(f"{IMPORT}{imported.pk}/check/?show=q")
    assert "2 rows may be about somebody we know" in words(page)
    assert "NHS number: nothing → 999 000 0018" in words(page).replace("\xa0", " ").replace("&nbsp;", " ")
    assert sorted(Look.objects.latest("pk").people) == sorted([ada.pk, eve.pk])

    answer = nurses.post(
        f"{IMPORT}{imported.pk}/answers/", {"line_2": "same", "line_3": "other", "line_99": "same", "line_x": "a"}
    )
    assert answer.url == f"{IMPORT}{imported.pk}/check/"
    imported.refresh_from_db()
    assert (imported.verdicts, imported.answers) == ("ca", {"2": "same", "3": "other"})
    actions.confirm(imported, seen=rules.mark_of(imported.verdicts), by=by)
    run_waiting()

    ada.refresh_from_db()
    assert ada.nhs_number == "9990000018"
    assert Person.objects.of(group).count() == 3
    again = matched(sheet(ADA, EVE))
    assert again.verdicts == "ss"


def test_all_of_them_are_said_to_be_known_at_once(nurses, matched, sheet, group):
    for row in (ADA, EVE):
        PersonFactory(group=group, first_name=row[0], last_name=row[1], nhs_number="",
                      date_of_birth="1988-03-11" if row is ADA else "1988-03-12")  # fmt: skip
    imported = matched(sheet(ADA, EVE))

    nurses.post(f"{IMPORT}{imported.pk}/answers/", {"all": "same"})

    imported.refresh_from_db()
    assert imported.verdicts == "cc"


def test_what_is_not_decided_is_left_out_and_can_be_downloaded(nurses, confirmed, sheet, group):
    PersonFactory(group=group, first_name="Ada", last_name="Okoro", nhs_number="", date_of_birth="1988-03-11")
    imported = confirmed(sheet(ADA, EVE))
    run_waiting()

    imported.refresh_from_db()
    assert (imported.state, imported.added, imported.refused) == ("done", 1, 1)
    assert "or add the NHS number" in nurses.get(f"{IMPORT}{imported.pk}/refused.csv").content.decode()


def test_people_who_are_not_in_the_file_and_empty_cells_change_nothing(group, sheet, confirmed):
    mary = PersonFactory(group=group, first_name="Mary", last_name="Lane", email="mary@demo.example")
    ada = PersonFactory(
        group=group,
        first_name="Ada",
        last_name="Okoro",
        nhs_number="9990000018",
        date_of_birth=None,
        phone="01632 960 001",
    )
    before = Person.objects.filter(pk=mary.pk).values().get()

    confirmed(sheet([*ADA[:3], ADA[3], "", ""], header=[*HEADER, "Phone"]))
    run_waiting()

    ada.refresh_from_db()
    assert Person.objects.filter(pk=mary.pk).values().get() == before
    assert (ada.phone, str(ada.date_of_birth)) == ("01632 960 001", "1988-03-11")


def test_what_was_unusual_is_said_on_the_page(nurses, group):
    def hide(book):
        book.active.row_dimensions[5].hidden = True

    data = xlsx(["Ward 7"], NAMES, ADA_TYPED, NAMES, EVE_TYPED, change=hide)
    answer = nurses.post(IMPORT, {"file": SimpleUploadedFile("ward.xlsx", data)})
    imported = Import.objects.get()
    check = nurses.post(answer.url, {f"column_{n}": field for n, field in enumerate(imported.columns)})

    told = words(nurses.get(check.url))

    imported.refresh_from_db()
    assert sorted(imported.remarks.values()) == [1, 1, 1, 1]
    for sentence in imported.remarks:
        assert sentence in told
    assert "Okoro, Ada" in told
    assert "3 April 1960" in told
    assert "An empty cell erases nothing, and people who are not in the file are not touched" in told


def test_of_a_workbook_with_two_sheets_one_is_chosen(nurses, group):
    def more(book):
        other = book.create_sheet("More")
        other.append(NAMES)
        other.append(EVE_TYPED)

    answer = nurses.post(IMPORT, {"file": SimpleUploadedFile("ward.xlsx", xlsx(NAMES, ADA_TYPED, change=more))})
    imported = Import.objects.get()
    assert answer.url == f"{IMPORT}{imported.pk}/sheet/"
    assert "Choose the sheet with the people" in words(nurses.post(answer.url, {}))
    assert nurses.post(answer.url, {"sheet": "7"}).status_code == 200

    matching = nurses.post(answer.url, {"sheet": "1"})

    assert matching.url == f"{IMPORT}{imported.pk}/columns/"
    assert "Eve" in words(nurses.get(matching.url))
    assert nurses.get(answer.url).url == matching.url
    assert StoredFile.objects.count() == 1


@pytest.fixture
def everything_is_large(monkeypatch):
    monkeypatch.setattr(rules, "LARGE_FILE", 10)
    monkeypatch.setattr(rules, "MANY_ROWS", 1)


def test_a_worker_reads_and_checks_what_is_large(nurses, group, sheet, everything_is_large):
    answer = nurses.post(IMPORT, {"file": SimpleUploadedFile("ward.csv", sheet(ADA, WRONG))})
    imported = Import.objects.get()
    assert answer.url == f"{IMPORT}{imported.pk}/"
    assert "Reading the spreadsheet" in words(nurses.get(answer.url))
    assert nurses.get(f"{IMPORT}{imported.pk}/columns/").url == answer.url

    run_waiting()
    matching = nurses.get(answer.url)
    assert matching.url == f"{IMPORT}{imported.pk}/columns/"
    imported.refresh_from_db()
    checking = nurses.post(matching.url, {f"column_{n}": field for n, field in enumerate(imported.columns)})
    assert "Checking every row" in words(nurses.get(checking.url))
    refused = nurses.post(matching.url, {f"column_{n}": field for n, field in enumerate(imported.columns)})
    assert refused.status_code == 302

    run_waiting()
    assert "1 row cannot be imported" in words(nurses.get(checking.url, follow=True))
    assert Person.objects.count() == 0


def test_a_large_file_that_cannot_be_read_is_forgotten_and_says_why(nurses, group, everything_is_large):
    answer = nurses.post(IMPORT, {"file": SimpleUploadedFile("ward.xlsx", b"PK\x03\x04 and much noise after it")})

    run_waiting()

    told = words(nurses.get(answer.url))
    assert "The spreadsheet cannot be read" in told
    assert "The file is damaged or not whole" in told
    assert StoredFile.objects.count() == 0


def test_what_is_given_up_while_a_worker_has_it_is_gone(nurses, group, sheet, everything_is_large):
    nurses.post(IMPORT, {"file": SimpleUploadedFile("ward.csv", sheet(ADA))})
    nurses.post(f"{IMPORT}{Import.objects.get().pk}/cancel/")

    run_waiting()

    from supportgroup.longwork.models import LongWork

    assert (Import.objects.count(), LongWork.objects.get().state) == (0, WorkState.REFUSED)


def test_taking_the_refused_rows_is_a_look_at_whom_they_may_be_about(nurses, matched, sheet, group):
    known = PersonFactory(group=group, first_name=WRONG[0], last_name=WRONG[1].lstrip("'"))
    PersonFactory(group=group, first_name="Somebody", last_name="Else")
    imported = matched(sheet(ADA, WRONG))

    nurses.get(f"{IMPORT}{imported.pk}/refused.csv")

    look = Look.objects.get(way="export")
    assert (look.what, look.people) == ("Refused rows of a spreadsheet", [known.pk])


def test_it_is_written_down_too_where_nobody_of_the_register_is_in_them(nurses, matched, sheet):
    imported = matched(sheet(ADA, WRONG))

    nurses.get(f"{IMPORT}{imported.pk}/refused.csv")

    assert Look.objects.get(way="export").people == []
