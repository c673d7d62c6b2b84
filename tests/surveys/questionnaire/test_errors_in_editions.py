"""What an edition says when something is typed wrong: its own words, or English that is marked as English."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils.html import escape, format_html

from surveys.questionnaire import parts, phrases
from surveys.questionnaire.answer_form import answer_form
from surveys.questionnaire.options import coded
from surveys.questionnaire.templatetags.answer_pages import question_field
from tests.surveys.questionnaire.editions import in_arabic

ERRORS = [
    ({"kind": "number", "details": {"least": "0", "most": "9", "unit": "", "places": 0}}, {"answer": "99"}, "number_from"),
    ({"kind": "number", "details": {"least": "0", "most": "9", "unit": "", "places": 0}}, {"answer": "1.5"}, "whole_number"),
    ({"kind": "date", "details": {"exact": "month"}}, {"answer_month": "2"}, "date_lacks"),
    ({"kind": "date", "details": {"exact": "year"}}, {"answer_year": "26"}, "year_figures"),
    ({"kind": "free_text"}, {"answer": "x" * 1001}, "too_long"),
    ({"kind": "tick_all", "options": coded("A", "B", alone="None")}, {"answer": ["a", "c"]}, "either_or"),
    ({"kind": "single", "options": coded("A", "B")}, {"answer": "z"}, "choose"),
]  # fmt: skip
ASKED = {"number": 1, "text": "What?", "help": "", "why": "", "options": [], "details": {}, "section": {}}


@pytest.mark.parametrize(("question", "typed", "key"), ERRORS)
def test_what_is_typed_wrong_is_told_in_the_words_of_the_edition(question, typed, key):
    said = {name: in_arabic(words) for name, words in phrases.PHRASES.items()}
    whole = parts.in_words(ASKED | question, {}, phrases=said)

    form = answer_form(whole, QueryDict(urlencode(typed, doseq=True)))

    assert not form.is_valid()
    error = str(form.errors["answer"][0])
    first = in_arabic(phrases.PHRASES[key]).partition("{")[0]
    assert error.startswith(first)
    assert (form.error_word, form.problem_words) == (said["error"], said["problem"])
    assert "lang=" not in error


@pytest.mark.parametrize(("question", "typed", "key"), ERRORS)
def test_an_error_that_the_edition_lacks_is_english_and_marked_as_english(question, typed, key):
    whole = parts.in_words(ASKED | question, {}, phrases={"or": "أو"})
    page = question_field(form := answer_form(whole, QueryDict(urlencode(typed, doseq=True))), whole)
    standard = answer_form(ASKED | question, QueryDict(urlencode(typed, doseq=True)))

    sentence = str(standard.errors["answer"][0])
    assert str(form.errors["answer"][0]) == format_html('<span lang="en" dir="ltr">{}</span>', sentence)
    assert f'<span lang="en" dir="ltr">{escape(sentence)}</span>' in page
