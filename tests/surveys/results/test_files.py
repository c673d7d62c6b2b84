"""Results as files: the same figures as on the page, hidden alike, and no cell that a spreadsheet would run."""

import csv
import io
import time
import tracemalloc

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from supportgroup.access.actor import System
from surveys.questionnaire.models import Edition
from surveys.questionnaire.options import SCALES
from surveys.results import codebook, files
from surveys.results.actions import release
from surveys.screening.models import Text
from tests.surveys.results.conftest import QUESTIONS, question

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
        for name in ("results.csv", "breakdowns.csv", "code-book.csv", "columns.csv")
        for row in rows_in(read(client, hostile, name)[1])
        for cell in row
    ]
    book = load_workbook(io.BytesIO(read(client, hostile, "results.xlsx")[1]))
    stored = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]

    assert any("HYPERLINK" in cell for cell in cells)
    assert "<script>alert(1)</script>" in {cell.value for cell in stored}, "markup is a text like any other"
    assert [cell for cell in cells if cell.lstrip()[:1] in set("=+-@")] == []
    assert book.sheetnames == ["results", "breakdowns", "themes", "quotations", "code-book", "columns"]
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


@pytest.mark.django_db
def test_every_heading_of_every_file_is_explained(hostile, signed_in, nurse):
    client = signed_in(nurse)
    explained = [row[:2] for row in rows_in(read(client, hostile, "columns.csv")[1])[1:]]

    for sheet in ("results", "breakdowns", "code-book"):
        heading = rows_in(read(client, hostile, f"{sheet}.csv")[1])[0]
        assert heading == [column for of, column in explained if of == sheet]


@pytest.mark.django_db
def test_the_code_book_has_every_code_in_the_words_of_each_edition(close_with, signed_in, nurse):
    grid = question(6, "grid", "How much do you agree?", SCALES["how_much_agreed"].options())
    questions = [*QUESTIONS, {**grid, "details": {"statements": "Staff listened\nI felt safe"}}]
    survey = close_with([], questions=questions)
    in_welsh = [{**one, "options": [{**option, "text": "x"} for option in one["options"]]} for one in questions]
    Edition.objects.create(survey=survey, code="cy", opened_on=survey.opened_on, content={"questions": in_welsh})
    heading, *book = rows_in(read(signed_in(nurse), survey, "code-book.csv")[1])
    standard = [row for row in book if row[1] == "Standard"]

    assert heading == list(codebook.CODES)
    assert {row[0] for row in book} == {"1"}
    assert [row[2:] for row in standard if row[2] == "2"] == [
        ["2", "", "Were choices explained?", "Scale", code, text, counts]
        for code, text, counts in (
            *[(option["code"], option["text"], "yes") for option in QUESTIONS[1]["options"][:4]],
            ("e", "Does not apply", "no"), ("*", "The paper form had more than one cross", "no"),
            ("?", "The paper form had a cross that cannot be read", "no"),
        )
    ]  # fmt: skip
    assert {(row[2], row[3], row[4]) for row in standard if row[2][0] == "6"} == {
        ("6a", "How much do you agree?", "Staff listened"), ("6b", "How much do you agree?", "I felt safe"),
    }  # fmt: skip
    assert [row[6] for row in book if row[1] == "Welsh"] == [row[6] for row in standard], "one code, other words"
    assert {row[7] for row in book if row[1] == "Welsh" and row[6] == "a"} == {"x"}


@pytest.mark.django_db
@pytest.mark.parametrize("user", ["nurse", "pals", "committee"])
def test_no_page_of_results_runs_what_somebody_wrote(user, close_with, hostile, request, signed_in):
    release(hostile, by=System("a test"))
    answers = [{"5": "<script>alert(1)</script>", "3w": "<img src=x onerror=alert(1)>"}] * 12
    wrote, waits = close_with(answers), close_with(answers, released=False)
    client = signed_in(request.getfixturevalue(user))
    pages = [f"{survey.pk}/results/{page}" for survey in (hostile, wrote) for page in ("", "1/", "2/", "breakdowns/")]
    pages += [f"{wrote.pk}/results/words/{key}/" for key in ("5", "3w")]
    pages += [f"{waits.pk}/screening/", f"{waits.pk}/screening/{Text.objects.filter(survey=waits).first().pk}/"]
    shown = [client.get(f"/immunology/surveys/{page}") for page in pages]

    assert sum(page.status_code == 200 for page in shown) >= 8
    for page in shown:
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


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
