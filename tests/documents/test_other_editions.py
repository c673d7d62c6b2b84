"""The printed form in another language: its own words, and from right to left where its letters run so."""

import json
import re

import pytest

from supportgroup.documents import pdf
from supportgroup.documents.pdf import compile_pdf, query
from surveys.questionnaire import parts, phrases
from surveys.questionnaire.paper import edition_form
from surveys.questionnaire.readymade import QUESTIONS
from tests.documents.paper import texts
from tests.surveys.questionnaire.editions import in_arabic

TEMPLATE = "surveys/questionnaire/questionnaire.typ"
ASKED = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def data(say, lang, size=12):
    words = {key: say(text) for key, text in phrases.PHRASES.items()}
    questions = [
        parts.in_words(one, {key: say(text) for key, text in parts.parts_of(one).items()}, phrases=words)
        for one in ASKED
    ]
    content = {"lang": lang, "dir": parts.direction_of([questions[0]["text"]]), "title": say("Your treatment"),
               "phrases": words, "questions": questions}  # fmt: skip
    form = edition_form(lang, content, 2)
    return {"sender": {"hospital": "Westbrook Hospital"}, "questionnaire": form, "text_size": size}


@pytest.mark.parametrize("size", [12, 18])
def test_arabic_stands_right_of_its_page_and_its_boxes_right_of_their_words(size):
    told = query(TEMPLATE, data(in_arabic, "ar", size), label="<box>")
    english = query(TEMPLATE, data(str, "pl", size), label="<box>")

    assert [(box["question"], box["option"]) for box in told] == [(box["question"], box["option"]) for box in english]
    assert min(box["across"] for box in told if box["question"] == 1) > 80
    assert max(box["across"] for box in english if box["question"] == 1) < 80


def test_a_form_in_another_language_has_no_word_of_the_standard_one():
    pages = texts(compile_pdf(TEMPLATE, data(in_arabic, "ar"), title="Form"))

    left = [word for page in pages for word in page.split() if word.isascii() and word.isalpha()]
    assert set(left) <= {"Westbrook", "Hospital"}


def test_a_form_in_polish_reads_from_left_to_right_in_its_own_words():
    pages = texts(compile_pdf(TEMPLATE, data(lambda text: f"ż{text}", "pl"), title="Form"))

    assert "żPut a cross in the box" in pages[0]
    assert "□" not in pages[0]


def test_the_square_on_each_page_says_version_edition_size_and_page():
    sheet = pdf._sheet(TEMPLATE, data(in_arabic, "ar", 18), "Form")

    squares = {text.removeprefix("Q ") for text in json.loads(sheet["sys_inputs"]["squares"])}

    assert {"V2 AR18 P1", "V2 AR18 P2"} <= squares
    assert all(re.fullmatch(r"V2 AR18 P\d+", text) for text in squares)
