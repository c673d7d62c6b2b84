"""A question's field on a page: drawn once for all who chose the same, never with what one of them wrote."""

import pytest

from surveys.questionnaire.answer_form import answer_form
from surveys.questionnaire.kinds.rating import steps
from surveys.questionnaire.options import SCALES, coded
from surveys.questionnaire.templatetags.answer_pages import question_field


def question(kind, **more):
    return {
        "number": 1,
        "kind": kind,
        "text": "How is it?",
        "help": "",
        "why": "",
        "options": [],
        "details": {},
        **more,
    }


OTHER = question("single", options=coded("Home", other="Other"))
GRID = question("grid", options=SCALES["how_often"].options(), details={"statements": "<b>One</b>\nTwo"})
ASKED = [
    (OTHER, {"1": "b", "1o": "Abroad"}, "Abroad"),
    (question("date", details={"exact": "day"}), {"1": "1987-06-05"}, "1987"),
    (question("number", details={"least": "0", "most": "99", "unit": "", "places": 0}), {"1": "42"}, 'value="42"'),
    (question("short_text"), {"1": "My drip"}, "My drip"),
    (question("free_text"), {"1": "My drip"}, "My drip"),
    (question("rating", options=steps(), details={"low": "a", "high": "b"}), {"1": "7"}, 'value="7" checked'),
    (GRID, {"1b": "c"}, 'value="c" checked'),
]


@pytest.mark.parametrize(("asked", "answers", "shown"), ASKED, ids=[one[0]["kind"] for one in ASKED])
def test_what_one_answered_is_shown_to_them_and_to_nobody_else(asked, answers, shown):
    for _ in range(2):
        assert shown in question_field(answer_form(asked, answers=answers), asked)
        assert shown not in question_field(answer_form(asked), asked)


def test_each_statement_of_a_grid_is_a_group_with_its_own_boxes_and_markup_stays_text():
    html = question_field(answer_form(GRID), GRID)

    assert html.count("<fieldset") == 3
    assert html.count('type="radio"') == 10
    assert "&lt;b&gt;One&lt;/b&gt;" in html
    assert html.count("<h1") == 1


def test_a_statement_with_what_is_not_there_to_choose_says_so_at_its_boxes():
    form = answer_form(GRID, {"line_1b": "zz"})
    form.is_valid()

    html = question_field(form, GRID)

    assert 'id="id_line_1b-error"' in html
    assert 'aria-describedby="id_line_1b-error"' in html
