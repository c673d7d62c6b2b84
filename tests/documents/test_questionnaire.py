import math
from itertools import pairwise

import pytest

from supportgroup.documents.pdf import compile_pdf, query
from surveys.questionnaire.kinds import on_paper
from surveys.questionnaire.kinds.rating import steps
from surveys.questionnaire.options import SCALES
from tests.documents import sample
from tests.documents.paper import darkest, grey, picture, runs, texts

FORM = "surveys/questionnaire/questionnaire.typ"
FOLD = 148.5
SIZES = [12, 18]
TICK_ALL = "Cross all that are true for you."


def form(size=12, **changes):
    return {"sender": sample.SENDER, "questionnaire": sample.questionnaire() | changes, "text_size": size}


def boxes(data):
    return query(FORM, data, label="<box>")


def options(data):
    return [
        (question["number"], option["code"])
        for question in data["questionnaire"]["questions"]
        for option in question["options"]
    ]


def one_question(**changes):
    question = {"number": 1, "kind": "single", "text": "How is it?", "help": "", "why": "", "options": []} | changes
    return form(questions=on_paper([question]))


def choice(code, text, *, go_to=None, alone=False):
    return {"code": code, "text": text, "go_to": go_to, "alone": alone}


@pytest.fixture(scope="module", params=SIZES)
def size(request):
    return request.param


@pytest.fixture(scope="module")
def placed(size):
    return boxes(form(size))


@pytest.fixture(scope="module")
def paper(size):
    return compile_pdf(FORM, form(size), title="The form")


def test_every_option_has_one_box_and_the_boxes_are_told_in_the_order_of_the_questions(placed):
    assert [(box["question"], box["option"]) for box in placed] == options(form())


def test_each_box_is_printed_where_it_is_told_to_be(placed, paper, size):
    pages = [picture(paper, number) for number in range(len(texts(paper)))]

    for box in placed:
        page, side = pages[box["page"] - 1], box["side"]
        left, top = box["across"], box["down"]
        edges = [(left, top + side / 2), (left + side, top + side / 2), (left + side / 2, top)]
        assert all(grey(page, *edge) < 60 for edge in edges)
        assert darkest(page, left + 0.5, top + 0.5, left + side - 0.5, top + side - 0.5) == 255


def test_boxes_are_6_mm_and_larger_in_large_print(placed, size):
    assert {box["side"] for box in placed} == {6 if size == 12 else 8}


def test_no_box_lies_within_10_mm_of_the_fold(placed):
    assert all(box["down"] + box["side"] <= FOLD - 10 or box["down"] >= FOLD + 10 for box in placed)


def test_boxes_keep_15_mm_from_the_corner_marks(placed):
    def distance(box, left, top):
        right, bottom, side = left + 5, top + 5, box["side"]
        across = max(box["across"] - right, left - box["across"] - side, 0)
        down = max(box["down"] - bottom, top - box["down"] - side, 0)
        return math.hypot(across, down)

    corners = [(9, 9), (196, 9), (9, 283), (196, 283)]
    assert min(distance(box, *corner) for box in placed for corner in corners) >= 15


def test_boxes_stand_at_least_8_and_a_half_mm_apart_in_a_column(placed):
    columns = [
        after["down"] - before["down"]
        for before, after in pairwise(placed)
        if (before["page"], before["across"]) == (after["page"], after["across"]) and after["down"] > before["down"]
    ]
    assert min(columns) >= 8.5 - 1e-6


def test_the_words_stand_right_of_their_box(placed, paper):
    first = next(box for box in placed if (box["question"], box["option"]) == (1, "a"))
    words = next(run for run in runs(paper, first["page"] - 1) if run.text == "Home, by me")

    assert first["across"] + first["side"] < words.left < first["across"] + first["side"] + 5
    assert first["down"] < (words.top + words.bottom) / 2 < first["down"] + first["side"]


def test_each_page_has_solid_corner_marks_5_mm_wide_9_mm_from_the_edges(paper):
    for number in range(len(texts(paper))):
        page = picture(paper, number)
        for left, top in [(9, 9), (196, 9), (9, 283), (196, 283)]:
            assert page.crop((left * 10 + 2, top * 10 + 2, left * 10 + 48, top * 10 + 48)).getextrema() == (0, 0)
            assert grey(page, left - 0.5, top + 2) == grey(page, left + 5.5, top + 2) == 255


