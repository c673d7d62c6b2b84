from hypothesis import given
from hypothesis import strategies as st

from surveys.answers.content import clean
from surveys.keying.comparing import lines_in
from surveys.keying.sheets import read_form, rows_of, sheets_of
from surveys.questionnaire.kinds.choosing import KEYS
from surveys.questionnaire.kinds.rating import steps
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS
from tests.surveys.questionnaire.drawn import answers_to, questionnaires

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def asked(number, kind, text, **more):
    return {"number": number, "kind": kind, "text": text, "help": "", "options": [], "details": {}, "why": "", **more}


def read(posted):
    return read_form(lambda name: posted.get(name, []), READYMADE)


def test_sheets_hold_every_question_once_and_in_order():
    sheets = sheets_of(rows_of(READYMADE, {}))

    assert [row["question"]["number"] for sheet in sheets for row in sheet] == list(range(1, 21))
    assert all(2 <= len(sheet) <= 6 for sheet in sheets)


def test_each_option_has_a_key_of_its_own_and_none_is_b_m_or_u():
    assert len(set(KEYS)) == 20
    assert not set(KEYS) & {"b", "m", "u"}
    assert [option["key"] for option in rows_of(READYMADE, {})[12]["options"]] == list("1234567890")


def test_what_was_keyed_stands_in_its_row():
    row = rows_of(READYMADE, {"13": ["b"], "18w": "They ring back."}, wrong=13)[12]

    assert [option["code"] for option in row["options"] if option["chosen"]] == ["b"]
    assert row["wrong"]
    assert rows_of(READYMADE, {"18w": "They ring back."})[17]["words"]["why"] == "They ring back."


def test_blanks_are_left_out():
    assert read({"q1": [""], "q13": [], "q19": [""], "q18w": [""]}) == {}


def test_more_than_one_cross_is_a_star_however_it_was_keyed():
    assert read({"q1": ["*"], "q2": ["a", "b"], "q17": ["a", "j"], "q13": ["a", "*"]}) == {
        "1": "*", "2": "*", "17": "*", "13": "*",
    }  # fmt: skip


def test_what_cannot_be_read_is_a_question_mark_and_outweighs_the_rest():
    assert read({"q1": ["?"], "q2": ["a", "?"], "q13": ["a", "?"], "q17": ["*", "?"]}) == {
        "1": "?", "2": "?", "13": "?", "17": "?",
    }  # fmt: skip


@given(st.data())
def test_whatever_stands_on_paper_is_kept_as_it_stands(data):
    questions = data.draw(questionnaires())
    answers = clean(data.draw(answers_to(questions)), questions)
    posted = {f"q{key}": [value] if isinstance(value, str) else value for key, value in answers.items()}

    assert clean(read_form(lambda name: posted.get(name, []), questions), questions) == answers


def test_a_form_is_laid_out_with_all_the_words_that_stand_on_paper():
    section = {"heading": "Your visits", "words": "Think of the last twelve months."}
    agreed = {"kind": "grid", "text": "How much do you agree?", "help": "One cross in each row."}
    statements = {"details": {"statements": "Staff listened\nI felt safe"}, "options": coded("Agree", "Disagree")}
    questions = [
        asked(1, "yes_no", "Do you know whom to phone?", help="Day or night.", options=coded("Yes", "No")),
        {**asked(2, **agreed, **statements), "section": section},
        asked(3, "rating", "How likely?", options=steps(), details={"low": "Not at all", "high": "Very"}),
        asked(4, "tick_all", "Which?", options=coded("Travel", "Cost")),
        asked(5, "number", "How far?", details={"least": "0", "most": "200", "unit": "miles", "places": 0}),
    ]
    first, listened, safe, likely, which, far = rows_of(questions, {})

    assert first["help"] == ["Day or night."]
    assert listened["question"]["section"] == section
    assert listened["of"] == {"number": 2, "text": "How much do you agree?", "help": "One cross in each row."}
    assert safe["of"] is None, "its question stands above the first statement, as on paper"
    assert likely["help"] == ["0 = Not at all, 10 = Very"]
    assert which["help"] == ["Cross all that are true for you."]
    assert far["help"] == ["A number from 0 to 200."]
    (settled,) = rows_of(lines_in(["2b"], questions), {})
    assert settled["of"]["text"] == "How much do you agree?", "a statement alone says what was asked of it"
