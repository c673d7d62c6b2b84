"""Every kind of question: a nurse writes it, a patient answers it on a phone, Owen keys it in, and its result is read."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from surveys.answers.models import Response
from surveys.questionnaire.kinds.rating import steps
from surveys.questionnaire.options import SCALES, coded
from surveys.replying import actions as replying
from surveys.screening.models import Text
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, go_on, skip, start
from tests.surveys.keying.factories import keyed

QUESTIONS = (
    ("yes_no", "Do you know whom to phone?", {"options": coded("Yes", "No", "Not sure")}),
    ("rating", "How likely are you to tell a friend about us?", {
        "options": steps(), "details": {"low": "Not at all likely", "high": "Extremely likely"}, "why": "Why?",
    }),
    ("number", "How many miles is it to the hospital?", {
        "details": {"least": "0", "most": "200", "unit": "miles", "places": 0},
    }),
    ("date", "When did your treatment begin?", {"details": {"exact": "month"}}),
    ("short_text", "What do you call your treatment?", {}),
    ("grid", "How much do you agree?", {
        "options": SCALES["how_satisfied"].options(),
        "details": {"statements": "Staff listened to me\nI was told what would happen next\nThe room was clean"},
    }),
    ("tick_all", "What would you like to know more about?", {
        "options": coded("Travel", "Work", other="Other, please say", alone="Nothing"),
        "section": {"heading": "What you want to know", "words": "You can leave these questions out."},
    }),
)  # fmt: skip


@pytest.fixture
def survey(stage):
    """A survey with one question of each kind, sent to two patients."""
    stage.patient("Edith Marsh")
    stage.patient("Omar Haddad", route="letter")
    return stage.survey_sent(questions=QUESTIONS)


def test_a_nurse_writes_a_question_of_each_kind(stage, visitor, check):
    page = visitor(stage.nurse)
    survey = stage.draft(questions=())
    page.goto(f"/immunology/surveys/{survey.pk}/questions/add/")
    check(page, "kinds")
    adds(
        page, "Rating from 0 to 10", {"Question": "How likely?", "What 0 means": "Not at all", "What 10 means": "Very"}
    )
    adds(page, "Number", {"Question": "How far?", "Least": "10", "Most": "5", "Unit (optional)": "miles"})
    expect(page.get_by_role("link", name="The most must be more than the least")).to_be_visible()
    check(page, "kind-number-error")
    page.get_by_label("Most").fill("500")
    page.get_by_role("button", name="Save the question").click()
    adds(page, "Date", {"Question": "Since when?"})
    adds(page, "A few words", {"Question": "What do you call it?"})
    adds(page, "Yes, no or not sure", {"Question": "Do you know?"})
    adds(page, "Tick all that apply", {
        "Question": "Which?", "Answers to choose from, one on each line": "Cost\nTravel",
        "An answer that people finish themselves (optional)": "Other, please say",
    })  # fmt: skip
    page.goto(re.sub(r"(surveys/\d+/).*", r"\1questions/add/", page.url))
    page.get_by_role("link", name="Statements on one scale", exact=True).click()
    page.get_by_label("Question", exact=True).fill("How was it?")
    page.get_by_label("Statements, one on each line").fill("Staff listened\nI felt safe")
    page.get_by_label("How often").check()
    page.get_by_role("button", name="Save the question").click()
    expect(page.get_by_role("heading", name="7 questions")).to_be_visible()
    page.get_by_role("link", name="Put a heading above question 3", exact=True).click()
    page.get_by_label("Heading", exact=True).fill("Your treatment")
    page.get_by_label("Words under the heading").fill("The next questions are about how you are treated.")
    check(page, "question-heading")
    page.get_by_role("button", name="Save the heading").click()
    page.get_by_role("button", name="Move up heading “Your treatment”").click()
    page.get_by_role("button", name="Copy question 1", exact=True).click()
    expect(page.get_by_text("Copied. The copy is question 2.")).to_be_visible()
    expect(page.get_by_role("heading", name="8 questions")).to_be_visible()
    check(page, "kinds-written")


def adds(page, kind, typed):
    page.goto(re.sub(r"(surveys/\d+/).*", r"\1questions/add/", page.url))
    page.get_by_role("link", name=kind, exact=True).click()
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Save the question").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_patient_answers_a_question_of_each_kind(stage, visitor, check, survey, javascript):
    phone = visitor(width=PHONE, javascript=javascript)
    look = check if javascript else lambda *_: None
    phone.goto(stage.link_to("edith.marsh@mail.example"))
    start(phone)
    phone.get_by_label("Not sure").check()
    look(phone, "kind-yes-no")
    go_on(phone)
    phone.get_by_label("9", exact=True).check()
    look(phone, "kind-rating")
    go_on(phone)
    phone.get_by_label("How many miles").fill("twelve")
    go_on(phone)
    expect(phone.get_by_role("link", name="Enter a number from 0 to 200, in figures")).to_be_visible()
    look(phone, "kind-number")
    phone.get_by_label("How many miles").fill("12")
    go_on(phone)
    phone.get_by_label("Month").fill("13")
    phone.get_by_label("Year").fill("2019")
    go_on(phone)
    expect(phone.get_by_role("link", name="The date must be a real date")).to_be_visible()
    look(phone, "kind-date")
    phone.get_by_label("Month").fill("March")
    go_on(phone)
    phone.get_by_label("What do you call").fill("My drip")
    look(phone, "kind-short-text")
    go_on(phone)
    agrees(phone, look)
    says_something_else(phone, look, javascript=javascript)
    asks(phone, "Check your answers")
    expect(phone.get_by_text("You answered 7 of 7 questions.")).to_be_visible()
    for words in (
        "Not sure",
        "9 out of 10",
        "12 miles",
        "March 2019",
        "“My drip”",
        "Very satisfied",
        "Travel",
        "“Swimming”",
    ):
        expect(phone.get_by_text(words)).to_be_visible()
    look(phone, "kinds-check")
    phone.get_by_role("button", name="Send my answers").click()
    asks(phone, "Thank you")


def agrees(phone, look):
    phone.get_by_role("group", name="Staff listened to me").get_by_label("Very satisfied").check()
    phone.get_by_role("group", name="The room was clean").get_by_label("Neither").check()
    look(phone, "kind-grid")
    go_on(phone)


def says_something_else(phone, look, *, javascript):
    expect(phone.get_by_text("What you want to know. Question 7 of")).to_be_visible()
    expect(phone.get_by_text("You can leave these questions out.")).to_be_visible()
    line = phone.get_by_role("textbox", name="Please say")
    expect(line).to_be_visible(visible=not javascript)
    phone.get_by_label("Travel").check()
    if javascript:
        phone.get_by_label("Other, please say").check()
    line.fill("Swimming")
    look(phone, "kind-other")
    go_on(phone)


def test_what_a_patient_wrote_and_then_hid_is_not_sent(visitor, stage, survey):
    phone = visitor(width=PHONE)
    phone.goto(stage.link_to("edith.marsh@mail.example"))
    start(phone)
    for _ in range(6):
        skip(phone)
    other = phone.get_by_label("Other, please say")
    other.check()
    phone.get_by_role("textbox", name="Please say").fill("My daughter's name")
    other.uncheck()
    phone.get_by_label("Travel").check()
    go_on(phone)
    asks(phone, "Check your answers")
    expect(phone.get_by_text("Travel")).to_be_visible()
    expect(phone.get_by_text("My daughter's name")).to_have_count(0)
    expect(phone.get_by_text("Other, please say")).to_have_count(0)


def test_owen_keys_a_form_with_each_kind_by_the_keyboard(stage, visitor, check, survey):
    page = visitor(stage.owen)
    page.goto(f"/immunology/surveys/{survey.pk}/key-form/")
    for words in ("0 = Not at all likely, 10 = Extremely likely", "6. How much do you agree?", "You can leave these"):
        expect(page.get_by_text(words)).to_be_visible()
    for key in ("1", "Enter", "3", "t"):
        page.keyboard.press(key)
    page.keyboard.type("Kind")
    page.keyboard.press("Tab")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.type("3 2019")
    check(page, "kinds-keyed")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("My drip")
    for key in ("Enter", "1", "b", "6", "1", "3", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("Swimming")
    for key in ("Enter", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("status")).to_have_text(re.compile("Form 1 kept"))

    for number in range(2, 11):  # fewer than 10 are never opened
        keyed(survey, number, {"1": "a", "6a": "abcab"[number % 5], "6b": "b"})
    with clock.moved_to(clock.at(survey.closes_on + datetime.timedelta(days=1), 9)):
        replying.start_closing(survey, by=SignedIn(stage.nurse))
        stage.worker_works()
    (response,) = Response.objects.filter(survey=survey).filter(content__has_key="7o")
    assert response.content == {
        "1": "c", "2": "10", "2w": True, "3": "12", "4": "2019-03", "5": True, "6a": "a", "6c": "f",
        "7": ["a", "c"], "7o": True,
    }  # fmt: skip
    written = Text.objects.filter(survey=survey).values_list("field", "words")
    assert set(written) == {("2w", "Kind"), ("5", "My drip"), ("7o", "Swimming")}

    # Agreement is a bar for each statement, with all of them as one table beside.
    page = visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/results/6a/")
    page.get_by_text("All statements as a table").click()
    expect(page.get_by_role("row").filter(has_text="6a. Staff listened to me")).to_be_visible()
    check(page, "result-grid")


def test_a_number_that_cannot_be_read_is_keyed_so(stage, visitor, survey):
    page = visitor(stage.owen)
    page.goto(f"/immunology/surveys/{survey.pk}/key-form/")
    page.get_by_label("Number written on the form").press("1")
    for key in ("Enter", "1", "b", "u", *"bbbbbb", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("status")).to_have_text(re.compile("Form 1 kept"))
