"""A survey in three waves: each goes only to those who have not replied, and says whom it left out and why."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from surveys.mailing.tasks import prepare_due_waves, start_due_waves

NAMES = ("Edith Marsh", "Omar Haddad", "Joan Lowe", "Peter Adams", "Grace Holt")


def test_three_waves_go_to_fewer_and_fewer(stage, visitor, check):
    people = [stage.patient(name) for name in NAMES]
    survey = stage.survey_sent(days_ago=49)
    invitees = [Invitee.objects.get(survey=survey, person=person) for person in people]
    by, today = SignedIn(stage.nurse), clock.today()
    stage.post.mails.clear()

    # Three days before the first reminder the nurse is told, by an email without a name; then it goes to three.
    with clock.moved_to(clock.at(today - datetime.timedelta(days=31), 9)):
        prepare_due_waves()
    with clock.moved_to(clock.at(today - datetime.timedelta(days=28), 9)):
        for invitee, heard in ((invitees[0], Outcome.RETURNED), (invitees[1], Outcome.OPTED_OUT)):
            mailing.record_slip(invitee, on=clock.today(), heard=heard, by=SignedIn(stage.ruth))
        mailing.record_deceased_check(survey.group, checked_at=clock.now(), by=by)
        start_due_waves()
        stage.worker_works()
    told = [mail.recipient for mail in stage.post.mails]
    assert sorted(told) == sorted(person.email for person in people[2:])

    # The final reminder goes to two.
    stage.post.mails.clear()
    mailing.record_slip(invitees[2], on=today, heard=Outcome.RETURNED, by=SignedIn(stage.ruth))
    mailing.record_deceased_check(survey.group, checked_at=clock.now(), by=by)
    start_due_waves()
    stage.worker_works()
    assert sorted(mail.recipient for mail in stage.post.mails) == sorted(person.email for person in people[3:])

    page = visitor(stage.nurse)
    page.goto(f"/immunology/surveys/{survey.pk}/mailings/")
    page.get_by_text("Who is left out of the final reminder").click()
    expect(page.get_by_text("Have replied: 2")).to_be_visible()
    expect(page.get_by_text("Opted out, or asked not to be written to: 1").last).to_be_visible()
    check(page, "mailings-three-waves")
    expect(page.get_by_text("Edith")).to_have_count(0)

    page = visitor(stage.ruth)
    page.goto(f"/immunology/surveys/{survey.pk}/not-reminded/")
    expect(page.get_by_text("Replied today")).to_be_visible()
    check(page, "not-reminded")


def test_the_post_room_gets_a_proof_a_count_sheet_labels_and_one_pack_again(stage, visitor, check):
    for name in NAMES[:3]:
        stage.patient(name, route="letter")
    stage.survey_sent()
    page = visitor(stage.nurse)
    page.goto("/immunology/messages/letters/")
    with page.expect_download() as proof:
        page.get_by_role("button", name="Look at the first").click()
    assert proof.value.suggested_filename == "proof.pdf"
    page.get_by_role("button", name="Make the print run").click()
    check(page, "print-run-for-the-post-room")
    for link, name in (("Count sheet alone", "count-sheet-"), ("Labels L7160", "labels-")):
        with page.expect_download() as paper:
            page.get_by_role("link", name=link).click()
        assert paper.value.suggested_filename.startswith(name)
    page.get_by_role("link", name="See the packs").click()
    check(page, "print-run-packs")
    with page.expect_download() as one:
        page.get_by_role("link", name="Print again").first.click()
    assert one.value.suggested_filename.startswith("letter-")