def test_each_page_is_numbered_and_says_how_to_go_on(paper):
    pages = texts(paper)

    for number, page in enumerate(pages, start=1):
        on = "End of the form" if number == len(pages) else "Turn over →" if number % 2 else "Next page →"
        assert f"Page {number} of {len(pages)} {on}" in page


def test_printed_on_one_side_nothing_asks_to_turn_over():
    pages = texts(compile_pdf(FORM, form() | {"double_sided": False}, title="The form"))

    assert not any("Turn over" in page for page in pages)


def test_the_twenty_questions_take_four_pages():
    assert len(texts(compile_pdf(FORM, form(), title="The form"))) == 4


def test_every_word_of_the_questionnaire_is_printed_in_order(paper):
    words = " ".join(texts(paper))
    place = 0
    for question in form()["questionnaire"]["questions"]:
        options = [option["text"] for option in question["options"]]
        for text in [question["text"], question["help"], *options, question["why"]]:
            place = words.index(text, place)


def test_how_to_correct_a_mark_is_said_before_the_first_question(paper):
    first = " ".join(texts(paper)[0].split())
    assert "A mistake? Fill the whole box in" in first
    assert first.index("cross the right one.") < first.index(form()["questionnaire"]["questions"][0]["text"])


def test_nothing_is_smaller_than_10_points_nor_in_large_print_under_14_but_the_word_at_the_fold(paper, size):
    smallest = min(
        run.bottom - run.top for run in runs(paper, 0) if run.text != "fold here" and any(map(str.isupper, run.text))
    )
    cap_height = 0.66 * (10 if size == 12 else 14) * 25.4 / 72
    assert smallest >= cap_height


def test_where_to_go_next_stands_on_the_option_itself():
    options = [choice("a", "Yes"), choice("b", "No", go_to=12)]

    assert "No → go to question 12" in texts(compile_pdf(FORM, one_question(options=options), title="The form"))[0]


def test_an_option_that_excludes_the_others_stands_apart_after_or():
    options = [choice("a", "Parking"), choice("b", "Cost"), choice("c", "Nothing", alone=True)]
    page = texts(compile_pdf(FORM, one_question(kind="tick_all", options=options), title="The form"))[0]

    assert f"{TICK_ALL} Parking Cost or Nothing" in page


def test_only_a_question_with_several_answers_says_so():
    single = one_question(options=[choice("a", "Yes")])

    assert TICK_ALL not in texts(compile_pdf(FORM, single, title="The form"))[0]


def test_a_free_text_question_has_lines_9_mm_apart_across_the_page():
    page = picture(compile_pdf(FORM, one_question(kind="free_text"), title="The form"), 0)
    dark = [down for down in range(600, 1400) if all(grey(page, across, down / 10) < 160 for across in (30, 100, 185))]
    lines = [down for before, down in pairwise([0, *dark]) if down - before > 5]

    assert [after - before for before, after in pairwise(lines)] == pytest.approx([90] * 4, abs=1)


@pytest.mark.parametrize("size", SIZES)
def test_a_second_line_that_asks_why_has_room_for_words_and_no_number(size):
    options = [choice("a", "Good"), choice("b", "Poor")]
    data = one_question(options=options, why="Why did you give this answer?") | {"text_size": size}

    paper = compile_pdf(FORM, data, title="The form")

    asked = next(run for run in runs(paper, 0) if run.text == "Why did you give this answer?")
    page = picture(paper, 0)
    below = range(int(asked.bottom * 10), int(asked.bottom * 10) + 450)
    assert "Good Poor Why did you give this answer?" in texts(paper)[0]
    assert sum(grey(page, asked.left + 40, down / 10) < 160 for down in below) >= 3


@pytest.mark.parametrize("size", SIZES)
def test_a_question_too_long_for_half_a_sheet_goes_on_with_its_number(size):
    thirty = [choice(f"o{number}", f"Choice {number} with more words than fit on one line") for number in range(30)]
    data = one_question(options=thirty) | {"text_size": size}

    placed = boxes(data)

    assert [box["option"] for box in placed] == [option["code"] for option in thirty]
    assert all(box["down"] + box["side"] <= FOLD - 10 or box["down"] >= FOLD + 10 for box in placed)
    assert all(box["down"] + box["side"] < 272 for box in placed)
    assert "How is it? (continued)" in " ".join(texts(compile_pdf(FORM, data, title="The form")))


