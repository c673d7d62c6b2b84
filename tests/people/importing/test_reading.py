import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.people.importing import tables
from supportgroup.people.importing.reading import NotASpreadsheet, Sheet, read

TEXT = "First name,Last name\nZoë,O’Neill\n"
READ = Sheet(["First name", "Last name"], [(2, ["Zoë", "O’Neill"])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read_alike(encoding):
    assert read(TEXT.encode(encoding)) == READ


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_separator_and_end_of_line_is_read_alike(separator, end):
    assert read(TEXT.replace(",", separator).replace("\n", end).encode()) == READ


def test_the_hint_that_excel_writes_for_itself_is_left_out():
    assert read(b"sep=;\r\nFirst name;Last name\r\nAda;Okoro\r\n").header == ["First name", "Last name"]


def test_a_cell_may_hold_separators_and_lines_and_rows_keep_their_line():
    sheet = read(b'Name,Address\n\n"Okoro, Ada","1 Mill Lane\nEastbrook"\nEve,\n,,,\n')

    assert sheet.rows == [(3, ["Okoro, Ada", "1 Mill Lane\nEastbrook"]), (5, ["Eve", ""])]


def test_short_rows_are_filled_and_cells_too_many_stay_to_be_refused():
    assert read(b"A,B\nx\ny,z,,\ny,z,,q\n").rows == [(2, ["x", ""]), (3, ["y", "z"]), (4, ["y", "z", "", "q"])]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty. Choose another."),
        (b"\xef\xbb\xbf \n\n", "The file is empty. Choose another."),
        (b"First name,Last name\n\x00\x01", "This is not a spreadsheet saved as CSV."),
        (b"\xff\xfe\x00\xd8\x41\x00", "The letters in this file cannot be read."),
        (b"a,b\n\x81\x8d", "The letters in this file cannot be read."),
        (b"<html><body>hello</body></html>\n<p>", "Only one column was found."),
        (b"First name\nAda\n", "Only one column was found."),
        (b"Ada,Okoro,11/03/1988\nEve,Stone,12/03/1988\n", "The first line looks like a person."),
        (b"Ada,999 000 0018\nEve,999 000 0026\n", "The first line looks like a person."),
        (b"Ada,ada@demo.example\nEve,eve@demo.example\n", "The first line looks like a person."),
        (b"First name,Last name\n", "There is nobody in this file: it has only the names of the columns."),
        (b'First name,Last name\nAda,"Okoro\nEve,Stone\n', "The row that begins in line 2 cannot be read."),
        (b'First name,Last name\nAda,"Okoro" x\n', "The row that begins in line 2 cannot be read."),
        (b"First name,Last name\nAda," + b"x" * 200_000, "The row that begins in line 2 cannot be read."),
        ((",".join(["x"] * 101) + "\n1,2\n").encode(), "The file has 101 columns, and the most we can take is 100."),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, reason):
    with pytest.raises(NotASpreadsheet, match=f"^{re.escape(reason)}"):
        read(data)


def test_25000_rows_are_read_and_one_more_is_refused():
    header, row = b"First name,Last name\n", b"Ada,Okoro\n"

    assert len(read(header + row * tables.MOST_ROWS).rows) == 25_000
    with pytest.raises(NotASpreadsheet, match="The file has 25,001 rows, and the most we can take at once is 25,000"):
        read(header + row * (tables.MOST_ROWS + 1))


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail_otherwise(data):
    try:
        sheet = read(data)
    except NotASpreadsheet:
        return
    assert all(len(cells) >= len(sheet.header) for _, cells in sheet.rows)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=2), min_size=1))
def test_what_was_written_is_what_is_read(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["First name", "Last name"], *rows])
    kept = [row for row in rows if any(cell.strip() for cell in row)]

    if kept:
        assert [cells for _, cells in read(text.getvalue().encode()).rows] == kept


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding):
    assert read(TEXT.encode(encoding)) == READ


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_title_with_commas_does_not_hide_what_separates_the_columns(separator):
    text = "Ward 7, day unit, beds 1, 2, 3 and 4\n\n" + TEXT.replace(",", separator)

    assert read(text.encode()).rows == [(4, ["Zoë", "O’Neill"])]
