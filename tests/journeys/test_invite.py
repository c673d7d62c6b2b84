"""The nurse chooses whom to ask and sends; the letters are printed and posted."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.longwork.actions import run_waiting
from surveys.mailing.models import Invitee
from surveys.questionnaire import actions as questionnaire
from tests.journeys.steps import asks


def the_register(stage):
    """Five on immunoglobulin who can be asked, two who cannot be written to, and one who is not on it."""
    stage.patient("Edith Marsh")
    stage.patient("Omar Haddad")
    for name in ("Joan Lowe", "Peter Adams", "Grace Holt"):
        stage.patient(name, route="letter")
    stage.patient("Alan Booth", route="letter", do_not_contact=True)
    stage.patient("Helen Stone", route="letter", needs=["braille"])
    stage.patient("Ruth Appleby", immunoglobulin=False)


def open_survey(stage):
    survey = stage.draft()
    closes_on = clock.today() + datetime.timedelta(days=91)
    questionnaire.open_survey(survey, closes_on=closes_on, by=SignedIn(stage.nurse))
    run_waiting()
    return survey


def test_a_nurse_chooses_whom_to_ask_and_sends(stage, visitor, check):
    the_register(stage)
    survey = open_survey(stage)
    page = visitor(stage.nurse)

    page.goto("/immunology/")
    check(page, "today-nurse")
    page.get_by_role("link", name="Choose whom to ask").click()
    page.get_by_role("button", name="Choose people").click()
    page.get_by_role("link", name="On immunoglobulin").first.click()
    check(page, "choose-people")
    page.get_by_role("link", name="See the names").click()
    expect(page.get_by_role("link", name="Booth, Alan")).to_be_visible()
    expect(page.get_by_text("Appleby, Ruth")).to_have_count(0)
    check(page, "left-out")
    page.get_by_role("link", name="Go back to the choice").click()
    page.get_by_role("button", name="Keep these 5").click()

    # Nothing goes without a deceased check.
    asks(page, "The invitations cannot go yet")
    check(page, "check-mailing-no-deceased-check")
    page.get_by_role("button", name="Record the check").click()
    asks(page, "Record the deceased check")
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "deceased-check-error")
    now = clock.now().astimezone(clock.LONDON)
    page.get_by_label("Day", exact=True).fill(str(now.day))
    page.get_by_label("Month").fill(str(now.month))
    page.get_by_label("Year").fill(str(now.year))
    page.get_by_label("Time of the check").fill(f"{now:%H:%M}")
    page.get_by_role("button", name="Record the check").click()

    page.get_by_role("button", name="Check and send").click()
    check(page, "check-mailing")
    page.get_by_role("link", name="See the invitation as people will get it").click()
    asks(page, "The invitation as people will get it")
    check(page, "preview-mailing")
    page.goto(page.url.removesuffix("preview/"))  # a click leads nowhere once axe has been in the frame of the email
    page.get_by_role("button", name="Send 3 letters and 2 emails").click()
    expect(page.get_by_role("heading", name="Print and post 3 letters")).to_be_visible()
    check(page, "survey-just-sent")
    page.get_by_role("link", name="Mailings").click()
    check(page, "mailings")
    page.get_by_role("link", name="Change the day of the reminder").click()
    asks(page, "Change the day of the reminder")
    page.get_by_label("Year").fill("2020")
    page.get_by_role("button", name="Change the day").click()
    check(page, "move-mailing-error")
    stage.worker_works()
    assert {mail.recipient for mail in stage.post.mails} == {"edith.marsh@mail.example", "omar.haddad@mail.example"}
    assert Invitee.objects.filter(survey=survey).count() == 5


def test_letters_are_printed_and_posted(stage, visitor, check):
    the_register(stage)
    stage.survey_sent()
    page = visitor(stage.nurse)

    page.goto("/immunology/messages/")
    check(page, "messages")
    page.get_by_role("button", name="See the letters").click()
    check(page, "letters-waiting")
    page.get_by_role("button", name="Make the print run of 3 letters").click()
    check(page, "print-run")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("link", name="Put the letters back").click()
    check(page, "print-run-put-back")
    page.get_by_role("link", name="Go back").click()
    page.get_by_role("link", name="I have posted them").click()
    check(page, "print-run-posting")
    page.get_by_role("button", name="Say that 3 letters are posted").click()
    asks(page, "3 letters posted")
    check(page, "print-run-posted")
