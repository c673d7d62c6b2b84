import pytest

from surveys.questionnaire import parts, phrases
from surveys.questionnaire.kinds.rating import steps
from surveys.questionnaire.options import coded
from surveys.questionnaire.rules import edition_for

GRID = {
    "number": 1, "kind": "grid", "text": "How far do you agree?", "help": "", "why": "",
    "section": {"heading": "Care", "words": "Two things."},
    "options": coded("Agree", "Disagree"), "details": {"statements": "Staff listened\nI knew what comes"},
}  # fmt: skip


def test_every_text_that_people_read_is_a_part():
    assert parts.parts_of(GRID) == {
        "heading": "Care", "under": "Two things.", "text": "How far do you agree?", "option a": "Agree",
        "option b": "Disagree", "statement 1": "Staff listened", "statement 2": "I knew what comes",
    }  # fmt: skip


def test_figures_are_no_texts():
    question = GRID | {"options": steps(), "section": {}, "details": {"low": "Bad", "high": "Good"}}

    assert set(parts.parts_of(question)) == {"text", "low", "high"}


def test_a_question_in_other_words_keeps_codes_statements_and_routes_in_number():
    words = {key: f"«{text}»" for key, text in parts.parts_of(GRID).items() if key != "statement 2"}

    own = parts.in_words(GRID, words, phrases={"or": "أو", "start": "ابدأ"})

    assert [one["code"] for one in own["options"]] == ["a", "b"]
    assert own["details"]["statements"] == "«Staff listened»\nI knew what comes"
    assert own["section"] == {"heading": "«Care»", "words": "«Two things.»"}
    assert own["phrases"] == {"or": "أو"}


@pytest.mark.parametrize(
    ("texts", "direction"),
    [
        (["آپ کا علاج (IVIG) کہاں ہوتا ہے؟"], "rtl"),
        (["Gdzie?"], "ltr"),
        (["שאלה"], "rtl"),
        (["123"], "ltr"),
        ([], "ltr"),
    ],
)
def test_the_direction_is_that_of_most_letters(texts, direction):
    assert parts.direction_of(texts) == direction


def test_a_phrase_is_filled_by_its_names_and_by_nothing_else():
    assert phrases.say({"question_of": "{total} من {number}"}, "question_of", number=3, total=20) == "20 من 3"
    assert phrases.filled("{0} {number.__class__} {number}", number=7) == "{0} {number.__class__} 7"
    assert phrases.say({}, "question_of", number=1, total=2) == "Question 1 of 2"


@pytest.mark.parametrize(
    ("needs", "language", "there", "code"),
    [
        ([], "", {"ur", "easy-read"}, ""),
        ([], "ur", {"ur"}, "ur"),
        ([], "pl", {"ur"}, ""),
        (["easy_read"], "", {"ur", "easy-read"}, "easy-read"),
        (["easy_read"], "", {"ur"}, ""),
        (["easy_read"], "ur", {"ur", "easy-read"}, "ur"),
        (["large_print"], "", {"easy-read"}, ""),
    ],
)
def test_language_first_then_easy_read(needs, language, there, code):
    assert edition_for(needs=needs, language_code=language, editions=there) == code
