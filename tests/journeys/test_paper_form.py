"""A paper form comes back. Ruth opens the small envelope, Owen the large one; neither sees what the other does."""

import re

from playwright.sync_api import expect

from surveys.answers.models import SealedAnswer
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from tests.journeys.steps import asks
from tests.surveys.keying.conftest import draw


def test_owen_keys_in_a_form_without_javascript(stage, visitor):
    stage.patient("Edith Marsh", route="letter")
    survey = stage.survey_sent()
    draw(stage.group, percent=0)
    page = visitor(stage.owen, javascript=False)
    page.goto(f"/immunology/surveys/{survey.pk}/key-form/")
    page.get_by_label("Number written on the form").fill("1")
    page.get_by_role("group", name="1. Where do you have").get_by_label("Hospital day unit").check()
    tick_all = page.get_by_role("group", name="17. What might make it hard")
    tick_all.get_by_label("Parking").check()
    tick_all.get_by_label("Cost").check()
    expect(page.get_by_role("group", name="2. How is it given?").get_by_text("More than one cross")).to_be_visible()
    page.get_by_role("button", name="Keep this form").click()
    expect(page.get_by_text(re.compile("Form 1 kept"))).to_be_visible()
    assert SealedAnswer.objects.filter(survey=survey).count() == 1


def test_ruth_records_the_slip_and_takes_a_wrong_one_back(stage, visitor, check):
    edith, omar = stage.patient("Edith Marsh", route="letter"), stage.patient("Omar Haddad", route="letter")
    survey = stage.survey_sent()
    first, second = (Invitee.objects.get(survey=survey, person=person) for person in (edith, omar))
    page = visitor(stage.ruth)
    page.goto(f"/immunology/surveys/{survey.pk}/slips/")
    expect(page.get_by_label("Record number")).to_be_focused()
    check(page, "slips")
    page.keyboard.type(first.record_number[:-1] + "?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "slips-error")

    page.get_by_label("Record number").fill(first.record_number.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Recorded: {first.record_number}")).to_be_visible()
    check(page, "slip-recorded")
    expect(page.get_by_label("Record number")).to_be_focused()
    page.keyboard.type(second.record_number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Recorded: {second.record_number}")).to_be_visible()
    page.get_by_role("button", name=f"Undo {second.record_number}").click()
    expect(page.get_by_role("heading", name=f"Taken back: {second.record_number}")).to_be_visible()
    expect(page.get_by_role("button", name=f"Undo {first.record_number}")).to_be_visible()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outcome, second.outcome) == (Outcome.RETURNED, Outcome.NOT_RETURNED)

    page.goto(f"/immunology/surveys/{survey.pk}/who-replied/")
    check(page, "who-replied")
    page.get_by_role("link", name=second.record_number).click()
    check(page, "asked")


def test_neither_sees_what_the_other_does(stage, visitor):
    stage.patient("Edith Marsh", route="letter")
    survey = stage.survey_sent()
    page = visitor(stage.owen)
    page.goto(f"/immunology/surveys/{survey.pk}/who-replied/")
    expect(page.get_by_text("Edith")).to_have_count(0)
    asks(page, "You cannot see this page")
    page = visitor(stage.ruth)
    page.goto(f"/immunology/surveys/{survey.pk}/key-form/")
    asks(page, "Page not found")
    page = visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/who-replied/")
    asks(page, "You cannot see this page")
