"""A nurse brings her patients in from the spreadsheet that the service keeps."""

import datetime
import io
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from supportgroup.demo.cohort import cohort, spreadsheet
from supportgroup.people.models import Person
from tests.journeys.steps import asks

TODAY = datetime.date(2026, 11, 23)


def chooses(page, sheet, name="cohort.csv"):
    file = {"name": name, "mimeType": "text/csv", "buffer": sheet}
    page.get_by_label("Spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Upload the file").click()


def test_a_nurse_imports_a_cohort_after_mending_two_rows(stage, visitor, check):
    patients = cohort(TODAY)[:24]
    mended = spreadsheet(patients)
    number = patients[3].nhs_number
    spoilt = mended.replace(number.encode(), f"{number[:-1]}{(int(number[-1]) + 1) % 10}".encode())
    spoilt = spoilt.replace(f"{patients[8].born_on:%d/%m/%Y}".encode(), b"31/02/1961")
    page = visitor(stage.nurse)

    page.goto("/immunology/people/")
    check(page, "people-nobody-yet")
    page.get_by_role("link", name="Import a spreadsheet").first.click()
    check(page, "import-choose")
    chooses(page, b"%PDF-1.7 not a spreadsheet")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "import-no-spreadsheet")

    chooses(page, spoilt)
    asks(page, "Match the columns")
    expect(page.get_by_label("Date of birth")).to_have_value("date_of_birth")
    check(page, "import-match-columns")
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_role("heading", name="2 rows cannot be imported")).to_be_visible()
    check(page, "import-rows-refused")
    assert Person.objects.count() == 0

    page.get_by_role("link", name="choose it again").click()
    chooses(page, mended)
    page.get_by_role("button", name="Check the rows").click()
    asks(page, "24 people to import")
    check(page, "import-rows-ready")
    page.get_by_role("button", name="Import 24 people").click()
    check(page, "import-waits")
    stage.worker_works()
    asks(page, "The spreadsheet is imported")
    check(page, "import-done")
    assert Person.objects.count() == 24
    page.get_by_role("link", name="Look at the people").click()
    check(page, "people")


def ward_list(born):
    """A ward's list as it is really kept: a title, a column that is not wanted, a hidden row, an old sheet."""
    book = openpyxl.Workbook()
    book.active.title = "Current"
    for row in (
        ["Ward 7, day unit"],
        ["Hosp no", "Surname", "Forename", "D.O.B.", "NHS No.", "Tel"],
        ["A1", "Marsh", "Edith", datetime.date(1941, 5, 2), 9991815902, 7700900123],
        ["A2", "Haddad", "Omar", "3/4/60", "999 000 0026", "01632 960001"],
        ["A3", "Lowe", "Joan", born, "", ""],
        ["A4", "Stone", "Ivy", "12 March 1988", "", "01632 960004"],
    ):
        book.active.append(row)
    book.active.row_dimensions[4].hidden = True
    book.create_sheet("Moved").append(["Nobody", "yet"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_ward_list_is_mended_where_it_was_refused_and_brought_again(stage, visitor, check):
    stage.patient("Ivy Stone", date_of_birth=datetime.date(1988, 3, 12), nhs_number="", route="letter")
    page = visitor(stage.nurse)
    page.goto("/immunology/people/import/")

    chooses(page, ward_list("31/02/1961"), name="ward.xlsx")
    asks(page, "Choose the sheet")
    check(page, "import-choose-sheet")
    page.get_by_label("Current").check()
    page.get_by_role("button", name="Go on").click()
    asks(page, "Match the columns")
    page.get_by_role("button", name="Check the rows").click()
    asks(page, "2 people to import")
    page.get_by_text("What we understood although it was unusual").click()
    check(page, "import-unusual")
    page.get_by_role("link", name="Say which").click()
    check(page, "import-ask")
    page.get_by_label("The person we know").check()
    page.get_by_role("button", name="Keep these answers").click()
    asks(page, "3 people to import")
    page.get_by_role("link", name="To be changed").click()
    expect(page.get_by_text("Phone: nothing → 01632 960004")).to_be_visible()
    page.get_by_role("button", name="Import the other 3 people").click()
    stage.worker_works()
    asks(page, "The spreadsheet is imported")
    check(page, "import-done-with-refused")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the 1 refused row").click()
    refused = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "Date of birth must be a real date" in refused

    mended = refused.replace("31/02/1961", "28/02/1961")
    page.get_by_role("link", name="choose it", exact=True).click()
    chooses(page, mended.encode(), name="refused-rows.csv")
    expect(page.get_by_label("D.O.B.")).to_have_value("date_of_birth")
    page.get_by_role("button", name="Check the rows").click()
    asks(page, "1 person to import")
    page.get_by_role("button", name="Import 1 person").click()
    stage.worker_works()
    asks(page, "The spreadsheet is imported")
    assert {p.last_name for p in Person.objects.all()} == {"Marsh", "Haddad", "Lowe", "Stone"}
    assert Person.objects.get(last_name="Stone").phone == "01632 960004"


def test_the_register_is_searched_filtered_and_changed(stage, visitor, check):
    stage.patient("Edith Marsh", needs=["large_print"], phone="07700 900123", nhs_number="9991815902")
    stage.patient("Omar Haddad", route="letter", language="Arabic", needs=["interpreter"])
    stage.patient("Joan Lowe", route="letter", immunoglobulin=False, do_not_contact=True)
    page = visitor(stage.nurse)

    page.goto("/immunology/people/")
    asks(page, "3 people")
    check(page, "people-to-respect")
    page.get_by_role("link", name="On immunoglobulin").first.click()
    asks(page, "2 people")
    page.get_by_label("Name, NHS number, postcode or date of birth").fill("marsh")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Found by “marsh”")).to_be_visible()
    assert "marsh" not in page.url
    check(page, "people-found")
    page.get_by_role("link", name="Marsh, Edith").click()
    check(page, "person")

    page.get_by_role("link", name="Change details").click()
    page.get_by_label("NHS number").fill("999 181 5903")
    page.get_by_role("button", name="Save person").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "person-edit-error")
    page.get_by_label("NHS number").fill("999 181 5902")
    page.get_by_label("Phone").last.fill("07700 900124")
    page.get_by_role("button", name="Save person").click()
    expect(page.get_by_text("07700 900124 (mobile)", exact=True)).to_be_visible()

    page.get_by_role("link", name="Change Condition group").click()
    check(page, "outline-edit")


def test_pals_add_a_person_and_see_no_treatment(stage, visitor, check):
    person = stage.patient("Edith Marsh")
    page = visitor(stage.ruth)
    page.goto(f"/immunology/people/{person.pk}/")
    expect(page.get_by_text("Clinical outline")).to_have_count(0)
    page.goto("/immunology/people/add/")
    check(page, "person-add")
    page.get_by_role("button", name="Save person").click()
    expect(page.get_by_role("link", name="Enter first name")).to_be_visible()
    page.get_by_label("First name").fill("Joan")
    page.get_by_label("Last name").fill("Lowe")
    page.get_by_role("button", name="Save person").click()
    asks(page, "Joan Lowe")
