"""A nurse writes a survey from nothing with the keyboard alone, and loses nothing on the way."""

import re

from playwright.sync_api import expect

from supportgroup.access.actor import SignedIn
from surveys.questionnaire import actions
from surveys.questionnaire.models import Survey, Typing
from surveys.questionnaire.options import coded
from tests.journeys.steps import asks
from tests.journeys.test_keyboard import MANY, tab_to

QUESTIONS = (
    ("One answer", "Do you have your infusion at home?", "Yes\nNo"),
    ("One answer", "Who helps you?", "Nobody\nFamily"),
    ("One answer", "How do you get here?", "By bus\nBy car"),
)


def test_a_survey_is_written_from_nothing_by_keyboard_alone(stage, visitor, check):
    page = visitor(stage.nurse)
    page.goto("/immunology/surveys/start/")
    press(page, page.get_by_role("link", name="An empty survey"))
    tab_to(page, page.get_by_label("Title"))
    page.keyboard.type("Coming to us")
    tab_to(page, page.get_by_label("Why you are asking, in one sentence"))
    page.keyboard.type("We want to know how we can make it easier to come.")
    tab_to(page, page.get_by_label("How many minutes it takes"))
    page.keyboard.press("Enter")
    asks(page, "Coming to us")

    for number, (kind, text, answers) in enumerate(QUESTIONS, start=1):
        add = f"Add one after question {number - 1}" if number > 1 else "Add a question"
        press(page, page.get_by_role("link", name=add, exact=True))
        press(page, page.get_by_role("link", name=kind, exact=True))
        writes(page, text, answers)
        words = f"{number} question" if number == 1 else f"{number} questions"
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()

    survey = Survey.objects.get()
    leads_past(page)
    moves_and_undoes(page, survey)
    loses_nothing(page, survey, check)
    is_told_of_a_clash(page, stage, survey, check)


def press(page, thing):
    tab_to(page, thing)
    page.keyboard.press("Enter")


def back_to(page, thing):
    """Press Shift and Tab until this has the focus."""
    for _ in range(MANY):
        if thing.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError(f"Shift and Tab do not lead to {thing}")


def writes(page, text, answers):
    tab_to(page, page.get_by_label("Question", exact=True))
    page.keyboard.type(text)
    tab_to(page, page.get_by_label("Answers to choose from"))
    page.keyboard.type(answers)
    press(page, page.get_by_role("button", name="Save the question"))


def leads_past(page):
    press(page, page.get_by_role("link", name="Where answers lead from question 1", exact=True))
    tab_to(page, page.get_by_label("“Yes” leads to"))
    page.keyboard.type("Question 3")
    press(page, page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("go to question 3")).to_be_visible()


def moves_and_undoes(page, survey):
    # The keyboard stays on the button, so that one can go on moving.
    press(page, page.get_by_role("button", name="Move up question 3", exact=True))
    expect(page.get_by_role("button", name="Move up question 2", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move down question 1", exact=True)).to_be_focused()
    assert order(survey)[0] == "How do you get here?"

    back_to(page, page.get_by_role("button", name="Undo moving question 2 up"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo moving question 3 up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo changing where question 1 leads")).to_be_focused()
    assert order(survey) == [text for _, text, _ in QUESTIONS]

    press(page, page.get_by_role("link", name="Move to another place question 3", exact=True))
    tab_to(page, page.get_by_label("Type its new number"))
    page.keyboard.type("1")
    press(page, page.get_by_role("button", name="Move the question"))
    expect(page.get_by_text("Moved. It is question 1 now.")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Do again: moving question 3")).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    expect(page.get_by_role("button", name="Undo moving question 3")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Do again: moving question 3")).to_be_visible()


def loses_nothing(page, survey, check):
    press(page, page.get_by_role("link", name="Edit question 2", exact=True))
    tab_to(page, page.get_by_label("Help"))
    page.keyboard.type("We endeavour to help.")
    expect(page.get_by_text(re.compile(r"Saved at \d+(\.\d\d)?[ap]m\."))).to_be_visible()
    expect(page.get_by_text("endeavour: try")).to_be_visible()
    check(page, "question-edit-kept")
    page.goto(f"/immunology/surveys/{survey.pk}/questionnaire/")
    expect(page.get_by_role("heading", name="You have not saved everything you typed")).to_be_visible()
    check(page, "questionnaire-unsaved")
    press(page, page.get_by_role("link", name="Question 2", exact=True))
    expect(page.get_by_label("Help")).to_have_value("We endeavour to help.")
    check(page, "question-edit-again")


def is_told_of_a_clash(page, stage, survey, check):
    question = survey.questions.get(position=2)
    content = {"kind": "single", "text": "Who comes with you?", "help": "", "why": "", "details": {}}
    actions.edit_question(question, content={**content, "options": coded("Nobody", "Family")}, by=SignedIn(stage.helen))
    press(page, page.get_by_role("button", name="Save the question"))
    expect(page.get_by_role("heading", name=re.compile("Helen Marsh changed this question at"))).to_be_visible()
    check(page, "question-clash")
    press(page, page.get_by_role("button", name="Save the question"))
    expect(page.get_by_text("Question saved.")).to_be_visible()
    question.refresh_from_db()
    assert (question.text, question.help) == ("Who helps you?", "We endeavour to help.")
    assert not Typing.objects.exists()


def order(survey):
    return [question.text for question in survey.questions.all()]