def test_the_longest_question_a_nurse_can_write_stays_on_its_page():
    long = one_question(
        text="How was it for you? " * 15, help="Think of the last year. " * 12, options=[choice("a", "Yes")]
    )

    assert [box["page"] for box in boxes(long)] == [1]


@pytest.mark.parametrize("size", SIZES)
def test_a_rating_has_its_eleven_boxes_in_one_row_with_numbers_above_and_words_below(size):
    details = {"low": "Not at all likely", "high": "Extremely likely"}
    data = one_question(kind="rating", options=steps(), details=details) | {"text_size": size}

    placed = boxes(data)

    assert [box["option"] for box in placed] == [str(step) for step in range(11)]
    assert len({box["down"] for box in placed}) == 1
    assert min(after["across"] - before["across"] - before["side"] for before, after in pairwise(placed)) > 3
    text = texts(compile_pdf(FORM, data, title="The form"))[0]
    assert "0 1 2 3 4 5 6 7 8 9 10 Not at all likely Extremely likely" in text


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        ("date", {"exact": "day"}, "How is it? Day Month Year"),
        ("date", {"exact": "year"}, "How is it? Year"),
        ("number", {"least": "0", "most": "200", "unit": "miles", "places": 0}, "A number from 0 to 200. miles"),
        ("number", {"least": "0", "most": "200", "unit": "g", "places": 1}, "A number from 0 to 200. . g"),
    ],
)
def test_a_date_or_number_has_cells_to_write_in(kind, details, words):
    assert words in texts(compile_pdf(FORM, one_question(kind=kind, details=details), title="The form"))[0]


def test_many_questions_of_every_shape_keep_clear_of_the_fold_and_the_foot():
    rating = {"kind": "rating", "options": steps(), "details": {"low": "Low", "high": "High"}, "why": "Why?"}
    date = {"kind": "date", "options": [], "details": {"exact": "day"}, "why": ""}
    asked = [{"number": n, "text": "How is it? " * n, "help": "", **(rating if n % 2 else date)} for n in range(1, 25)]

    placed = boxes(form(questions=on_paper(asked)))

    assert all(box["down"] + box["side"] <= FOLD - 10 or box["down"] >= FOLD + 10 for box in placed)
    assert all(box["down"] + box["side"] < 272 for box in placed)
    assert len(placed) == 12 * 11


@pytest.mark.parametrize("size", SIZES)
def test_a_heading_stands_above_its_questions_and_never_alone_at_the_foot(size):
    def asked(count):
        options = [choice("a", "Yes"), choice("b", "No")]
        plain = {"kind": "single", "help": "", "why": "", "options": options, "text": "How is it?", "section": {}}
        headed = plain | {
            "section": {"heading": "About you", "words": "Leave out what you like."},
            "text": "Who helps?",
        }
        return on_paper([{"number": n, **(headed if n == count else plain)} for n in range(1, count + 1)])

    for count in range(1, 22):
        pages = texts(compile_pdf(FORM, form(size, questions=asked(count)), title="The form"))
        assert any(f"About you Leave out what you like. {count} Who helps?" in page for page in pages), count


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", SCALES)
def test_a_grid_has_a_box_for_each_step_of_each_statement(size, scale):
    steps, lines = SCALES[scale].options(), [f"Statement {n}, which has some more words to it" for n in range(12)]
    grid = {"kind": "grid", "options": steps, "details": {"statements": "\n".join(lines)}, "help": "", "why": ""}
    data = form(size, questions=on_paper([{"number": 7, "text": "How much?", **grid}]))

    placed = boxes(data)

    wanted = [(f"7{letter}", option["code"]) for letter in "abcdefghijkl" for option in steps]
    assert [(box["question"], box["option"]) for box in placed] == wanted
    assert all(box["down"] + box["side"] <= FOLD - 10 or box["down"] >= FOLD + 10 for box in placed)
    words = " ".join(texts(compile_pdf(FORM, data, title="The form")))
    assert all(words.count(f"{line}") == 1 for line in lines)
