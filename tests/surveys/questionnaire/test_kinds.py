"""Every kind of question by what it promises: the page, the seal, the check page, the keyed form, the counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.disclosure.figures import whole_survey
from supportgroup.ui.controls import control
from surveys.answers.content import LONGEST_CODE, NotAnAnswerError, clean, largest_size, with_edition
from surveys.answers.sealing import size_for
from surveys.keying.sheets import read_form, rows_of
from surveys.questionnaire import options
from surveys.questionnaire.answer_form import answer_form
from surveys.questionnaire.kinds import KINDS, kind_of, lines_of, on_paper
from surveys.questionnaire.kinds.rating import steps
from surveys.questionnaire.options import coded
from surveys.questionnaire.routing import on_route
from tests.surveys.questionnaire.drawn import answers_to, questionnaires

LONGEST = "x" * LONGEST_CODE
"""The edition with the longest code."""
HOSTILE = [
    "🙂",
    "שלום",
    "\u200f\u202etxt",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "a\x00b",
    "x" * 100_000,
    "-1",
    "1e5",
    "NaN",
]


def question(kind, number=1, *, options=(), why="", **details):
    return {
        "number": number, "kind": kind, "text": "How is it?", "help": "", "why": why, "options": list(options),
        "details": details,
    }  # fmt: skip


MILES = question("number", least="0", most="100", unit="miles", places=0)
POUNDS = question("number", least="0.5", most="1000", unit="", places=1)
DAY, MONTH, YEAR = (question("date", exact=exact) for exact in ("day", "month", "year"))
RATING = question("rating", options=steps(), low="Not at all", high="Very much")


def typed(asked, **data):
    form = answer_form(asked, data)
    return form.changes()["1"] if form.is_valid() else form.errors["answer"]


@pytest.mark.parametrize("name", KINDS)
def test_a_writer_can_be_offered_every_kind_and_see_an_example(name):
    kind = KINDS[name]

    assert (kind.name, len(name) <= 10) == (name, True)
    assert kind.label
    assert kind.about.endswith(".")


@pytest.mark.parametrize(
    ("words", "kept"),
    [("12", "12"), (" 012 ", "12"), ("12 miles", "12"), ("12Miles", "12"), ("٣٤", "34"), ("\u200f12", "12"), ("0", "0"), ("", None)],
)  # fmt: skip
def test_a_number_is_kept_in_one_way_however_it_was_typed(words, kept):
    assert typed(MILES, answer=words) == kept


def test_a_number_may_have_figures_after_the_point_where_it_is_asked_so():
    assert typed(POUNDS, answer="4.50") == "4.5"
    assert typed(POUNDS, answer="1,000") == "1000"
    assert typed(POUNDS, answer="4.55") == ["Enter a number with no more than 1 figure after the point"]


@pytest.mark.parametrize("words", [*HOSTILE, "twelve", "1,00", "12.", ".5", "1 2"])
def test_what_is_no_number_is_told_so_in_a_sentence(words):
    assert typed(MILES, answer=words) == ["Enter a number from 0 to 100, in figures"]


def test_a_number_outside_its_bounds_or_too_exact_is_told_what_would_be_one():
    assert typed(MILES, answer="101") == ["Enter a number from 0 to 100"]
    assert typed(MILES, answer="1.5") == ["Enter a whole number, like 12"]


def test_a_number_that_is_wrong_stays_in_its_box():
    assert 'value="twelve"' in str(control(answer_form(MILES, {"answer": "twelve"})["answer"]))


@pytest.mark.parametrize(
    ("asked", "parts", "kept"),
    [
        (DAY, ("29", "2", "2024"), "2024-02-29"),
        (DAY, ("9", "Mar", "1999"), "1999-03-09"),
        (MONTH, ("2", "2026"), "2026-02"),
        (MONTH, ("february", "2026"), "2026-02"),
        (YEAR, ("2026",), "2026"),
    ],
)
def test_a_date_is_kept_as_exact_as_it_was_asked(asked, parts, kept):
    names = ("answer_day", "answer_month", "answer_year")[-len(parts) :]

    assert typed(asked, **dict(zip(names, parts, strict=True))) == kept


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("31", "2", "2026"), "The date must be a real date"),
        (("29", "2", "2025"), "The date must be a real date"),
        (("1", "13", "2026"), "The date must be a real date"),
        (("0", "1", "2026"), "The date must be a real date"),
        (("9" * 100_000, "1", "2026"), "The date must be a real date"),
        (("9" * 12, "1", "2026"), "The date must be a real date"),
        (("🙂", "1", "2026"), "The date must be a real date"),
        (("1", "שלום", "2026"), "The date must be a real date"),
        (("", "1", "2026"), "The date must include a day"),
        (("1", "", ""), "The date must include a month and a year"),
        (("1", "1", "26"), "The year must include 4 numbers"),
        (("1", "1", "٢٠٢٦"), "The year must include 4 numbers"),
        (("1", "1", "0026"), "The year must be between 1900 and 2099"),
    ],
)
def test_what_is_no_date_is_told_so_in_a_sentence(parts, sentence):
    assert typed(DAY, **dict(zip(("answer_day", "answer_month", "answer_year"), parts, strict=True))) == [sentence]


def test_a_date_typed_before_stands_in_its_boxes_again():
    html = str(control(answer_form(MONTH, answers={"1": "2026-02"})["answer"]))

    assert 'name="answer_month"' in html
    assert 'value="2026"' in html
    assert "answer_day" not in html


def test_a_short_answer_is_one_line_of_words():
    assert typed(question("short_text"), answer="Kind\r\n  staff") == "Kind staff"
    assert typed(question("short_text"), answer="x" * 201) == [
        "This is 1 character too long. Make it 200 characters or less"
    ]
    assert typed(question("short_text"), answer="🙂" * 200) == "🙂" * 200


def test_a_rating_takes_its_eleven_steps_and_says_what_its_ends_mean():
    assert [typed(RATING, answer=step) for step in ("0", "10")] == ["0", "10"]
    assert "Select one" in typed(RATING, answer="11")[0]
    assert "0 means “Not at all”. 10 means “Very much”." in str(control(answer_form(RATING)["answer"]))


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(
    "asked", [MILES, DAY, MONTH, YEAR, RATING, question("yes_no", options=coded("Yes", "No", "Not sure"))]
)
def test_nothing_strange_is_ever_sealed(asked, words):
    with pytest.raises(NotAnAnswerError, match=r"^Question 1: "):
        clean({"1": words}, [asked])


@given(st.data())
def test_what_a_page_or_a_paper_gives_is_what_is_kept(data):
    questions = data.draw(questionnaires())
    answers = clean(data.draw(answers_to(questions)), questions)

    assert clean(answers, questions) == answers
    assert size_for(answers) <= largest_size(questions)
    posted = {f"q{key}": value if isinstance(value, list) else [value] for key, value in answers.items()}
    assert clean(read_form(lambda name: posted.get(name, []), questions), questions) == answers


@pytest.mark.parametrize(
    ("asked", "answer", "words"),
    [
        (MILES, "12", ["12 miles"]),
        (DAY, "2026-02-14", ["14 February 2026"]),
        (MONTH, "2026-02", ["February 2026"]),
        (YEAR, "2026", ["2026"]),
        (RATING, "7", ["7 out of 10"]),
        (question("short_text"), "Kind", ["“Kind”"]),
    ],
)
def test_an_answer_reads_as_people_say_it(asked, answer, words):
    assert kind_of(asked).in_words(asked, {"1": answer}) == words


@pytest.mark.parametrize(
    ("asked", "keyed", "kept"),
    [
        (DAY, "14 2 2026", "2026-02-14"),
        (DAY, "14/02/2026", "2026-02-14"),
        (DAY, "2026-02-14", "2026-02-14"),
        (MONTH, "2.2026", "2026-02"),
        (MILES, " 12 ", "12"),
        (MILES, "*", "*"),
        (DAY, "*", "*"),
        (MILES, "?", "?"),
        (DAY, "?", "?"),
    ],
)
def test_a_typed_answer_is_keyed_as_it_stands_on_paper(asked, keyed, kept):
    assert clean(read_form(lambda name: [keyed] if name == "q1" else [], [asked]), [asked]) == {"1": kept}


@pytest.mark.parametrize("keyed", ["14 2 2026", "2 26", "13 2026"])
def test_a_keyed_month_that_is_none_is_asked_again(keyed):
    with pytest.raises(NotAnAnswerError, match=r"^Question 1: the (date|year) must"):
        clean({"1": keyed}, [MONTH])


def test_ten_has_a_key_of_its_own():
    assert [key for key, _ in kind_of(RATING).keys(RATING)] == list("0123456789t")


def test_an_average_is_worked_out_of_ratings_and_numbers_alone():
    assert kind_of(RATING).table(RATING, {"7": 2, "10": 1}).total == 24
    assert kind_of(MILES).table(MILES, {"12": 3, "4": 1}).total == 40
    assert kind_of(YEAR).table(YEAR, {"2026": 9}).total is None


def test_an_average_is_hidden_with_the_rest():
    assert whole_survey([("7", 9)], base=9, least_base=10, total=63).mean is None
    assert whole_survey([("7", 10)], base=10, least_base=10, total=70).mean == 7


def test_nobody_stands_alone_in_a_table_of_numbers_or_dates():
    miles = {str(value): 1 for value in range(40)} | {"93": 1}
    years = {f"{year}-05": 2 for year in range(1990, 2010)}

    for asked, counts in ((MILES, miles), (MONTH, years)):
        parts = kind_of(asked).table(asked, counts).parts
        assert min(count for _, count in parts) >= 5
        assert sum(count for _, count in parts) == sum(counts.values())
    assert kind_of(MILES).table(MILES, miles).parts[0][0] == "0 to 19 miles"


@given(st.dictionaries(st.integers(0, 1000).map(lambda tenths: tenths / 10), st.integers(1, 20)))
def test_whatever_numbers_come_each_is_in_one_band(values):
    asked = question("number", least="0", most="100", unit="", places=1)
    counts = {f"{value:g}": count for value, count in values.items()}

    parts = kind_of(asked).table(asked, counts).parts

    assert sum(count for _, count in parts) == sum(counts.values())
    assert len(parts) <= 10


def test_every_kind_has_a_shape_on_paper():
    asked = [
        MILES,
        POUNDS,
        DAY,
        RATING,
        question("short_text"),
        question("free_text"),
        question("yes_no", options=coded("Yes")),
    ]

    assert [one["shape"] for one in on_paper(asked)] == ["cells", "cells", "cells", "row", "lines", "lines", "boxes"]


HOME = question(
    "single", options=coded("Home", "Hospital", other="Other, please say", alone="Does not apply"), why="Why?"
)
TOPICS = question("tick_all", options=coded("Cost", "Travel", other="Other, please say", alone="Nothing"))


def changes(asked, **data):
    form = answer_form(asked, data)
    return form.changes() if form.is_valid() else form.errors["answer"]


def test_an_answer_that_people_finish_themselves_is_kept_beside_the_choice():
    assert changes(HOME, answer="c", other=" At my\r\nmother's ", why="Near") == {
        "1": "c", "1o": "At my mother's", "1w": "Near",
    }  # fmt: skip
    assert changes(TOPICS, answer=["a", "c"], other="Parking") == {"1": ["a", "c"], "1o": "Parking"}


def test_words_under_an_answer_choose_it_where_no_script_shows_and_hides_them():
    assert changes(HOME, other="At my mother's") == {"1": "c", "1o": "At my mother's", "1w": None}
    assert changes(TOPICS, answer=["a"], other="Parking")["1"] == ["a", "c"]
    assert changes(HOME, answer="a", other="x") == [
        "You chose “Home” and wrote under “Other, please say”. Keep one of the two"
    ]
    assert changes(TOPICS, answer=["d"], other="x") == ["Tick either “Nothing”, or the other answers"]


def test_words_under_an_answer_are_one_line_and_no_longer_than_it():
    long = answer_form(HOME, {"answer": "c", "other": "x" * 201})

    assert not long.is_valid()
    assert long.errors["other"] == ["This is 1 character too long. Make it 200 characters or less"]
    with pytest.raises(NotAnAnswerError, match="use 200 characters or less"):
        clean({"1": "c", "1o": "🙂" * 201}, [HOME])


def test_the_line_stands_under_its_own_answer():
    html = str(control(answer_form(HOME, answers={"1": "c", "1o": "At my mother's"})["answer"]))

    assert html.index('value="c"') < html.index('name="other"') < html.index('value="d"')
    assert "At my mother&#39;s" in html


def test_words_under_an_answer_read_with_it_and_have_their_place_in_the_seal():
    answers = {"1": "c", "1o": "🙂" * 200, "1w": "🙂" * 1000}

    assert kind_of(HOME).in_words(HOME, {"1": "c", "1o": "Abroad"}) == ["Other, please say", "“Abroad”"]
    assert 0 <= largest_size([HOME]) - size_for(with_edition(clean(answers, [HOME]), LONGEST)) < 10


def test_words_under_an_answer_stand_on_the_keyed_form():
    posted = {"q1": ["a", "c"], "q1o": ["Parking"]}

    assert read_form(lambda name: posted.get(name, []), [TOPICS]) == {"1": ["a", "c"], "1o": "Parking"}


AGREED = options.SCALES["how_much_agreed"].options()
GRID = question("grid", 7, options=AGREED, statements="Staff listened\nI felt safe\nI knew what came next")


def test_each_statement_of_a_grid_is_answered_by_itself():
    assert [(line["number"], line["text"]) for line in lines_of([GRID])] == [
        ("7a", "Staff listened"), ("7b", "I felt safe"), ("7c", "I knew what came next"),
    ]  # fmt: skip
    form = answer_form(GRID, {"line_7a": "a", "line_7c": "e"})
    assert form.is_valid()
    assert form.changes() == {"7a": "a", "7b": None, "7c": "e"}
    assert clean({"7c": "e", "7a": "*"}, [GRID]) == {"7a": "*", "7c": "e"}
    assert not answer_form(GRID, {"line_7a": "z"}).is_valid()


@pytest.mark.parametrize("content", [{"7": "a"}, {"7d": "a"}, {"7a": "z"}, {"7a": ["a"]}])
def test_what_is_no_answer_to_a_statement_is_refused(content):
    with pytest.raises(NotAnAnswerError):
        clean(content, [GRID])


def test_all_statements_have_their_place_in_the_seal():
    assert size_for(with_edition({"7a": "a", "7b": "b", "7c": "c"}, LONGEST)) == largest_size([GRID])


def test_a_grid_leads_straight_on_and_its_answers_are_left_out_where_it_is():
    first = question("single", 1, options=coded("Yes", "No", go_to={"No": 8}))
    questions = [first, GRID, question("free_text", 8)]

    assert on_route(questions, {"1": "a", "7a": "a", "8": "x"}) == {"1": "a", "7a": "a", "8": "x"}
    assert on_route(questions, {"1": "b", "7a": "a", "8": "x"}) == {"1": "b", "8": "x"}


def test_a_keyed_grid_has_a_row_for_each_statement():
    assert [row["question"]["number"] for row in rows_of([GRID], {"7b": "c"})] == ["7a", "7b", "7c"]
    assert read_form(lambda name: {"q7a": ["a", "b"], "q7b": ["c"]}.get(name, []), [GRID]) == {"7a": "*", "7b": "c"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("One", "Enter at least 2 statements, each on its own line"),
        ("\n".join(map(str, range(13))), "Enter 12 statements at most. You entered 13"),
        ("One\none", "One statement is there twice. Take one of them out"),
        ("One\n" + "x" * 100_000, "“xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” must be 120 characters or less"),
    ],
)
def test_statements_that_will_not_do_are_told_so(lines, said):
    form = KINDS["grid"].form({"text": "How was it?", "statements": lines, "scale": "how_often"})

    assert not form.is_valid()
    assert form.errors["statements"] == [said]
