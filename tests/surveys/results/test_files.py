"""Results as files: the same figures as on the page, hidden alike, and no cell that a spreadsheet would run."""

import csv
import io
import time
import tracemalloc

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from supportgroup.access.actor import System
from surveys.results import files
from surveys.results.actions import release
from tests.surveys.results.conftest import QUESTIONS

HOSTILE = ['=HYPERLINK("http://x.example")', "+1", "-2+3", "@SUM(A1)", "\t=1", "<script>alert(1)</script>"]


def read(client, survey, name):
    answer = client.get(reverse("results_file", args=["immunology", survey.pk, name]))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, body


def rows_in(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.fixture
def hostile(close_with):
    """A survey whose every text would like to be a formula; nine people answered its second question."""
    coded = [
        {"code": code, "text": text, "go_to": None, "alone": False}
        for code, text in zip("abcdef", HOSTILE, strict=True)
    ]
    questions = [
        {**QUESTIONS[0], "text": "=cmd|' /C calc'!A0", "options": coded},
        {**QUESTIONS[3], "number": 2, "text": "@why", "options": coded, "why": "=1+1"},
    ]
    answers = [{"1": "abcdef"[n % 2], **({"2": ["a"]} if n < 9 else {})} for n in range(40)]
    survey = close_with(answers, questions=questions)
    survey.version.content["analysis"] = {"breakdowns": [{"question": 1, "across": 0}]}
    survey.version.save()
    return survey


@pytest.mark.django_db
def test_no_cell_of_any_file_is_a_formula(hostile, signed_in, nurse):
    release(hostile, by=System("a test"))
    client = signed_in(nurse)
    cells = [
        cell
        for name in ("results.csv", "breakdowns.csv", "code-book.csv")
        for row in rows_in(read(client, hostile, name)[1])
        for cell in row
    ]
    book = load_workbook(io.BytesIO(read(client, hostile, "results.xlsx")[1]))
    stored = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]

    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.lstrip()[:1] in set("=+-@")] == []
    assert book.sheetnames == ["results", "breakdowns", "code-book"]
    assert {cell.data_type for cell in stored} <= {"s", "n"}
    assert [cell.value for cell in stored if str(cell.value).lstrip()[:1] in set("=+-@")] == []


@pytest.mark.django_db
def test_files_hide_what_the_page_hides(hostile, signed_in, committee):
    _, body = read(signed_in(committee), hostile, "results.csv")
    second = [row for row in rows_in(body) if row[0] == "2"]

    assert len(second) == 1
    assert second[0][4] == "hidden"
    assert "Fewer than 10 people" in second[0][9]


@pytest.mark.django_db
def test_a_file_says_shares_ranges_and_who_is_left_out(close_with, seventy_five, signed_in, pals):
    client, survey = signed_in(pals), close_with(seventy_five)
    answer, body = read(client, survey, "results.csv")
    row = next(row for row in rows_in(body) if row[:4] == ["3", "", "Would a group help?", "Definitely yes"])

    assert answer["Content-Disposition"] == 'attachment; filename="results.csv"'
    assert row[4:] == ["34", "45.3", "40.0", "51.0", "75", ""]
    book = rows_in(read(client, survey, "code-book.csv")[1])
    assert ["2", "", "Were choices explained?", "Scale", "e", "Does not apply", "no"] in book


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["answers.csv", "results", "results.json", "breakdowns.xlsx"])
def test_there_is_no_file_of_answers_row_by_row(name, close_with, seventy_five, signed_in, pals):
    survey = close_with(seventy_five)

    assert signed_in(pals).get(reverse("results_file", args=["immunology", survey.pk, name])).status_code == 404


def test_a_long_file_is_written_line_by_line():
    rows = ([str(number), "", "text", "answer", number, 1.0, 1.0, 1.0, 9, ""] for number in range(20_000))
    tracemalloc.start()
    begun = time.monotonic()
    lines = sum(1 for _ in files.as_csv(files.RESULTS, rows))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert lines == 20_002
    assert most < 2_000_000
    assert time.monotonic() - begun < 5
