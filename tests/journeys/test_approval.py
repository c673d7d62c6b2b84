"""Two people send what goes to many: one asks, the other looks at it and approves."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.groups.models import GroupSetting
from supportgroup.longwork.actions import run_waiting
from surveys.mailing import actions as mailing
from surveys.questionnaire import actions as questionnaire
from tests.journeys.steps import asks


def ready_to_send(stage):
    """Five people chosen, the deceased check recorded; the group wants a second person above 3."""
    for name in ("Edith Marsh", "Omar Haddad", "Nora Blake"):
        stage.patient(name)
    for name in ("Joan Lowe", "Peter Adams"):
        stage.patient(name, route="letter")
    GroupSetting.objects.create(group=stage.group, key="outbox.approve_above", value=3, applies_from=clock.today())
    survey = stage.draft()
    closes_on = clock.today() + datetime.timedelta(days=91)
    questionnaire.open_survey(survey, closes_on=closes_on, by=SignedIn(stage.nurse))
    run_waiting()
    mailing.choose(survey, filters={}, by=SignedIn(stage.nurse))
    mailing.record_deceased_check(stage.group, checked_at=clock.now(), by=SignedIn(stage.nurse))
    return survey


def test_a_batch_is_approved_by_two(stage, visitor, check):
    survey = ready_to_send(stage)
    ruth = stage.ruth

    # Grace asks. The page says before that a second person will be asked, and who.
    grace = visitor(stage.nurse)
    grace.goto(f"/immunology/surveys/{survey.pk}/send/")
    expect(grace.get_by_text("A second person will be asked.")).to_be_visible()
    check(grace, "check-mailing-second-person")
    grace.get_by_role("button", name="Ask for approval of 2 letters and 3 emails").click()
    expect(grace.get_by_text("5 messages wait for a second person to approve.")).to_be_visible()
    check(grace, "survey-waits-for-approval")
    stage.worker_works()
    assert stage.post.mails == []
    grace.goto("/immunology/messages/")
    check(grace, "messages-to-approve")
    grace.get_by_role("button", name="Look at them").click()
    expect(grace.get_by_text("You asked for this yourself")).to_be_visible()
    check(grace, "batch-asked")

    # Ruth looks at the first as the person gets it, then approves exactly what was counted.
    other = visitor(ruth)
    other.goto("/immunology/")
    check(other, "today-approve")
    other.get_by_role("link", name="Approve 5 messages, or say why not").click()
    asks(other, "2 letters and 3 emails wait for a second person")
    check(other, "batch-to-approve")
    other.get_by_role("link", name="See the first as the person gets it").click()
    expect(other.frame_locator("iframe").get_by_text("You can answer on a phone")).to_be_visible()
    check(other, "message-preview-email")
    other.get_by_role("link", name="Next one").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("gets")
    other.goto("/immunology/")
    other.get_by_role("link", name="Approve 5 messages, or say why not").click()
    other.get_by_role("button", name="Approve 2 letters and 3 emails").click()
    asks(other, "5 messages approved")
    stage.worker_works()
    assert len(stage.post.mails) == 3
    other.reload()
    check(other, "batch-approved")


def test_a_batch_that_is_not_approved_says_why(stage, visitor, check):
    survey = ready_to_send(stage)
    mailing.send_invitations(survey, by=SignedIn(stage.nurse))
    other = visitor(stage.ruth)

    other.goto("/immunology/")
    other.get_by_role("link", name="Approve 5 messages, or say why not").click()
    other.get_by_role("link", name="Do not approve: say why").click()
    check(other, "batch-refuse")
    other.get_by_label("Reason").fill("The closing day is a holiday.")
    other.get_by_role("button", name="Hold them with this reason").click()
    asks(other, "5 messages not approved")
    check(other, "batch-refused")
    stage.worker_works()
    assert stage.post.mails == []

    grace = visitor(stage.nurse)
    grace.goto("/immunology/messages/")
    expect(grace.get_by_text("Not approved: The closing day is a holiday.").first).to_be_visible()
    check(grace, "messages-not-approved")
