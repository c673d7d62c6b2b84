"""Three weeks later a reminder goes, only to those who have not replied, and only after a new deceased check."""

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.mailing.tasks import start_due_waves
from tests.journeys.steps import asks

NAMES = ("Edith Marsh", "Omar Haddad", "Joan Lowe", "Peter Adams")


def test_a_reminder_is_held_for_the_check_and_goes_only_to_those_who_have_not_replied(stage, visitor, check):
    people = [stage.patient(name) for name in NAMES]
    stage.patient("Grace Holt", route="letter")
    survey = stage.survey_sent(days_ago=21)
    replied = Invitee.objects.get(survey=survey, person=people[0])
    mailing.record_slip(replied, on=clock.today(), heard=Outcome.RETURNED, by=SignedIn(stage.ruth))
    stage.post.mails.clear()

    # The day has come, the check is 3 weeks old: nothing goes, and Today says why.
    start_due_waves()
    stage.worker_works()
    assert stage.post.mails == []
    page = visitor(stage.nurse)
    page.goto("/immunology/")
    expect(page.get_by_role("heading", name="Record the deceased check: 3 emails")).to_be_visible()
    check(page, "today-reminder-held")
    page.goto(f"/immunology/surveys/{survey.pk}/mailings/")
    check(page, "mailings-held")
    page.get_by_role("link", name="Record the deceased check").click()
    now = clock.now().astimezone(clock.LONDON)
    page.get_by_label("Day", exact=True).fill(str(now.day))
    page.get_by_label("Month").fill(str(now.month))
    page.get_by_label("Year").fill(str(now.year))
    page.get_by_label("Time of the check").fill(f"{now:%H:%M}")
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_text("Deceased check recorded")).to_be_visible()

    # The clock comes round again.
    start_due_waves()
    stage.worker_works()
    assert sorted(mail.recipient for mail in stage.post.mails) == sorted(person.email for person in people[1:])
    start_due_waves()
    stage.worker_works()
    assert len(stage.post.mails) == 3

    # Ruth, who sees names, prints the reminder letters; the nurse is never told whom they go to.
    page = visitor(stage.ruth)
    page.goto("/immunology/messages/")
    asks(page, "1 message is on the way")
    page = visitor(stage.nurse)
    page.goto("/immunology/messages/?state=all")
    expect(page.get_by_text("Haddad, Omar")).to_have_count(1)
