"""Somebody answers on a phone, by the link in an email, without an account."""

import re

from playwright.sync_api import expect

from surveys.answers.models import SealedAnswer
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.replying.models import Draft
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, go_on, skip, start


def test_a_patient_answers_by_the_link_in_an_email_on_a_phone(stage, visitor, check):
    person = stage.patient("Edith Marsh")
    survey = stage.survey_sent()
    phone = visitor(width=PHONE)

    phone.goto(stage.link_to(person.email))
    reads_what_is_promised_and_starts(phone, check)
    goes_back_and_finds_what_was_chosen(phone, check)
    ticks_all_that_are_true_and_writes_a_line(phone, check)
    checks_changes_one_answer_and_sends(phone, check)

    # What is left: one sealed answer, one mark, no draft. The link does not open the survey a second time.
    assert SealedAnswer.objects.filter(survey=survey).count() == 1
    assert Invitee.objects.get(survey=survey, person=person).outcome == Outcome.RETURNED
    assert Draft.objects.count() == 0
    phone.goto(stage.link_to(person.email))
    asks(phone, "This code has been used")
    check(phone, "answer-used")


def reads_what_is_promised_and_starts(phone, check):
    asks(phone, "Before you start")
    assert "/answer/k/" not in phone.url
    check(phone, "answer-start")
    start(phone)


def goes_back_and_finds_what_was_chosen(phone, check):
    asks(phone, "Where do you have your immunoglobulin treatment at present?")
    check(phone, "answer-question")
    phone.get_by_label("Home, by me").check()
    go_on(phone)
    asks(phone, "How is it given?")
    phone.get_by_role("link", name="Back").click()
    expect(phone.get_by_label("Home, by me")).to_be_checked()
    go_on(phone)
    phone.get_by_label("Under the skin, with a pump").check()
    go_on(phone)
    skip(phone)
    asks(phone, "Did staff explain the choices of treatment in a way you could follow?")
    phone.get_by_label("Mostly").check()
    check(phone, "answer-question-chosen")
    go_on(phone)


def ticks_all_that_are_true_and_writes_a_line(phone, check):
    for _ in range(12):
        skip(phone)
    asks(phone, "What might make it hard for you to come?")
    phone.get_by_label("Nothing").check()
    phone.get_by_label("Parking").check()
    expect(phone.get_by_label("Nothing")).not_to_be_checked()
    phone.get_by_label("Fear of infection").check()
    check(phone, "answer-tick-all")
    go_on(phone)
    phone.get_by_label("Very good").check()
    phone.get_by_label("Please can you tell us why you gave your answer?").fill("They ring back the same day.")
    check(phone, "answer-with-words")
    go_on(phone)
    skip(phone)
    skip(phone)


def checks_changes_one_answer_and_sends(phone, check):
    asks(phone, "Check your answers")
    expect(phone.get_by_text("You answered 5 of 20 questions")).to_be_visible()
    check(phone, "answer-check")
    phone.get_by_role("link", name=re.compile(r"Change.*2\.")).click()
    expect(phone.get_by_label("Under the skin, with a pump")).to_be_checked()
    phone.get_by_label("Into a vein").check()
    go_on(phone)
    asks(phone, "Check your answers")
    expect(phone.get_by_text("Into a vein")).to_be_visible()
    phone.get_by_role("button", name="Send my answers").click()
    asks(phone, "Thank you")
    check(phone, "answer-done")
