"""A reminder that GOV.UK Notify prints and posts; later its report says which letters came back."""

import datetime

import pytest
from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power
from supportgroup.demo.post import post_letters
from supportgroup.groups.actions import set_policy
from supportgroup.outbox import letterpost, printing
from supportgroup.outbox.actions import deliver
from supportgroup.outbox.models import Message
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.policy import EVERY_DAY
from surveys.mailing.tasks import start_due_waves
from tests.journeys.steps import asks
from tests.outbox.notify import KEY, NotifyService


@pytest.fixture
def notify(settings):
    """The print service on a socket of its own, and settings that name it."""
    service = NotifyService()
    settings.LETTERS, settings.NOTIFY_URL, settings.NOTIFY_API_KEY = "notify", service.url, KEY
    yield service
    service.stop()


def reminder_printed(stage):
    """Return a print run of the reminder to two people, and the survey."""
    for name in ("Edith Marsh", "Omar Haddad"):
        stage.patient(name, route="letter")
    survey = stage.survey_sent(days_ago=22)
    # Journeys run on any day, weekends too.
    set_policy(stage.group, EVERY_DAY, value=True, applies_from=clock.today(), by=SignedIn(stage.nurse))
    with clock.moved_to(clock.now() - datetime.timedelta(days=22)):
        post_letters(stage.group, by=SignedIn(stage.ruth))
    mailing.record_deceased_check(stage.group, checked_at=clock.now(), by=SignedIn(stage.nurse))
    start_due_waves()
    deliver()
    letter = Message.objects.filter(kind="surveys.reminder", channel="letter").first()
    run = printing.make_print_run(
        group=stage.group, kind=letter.kind, occasion=letter.occasion, seen_by=Power.SEE_WHO_REPLIED,
        by=SignedIn(stage.ruth),
    )  # fmt: skip
    return run, survey


def test_ruth_has_notify_post_a_reminder_and_loads_its_report(stage, visitor, check, notify, tmp_path):
    run, survey = reminder_printed(stage)
    page = visitor(stage.ruth)
    page.goto(run.get_absolute_url())
    page.get_by_role("link", name="Have GOV.UK Notify post them").click()
    asks(page, "Have GOV.UK Notify post 2 letters?")
    check(page, "hand-over-print-run")
    page.get_by_role("button", name="Have Notify post 2 letters").click()
    expect(page.get_by_text("GOV.UK Notify prints and posts these letters.")).to_be_visible()
    check(page, "print-run-handed-over")
    letterpost.post_waiting()
    page.reload()
    asks(page, "2 letters posted")
    assert len(notify.taken) == 2

    report = tmp_path / "returned letters.csv"
    back = next(iter(notify.taken))
    report.write_text(f"Notification ID,Reference,Date sent\n1,{back},2026-11-20\n2,not-ours,2026-11-20\n")
    page.goto(f"/immunology/surveys/{survey.pk}/who-replied/")
    page.get_by_role("link", name="load Notify’s report").click()
    check(page, "returned-letters")
    page.get_by_label("The report of returned letters").set_input_files(report)
    page.get_by_role("button", name="Look at the report").click()
    asks(page, "1 person would be marked as undelivered")
    check(page, "returned-letters-read")
    page.get_by_role("button", name="Mark 1 letter as undelivered").click()
    expect(page.get_by_text("1 letter marked as undelivered.")).to_be_visible()
    assert sorted(survey.invitees.values_list("outcome", flat=True)) == [Outcome.UNDELIVERED, Outcome.NOT_RETURNED]
    check(page, "returned-letters-marked")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("1 letter taken back.")).to_be_visible()
    assert set(survey.invitees.values_list("outcome", flat=True)) == {Outcome.NOT_RETURNED}
