from hypothesis import given
from hypothesis import strategies as st

from surveys.answers.content import clean
from surveys.keying.sheets import read_form, rows_of, sheets_of
from surveys.questionnaire.kinds.choosing import KEYS
from surveys.questionnaire.readymade import QUESTIONS
from tests.surveys.questionnaire.drawn import answers_to, questionnaires

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


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
