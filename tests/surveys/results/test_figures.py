from surveys.questionnaire.kinds.rating import steps
from surveys.results.counting import Counts
from surveys.results.figures import Limits, results_of
from tests.surveys.results.conftest import QUESTIONS

MILES = {"least": "0", "most": "200", "unit": "miles", "places": 0}
LIMITS = Limits(least_base=10, careful_below=30)


def result_of(number, *, ticks, given, replies=75, limits=LIMITS):
    keyed = {(str(number), code): count for code, count in ticks.items()}
    counts = Counts(replies=replies, ticks=keyed, given={str(number): given})
    return results_of(QUESTIONS, counts, limits)[number - 1]


def test_the_deciding_question_says_what_most_said():
    result = result_of(3, ticks={"a": 34, "b": 19, "c": 12, "d": 6, "e": 4}, given=75)

    assert result.sentence == "71% said “Definitely yes” or “Probably yes”: 53 of the 75 who answered."
    assert [part.count for part in result.figures.parts] == [34, 19, 12, 6, 4]
    assert result.notes == ()


def test_does_not_apply_and_a_double_cross_and_what_cannot_be_read_are_left_out_of_the_base_and_named():
    result = result_of(2, ticks={"a": 30, "b": 20, "c": 0, "d": 0, "e": 10, "*": 2, "?": 1}, given=63)

    assert result.figures.base == 50
    assert [part.text for part in result.figures.parts] == [
        "Definitely yes",
        "Probably yes",
        "Not sure",
        "Probably not",
    ]
    assert result.notes == (
        "10 people said “Does not apply”",
        "12 people left it blank",
        "2 forms had more than one cross",
        "1 form had a cross that cannot be read",
    )


def test_those_whom_an_earlier_answer_sent_past_a_question_did_not_leave_it_blank():
    counts = Counts(replies=75, ticks={("1", "b"): 5, ("2", "a"): 68}, given={"1": 75, "2": 68})

    result = results_of(QUESTIONS, counts, LIMITS)[1]

    assert result.notes == ("5 people were not asked, because of an earlier answer", "2 people left it blank")


def test_below_the_base_neither_sentence_nor_note_nor_count_is_left():
    result = result_of(3, ticks={"a": 6, "b": 3}, given=9, replies=9)

    assert (result.sentence, result.notes, result.figures.parts, result.words) == ("", (), (), ())
    assert result.figures.hidden


def test_a_tick_all_question_is_shared_among_people_not_ticks():
    result = result_of(4, ticks={"a": 40, "b": 30, "c": 10}, given=50)

    assert [part.share for part in result.figures.parts] == [0.8, 0.6, 0.2]
    assert result.sentence == "80% ticked “Definitely yes”: 40 of the 50 who answered."


def test_a_rating_says_its_average_of_those_who_answered():
    rating = {**QUESTIONS[0], "kind": "rating", "options": steps(), "details": {"low": "Low", "high": "High"}}
    counts = Counts(replies=30, ticks={("1", "7"): 10, ("1", "10"): 10, ("1", "*"): 2}, given={"1": 22})

    result = results_of([rating], counts, LIMITS)[0]

    assert result.sentence == "The average is 8.5 out of 10: 20 people answered."
    assert [part.count for part in result.figures.parts] == [0] * 7 + [10, 0, 0, 10]
    assert result.notes == ("8 people left it blank", "2 forms had more than one cross")


def test_a_number_says_its_average_and_what_could_not_be_read():
    number = {**QUESTIONS[0], "kind": "number", "options": [], "details": {**MILES}}
    counts = Counts(replies=30, ticks={("1", "4"): 10, ("1", "30"): 10, ("1", "?"): 1}, given={"1": 21})

    result = results_of([number], counts, LIMITS)[0]

    assert result.sentence == "The average is 17.0 miles: 20 people answered."
    assert [(part.text, part.count) for part in result.figures.parts] == [("0 to 4 miles", 10), ("5 to 34 miles", 10)]
    assert result.notes == ("9 people left it blank", "1 form had a number that cannot be read")


def test_an_average_of_too_few_is_hidden_with_all_else():
    number = {**QUESTIONS[0], "kind": "number", "options": [], "details": {**MILES}}
    result = results_of([number], Counts(replies=30, ticks={("1", "4"): 9}, given={"1": 9}), LIMITS)[0]

    assert (result.sentence, result.figures.parts, result.figures.mean) == ("", (), None)


def test_a_grid_has_a_result_for_each_statement():
    details = {"statements": "Staff listened\nI felt safe"}
    grid = {**QUESTIONS[2], "number": 7, "text": "How much?", "kind": "grid", "why": "", "details": details}
    counts = Counts(replies=30, ticks={("7a", "a"): 15, ("7a", "c"): 5, ("7b", "a"): 9}, given={"7a": 20, "7b": 9})

    first, second = results_of([grid], counts, LIMITS)

    assert (first.number, first.text, first.of) == ("7a", "Staff listened", "How much?")
    assert first.sentence == "75% said “Definitely yes” or “Probably yes”: 15 of the 20 who answered."
    assert first.notes == ("10 people left it blank",)
    assert (second.sentence, second.figures.parts) == ("", ())
