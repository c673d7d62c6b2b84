"""A nurse writes a survey from the questionnaire that stands ready, and opens it."""

import re

from playwright.sync_api import expect

from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey
from tests.journeys.steps import asks, go_on


def test_a_nurse_writes_a_survey_from_the_ready_made_questionnaire_and_opens_it(stage, visitor, check):
    page = visitor(stage.nurse)
    assert stage.ruth
    assert stage.owen
    starts_it(page, check)
    changes_the_questions(page, check)
    goes_through_it_as_a_patient(page, check)
    names_who_does_what(page, check)
    opens_it(page, check, stage)


def starts_it(page, check):
    page.goto("/immunology/surveys/")
    check(page, "surveys-none")
    page.get_by_role("link", name="Start a survey").click()
    check(page, "survey-start")
    page.get_by_role("link", name="The satisfaction survey").click()
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Start the survey").click()
    expect(page.get_by_role("link", name="Enter what patients will see as the title")).to_be_visible()
    check(page, "survey-start-error")
    page.get_by_label("Title").fill("Your treatment and support")
    page.get_by_role("button", name="Start the survey").click()
    asks(page, "Your treatment and support")
    check(page, "questionnaire")


def changes_the_questions(page, check):
    # Edit one.
    page.get_by_role("link", name="Edit question 3", exact=True).click()
    page.get_by_label("Question", exact=True).fill("For how long have you had it?")
    check(page, "question-edit")
    page.get_by_role("button", name="Save the question").click()
    expect(page.get_by_role("heading", name="For how long have you had it?")).to_be_visible()

    # Add one after question 3.
    page.get_by_role("link", name="Add one after question 3", exact=True).click()
    check(page, "question-kinds")
    page.get_by_role("link", name="One answer").click()
    page.get_by_label("Question", exact=True).fill("Who helps you with it?")
    page.get_by_label("Answers to choose from").fill("Nobody")
    page.get_by_role("button", name="Save the question").click()
    expect(page.get_by_role("link", name="Enter at least 2 answers, each on its own line")).to_be_visible()
    check(page, "question-add-error")
    page.get_by_label("Answers to choose from").fill("Nobody\nFamily\nA nurse at home")
    page.get_by_role("button", name="Save the question").click()
    expect(page.get_by_role("heading", name="21 questions")).to_be_visible()

    # Move it up, say where an answer leads, remove another and put it back.
    page.get_by_role("button", name="Move up question 4", exact=True).click()
    page.get_by_role("link", name="Where answers lead from question 3", exact=True).click()
    expect(page.get_by_text("Question 3: Who helps you with it?")).to_be_visible()
    page.get_by_label("“Nobody” leads to").select_option("5")
    check(page, "question-routes")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Routes").click()
    expect(page.get_by_role("heading", name="2 routes past other questions")).to_be_visible()
    check(page, "survey-routes")
    page.go_back()
    page.get_by_role("link", name="Move to another place question 21", exact=True).click()
    check(page, "question-place")
    page.go_back()
    page.get_by_role("link", name="Remove question 21", exact=True).click()
    check(page, "question-remove")
    page.get_by_role("button", name="Remove the question").click()
    expect(page.get_by_role("heading", name="20 questions")).to_be_visible()
    check(page, "question-removed")
    page.get_by_role("button", name="Undo removing question 21").click()
    expect(page.get_by_role("heading", name="21 questions")).to_be_visible()


def goes_through_it_as_a_patient(page, check):
    page.get_by_role("link", name="Preview").click()
    check(page, "preview")
    phone = page.frame_locator(".sq-phone")
    phone.get_by_label("I no longer have it").check()
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_role("heading", name="Did you get enough written or online information")).to_be_visible()
    page.get_by_role("link", name="Open it on a page of its own").click()
    check(page, "preview-question")
    page.get_by_label("I no longer have it").check()
    go_on(page)
    asks(page, "Did you get enough written or online information about your condition?")
    page.get_by_role("link", name="Leave the preview").click()
    page.go_back()
    page.goto(re.sub(r"preview/.*", "questionnaire/", page.url))


def names_who_does_what(page, check):
    page.get_by_role("link", name="Name who does what").click()
    sends = page.get_by_role("group", name="Who sends the survey and records who has replied?")
    keys = page.get_by_role("group", name="Who keys in the paper forms?")
    sends.get_by_label("Ruth Bell").check()
    keys.get_by_label("Ruth Bell").check()
    page.get_by_role("button", name="Save who does what").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "duties-error")
    keys.get_by_label("Ruth Bell").uncheck()
    keys.get_by_label("Owen Price").check()
    page.get_by_role("button", name="Save who does what").click()
    expect(page.get_by_text("Saved who does what.")).to_be_visible()


def opens_it(page, check, stage):
    page.get_by_role("button", name="Check and open").click()
    check(page, "survey-check-and-open")
    page.get_by_role("button", name="Open the survey").click()
    check(page, "survey-opening")
    assert Survey.objects.get().state == SurveyState.OPENING
    stage.worker_works()
    expect(page.get_by_role("heading", name="Choose whom to ask")).to_be_visible()
    check(page, "survey-open-nobody-asked")
    assert Survey.objects.get().state == SurveyState.OPEN
    page.goto("/immunology/surveys/")
    check(page, "surveys")
