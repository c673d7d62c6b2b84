"""Every kind of workbook, and everything that clerks and strangers do to them."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportgroup.people.importing import scanning
from supportgroup.people.importing.reading import NotASpreadsheet, SheetsToChoose, packed, read, unpacked
from supportgroup.uploads.reading import kind_of

from .workbooks import ADA, EVE, HEADER, ods, rewritten, xls, xlsx

ROWS = [
    ["Ada", "Okoro", "1960-04-03", "9990000018", "7700900982"],
    ["Eve", "Stone", "1988-03-12", "9990000026", "01632 960 001"],
]
SHEET = "xl/worksheets/sheet1.xml"


def taken(data, sheet=""):
    """Return the sheet as it waits, read as an upload is: by its content."""
    return unpacked(packed(read(data, kind=kind_of(data), sheet=sheet)))


def cells(sheet):
    return [row for _, row in sheet.rows]


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_every_kind_of_workbook_says_the_same(make):
    sheet = taken(make(HEADER, ADA, EVE))

    assert (sheet.header, cells(sheet), sheet.kind) == (HEADER, ROWS, make.__name__)
    assert [line for line, _ in sheet.rows] == [2, 3]


def test_macros_stay_asleep_and_the_people_are_read():
    data = rewritten(xlsx(HEADER, ADA), "[Content_Types].xml", lambda xml: xml.replace(
        b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"))  # fmt: skip

    assert cells(taken(data)) == ROWS[:1]


def test_days_counted_from_1904_are_the_days_that_were_meant():
    def from_1904(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    sheet = taken(xlsx(HEADER, ADA, change=from_1904))

    assert (cells(sheet)[0][2], sheet.is_1904) == ("1960-04-03", True)
    old = taken(
        xls(HEADER, change=lambda book: (setattr(book, "dates_1904", True), book.get_sheet(0).write(1, 0, "Ada")))
    )
    assert cells(old)[0][0] == "Ada"


def test_a_day_without_the_form_of_a_day_stays_its_number():
    assert cells(taken(xlsx(HEADER, ["Ada", "Okoro", 22009, 9990000018.0, 1.5])))[0][2:] == [
        "22009",
        "9990000018",
        "1.5",
    ]


def test_titles_above_blank_lines_and_repeated_names_are_left_out():
    sheet = taken(xlsx(["Ward 7"], [], ["Printed", datetime.date(2026, 9, 7)], HEADER, ADA, [], HEADER, EVE, [" "]))

    assert (sheet.header, cells(sheet), sheet.above, sheet.repeated) == (HEADER, ROWS, 2, 1)
    assert [line for line, _ in sheet.rows] == [5, 8]


def test_a_name_merged_over_two_lines_is_the_name_of_its_column():
    def merge(book):
        book.active.merge_cells("C1:C2")

    sheet = taken(xlsx(["Name", "", "D.O.B."], ["Forename", "Surname", ""], ADA[:3], change=merge))

    assert sheet.header == ["Forename", "Surname", "D.O.B."]


@pytest.mark.parametrize("make", [xlsx, xls])
def test_a_cell_merged_downwards_is_read_for_each_of_its_rows_and_said(make):
    def merge(book):
        if make is xlsx:
            book.active.merge_cells("C2:C3")
        else:
            book.get_sheet(0).merge(1, 2, 2, 2)

    sheet = taken(
        make(["Forename", "Surname", "Address"], ["Ada", "Okoro", "1 Mill Lane"], ["Ben", "Okoro"], change=merge)
    )

    assert [row[2] for row in cells(sheet)] == ["1 Mill Lane", "1 Mill Lane"]
    assert sheet.marks == {3: "m"}


def test_hidden_rows_are_read_and_marked_and_hidden_sheets_are_not():
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        for name, state in (("Old", "hidden"), ("Older", "veryHidden")):
            other = book.create_sheet(name)
            other.append(HEADER)
            other.append(EVE)
            other.sheet_state = state

    sheet = taken(xlsx(HEADER, ADA, EVE, change=hide))

    assert (cells(sheet), sheet.marks) == (ROWS, {3: "h"})
    assert taken(ods(HEADER, ADA, EVE, hidden=(3,))).marks == {3: "h"}


@pytest.mark.parametrize("make", [xlsx, xls])
def test_nothing_is_read_of_a_workbook_whose_only_people_are_hidden(make):
    def hide(book):
        other = book.create_sheet("Other") if make is xlsx else book.add_sheet("Other")
        del other
        if make is xlsx:
            book.active.sheet_state = "hidden"
            book.active = 1
        else:
            book.get_sheet(0).visibility = 1

    with pytest.raises(NotASpreadsheet, match="Every sheet that is not hidden is empty"):
        taken(make(HEADER, ADA, change=hide))


def test_of_several_sheets_somebody_chooses_and_empty_ones_are_not_offered():
    def more(book):
        book.create_sheet("Empty")
        other = book.create_sheet("Moved & gone")
        other.append(HEADER)
        other.append(EVE)

    data = xlsx(HEADER, ADA, change=more)

    with pytest.raises(SheetsToChoose) as question:
        taken(data)
    assert question.value.names == ["Patients", "Moved & gone"]
    assert cells(taken(data, "Moved & gone")) == ROWS[1:]


def test_formulas_are_never_worked_out():
    sheet = taken(xlsx(HEADER, ["Ada", "Okoro", "=TODAY()", "=9990000000+18", '=WEBSERVICE("http://x.example")']))
    assert cells(sheet)[0][2:] == [scanning.NO_VALUE] * 3

    kept = rewritten(
        xlsx(HEADER, ["Ada", "Okoro", "1/2/1960", "=9990000000+18", ""]),
        SHEET,
        lambda xml: xml.replace(b"<v></v>", b"<v>9990000018</v>").replace(b"<v />", b"<v>9990000018</v>"),
    )
    assert cells(taken(kept))[0][3] == "9990000018"
    assert cells(taken(ods(HEADER, ADA, formulas={(2, 3)})))[0][3] == scanning.NO_VALUE


def test_an_error_of_the_spreadsheet_is_no_empty_cell():
    assert cells(taken(xlsx(HEADER, ["Ada", "Okoro", "#REF!", "", "#N/A"])))[0] == [
        "Ada", "Okoro", scanning.ERROR, "", scanning.ERROR,
    ]  # fmt: skip


def test_notes_beside_the_table_are_columns_without_a_name():
    sheet = taken(xlsx(HEADER, [*ADA, "", "ask her daughter"]))

    assert (sheet.header[5:], cells(sheet)[0][5:]) == (["", ""], ["", "ask her daughter"])


def locked_ods():
    manifest = "META-INF/manifest.xml"
    return rewritten(
        ods(HEADER, ADA),
        manifest,
        lambda xml: xml.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"),
    )


def locked_xls():
    # The record of the code page, 2 bytes long, becomes the record that says that the file has a password.
    return xls(HEADER, ADA).replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00", 1)


def locked_xlsx():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize("make", [locked_ods, locked_xls, locked_xlsx])
def test_a_locked_workbook_is_refused_with_what_to_do(make):
    with pytest.raises(NotASpreadsheet, match=r"The workbook is locked with a password. Save it without one"):
        taken(make())


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", bytes(scanning.UNPACKED_AT_MOST + 1))
    return data.getvalue()


def lying_bomb():
    """A bomb whose directory says that it is small."""
    data = bytearray(bomb())
    said = (scanning.UNPACKED_AT_MOST + 1).to_bytes(4, "little")
    while (place := data.find(said)) >= 0:
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def far_out():
    return xlsx(HEADER, ADA, change=lambda book: book.active.cell(1_000_000, 16_000, "x"))


def test_bombs_are_refused_before_they_go_off():
    with pytest.raises(NotASpreadsheet, match="Unpacked, this file is larger than 150 MB"):
        taken(bomb())
    with pytest.raises(NotASpreadsheet, match=r"larger than 150 MB|damaged"):
        taken(lying_bomb())
    for data in (far_out(), ods(HEADER, ADA, times=1_000_000)):
        with pytest.raises(NotASpreadsheet, match="The sheet reaches to line 1,000,0"):
            taken(data)


def test_what_the_reader_itself_cannot_bear_ends_its_process_and_not_ours():
    heavy = "".join(f"<row r='{n}'><c t='inlineStr'><is><t>{'x' * 30_000}</t></is></c></row>" for n in range(1, 4000))
    data = rewritten(
        xlsx(HEADER, ADA),
        SHEET,
        lambda xml: xml.split(b"<sheetData>")[0] + b"<sheetData>" + heavy.encode() + b"</sheetData></worksheet>",
    )

    with pytest.raises(NotASpreadsheet, match=r"takes more room than we can give it|more than we can take"):
        taken(data)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04junk",
        xlsx(HEADER, ADA)[:2000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        xls(HEADER, ADA)[:700],
        rewritten(xlsx(HEADER, ADA), SHEET, lambda xml: xml[: len(xml) // 2]),
        rewritten(
            xlsx(HEADER, ADA), SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml.replace(b"Ada", b"&a;")
        ),
        rewritten(xlsx(HEADER, ADA), "xl/_rels/workbook.xml.rels", lambda xml: b""),
    ],
)
def test_what_is_damaged_gets_a_sentence(data):
    with pytest.raises(NotASpreadsheet, match=r"choose that file\.$"):
        taken(data)


def test_a_workbook_whose_packing_is_broken_is_damaged_and_not_too_large():
    whole = bytearray(xlsx(HEADER, ADA))
    begins = 30 + int.from_bytes(whole[26:28], "little") + int.from_bytes(whole[28:30], "little")
    whole[begins : begins + 8] = b"\xff" * 8

    with pytest.raises(NotASpreadsheet, match="The file is damaged or not whole"):
        taken(bytes(whole))


def test_a_packed_file_that_is_no_workbook_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("word/document.xml", "<w/>")

    with pytest.raises(NotASpreadsheet, match=r"This is not a workbook we can read. Save it as .xlsx or as CSV"):
        taken(data.getvalue())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=40), st.sampled_from([xlsx, xls, ods]))
def test_no_damage_makes_reading_fail_otherwise(place, noise, make):
    data = make(HEADER, ADA)
    place %= len(data)

    try:
        taken(data[:place] + noise + data[place + len(noise) :])
    except (NotASpreadsheet, SheetsToChoose):
        return
