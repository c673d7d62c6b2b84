import pytest

from supportgroup.ui.controls import control
from surveys.answers.content import clean
from surveys.questionnaire.answer_form import answer_form
from surveys.questionnaire.options import coded
from surveys.questionnaire.readymade import QUESTIONS

READYMADE = [{"number": number, **question} for number, question in enumerate(QUESTIONS, start=1)]


def form_of(number, data=None, **more):
    return answer_form(READYMADE[number - 1], data, **more)


@pytest.mark.parametrize("question", READYMADE, ids=lambda question: f"question {question['number']}")
def test_every_question_may_be_left_out(question):
    form = answer_form(question, {})

    assert form.is_valid()
    assert set(form.changes().values()) == {None}


def test_what_was_chosen_is_given_by_the_key_of_its_question():
    form = form_of(1, {"answer": "e"})

    assert form.is_valid()
    assert form.changes() == {"1": "e"}


def test_words_about_an_answer_have_their_own_key():
    form = form_of(18, {"answer": "a", "why": " Kind staff \r\n and quick "})

    assert form.is_valid()
    assert form.changes() == {"18": "a", "18w": "Kind staff \n and quick"}
    assert form.keys() == ["18", "18w"]


def test_what_was_answered_before_is_shown_again():
    form = form_of(18, answers={"18": "b", "18w": "Kind staff", "17": ["a"]})

    assert (form["answer"].value(), form["why"].value()) == ("b", "Kind staff")


def test_an_answer_that_excludes_the_others_cannot_go_with_them():
    form = form_of(17, {"answer": ["a", "j"]})

    assert not form.is_valid()
    assert form.errors["answer"] == ["Tick either “Nothing”, or the other answers"]


def test_it_may_be_given_alone():
    assert form_of(17, {"answer": ["j"]}).is_valid()


@pytest.mark.parametrize(
    ("number", "answer"), [(1, "z"), (1, "*"), (1, ["a"]), (13, ["a", "z"]), (13, ["*"]), (13, "zz"), (4, "Always")]
)
def test_what_is_not_there_to_choose_is_refused(number, answer):
    form = form_of(number, {"answer": answer})

    assert not form.is_valid()
    assert "Select one" in form.errors["answer"][0]


def test_words_that_are_too_long_are_told_by_how_much():
    form = form_of(19, {"answer": "x" * 1001})

    assert not form.is_valid()
    assert form.errors["answer"] == ["This is 1 character too long. Make it 1,000 characters or less"]


def test_a_new_line_counts_as_one_character():
    assert form_of(19, {"answer": "a\r\n" * 499 + "b"}).is_valid()


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "{% load ui %}", "a\x00b\x1bc\x85d", "🙂" * 1000]
)
def test_hostile_words_are_kept_as_words_and_are_always_fit_to_be_sealed(hostile):
    form = form_of(19, {"answer": hostile})

    assert form.is_valid()
    kept = clean({key: answer for key, answer in form.changes().items() if answer}, READYMADE)
    assert kept == form.changes()
    assert "\x00" not in kept["19"]


def test_a_question_with_markup_in_it_is_shown_as_text():
    options = coded("<u>Yes</u>", "No")
    question = {**READYMADE[0], "text": "<b>Where</b> {{ 7|add:7 }}?", "help": "<i>x</i>", "options": options}

    html = str(control(answer_form(question)["answer"]))

    assert "&lt;b&gt;Where&lt;/b&gt; {{ 7|add:7 }}?" in html
    assert not any(tag in html for tag in ("<b>", "<i>", "<u>"))
