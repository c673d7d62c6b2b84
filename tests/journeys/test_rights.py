"""What the law gives people: a copy of everything held, being erased, complaining; and what staff destroy in time."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.groups.months import until
from supportgroup.people.models import Person
from supportgroup.rights.complaints.models import Complaint
from supportgroup.rights.copies.models import CopyRequest
from surveys.questionnaire.models import Survey
from tests.factories import PersonFactory
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks
from tests.surveys.mailing import factories as mailing

SLUG = "immunology"


def test_a_copy_is_asked_for_made_and_handed_over(stage, visitor, check):
    # Given somebody on the register who phones and asks what is held on them
    mary = stage.patient("Edith Marsh", needs=["large_print"])
    page = visitor(stage.nurse)
    page.goto(f"/{SLUG}/copies/")
    asks(page, "No request for a copy waits")
    check(page, "copies-none")
    page.goto(f"/{SLUG}/people/{mary.pk}/")
    check(page, "person-rights")
    page.get_by_role("link", name="They ask for a copy").click()
    asks(page, "Edith Marsh asks for a copy")
    page.get_by_role("button", name="Save the request").click()
    expect(page.get_by_role("link", name="Select an answer to “How did they ask?”")).to_be_visible()
    check(page, "copy-ask-error")
    page.get_by_label("By phone").check()
    page.get_by_label("Printed, in large print").check()
    check(page, "copy-ask")
    page.get_by_role("button", name="Save the request").click()

    # Then nothing is made before it is sure who asks
    request = CopyRequest.objects.get()
    asks(page, f"Request {request.pk}: Edith Marsh")
    expect(page.get_by_role("button", name="Download in large print")).to_have_count(0)
    check(page, "copy-who-asks")
    page.get_by_role("link", name="Wait for proof: stop the clock").click()
    page.get_by_label("Proof of who is asking").check()
    check(page, "copy-stop")
    page.get_by_role("button", name="Stop the clock").click()
    check(page, "copy-stopped")
    page.goto(f"/{SLUG}/")
    expect(page.get_by_role("link", name=f"Ask again for Request {request.pk}")).to_be_visible()

    # When the proof comes, the copy is made, read and handed over
    page.goto(request.get_absolute_url() + "identity/")
    page.get_by_label("We phoned the number on record").check()
    check(page, "copy-identity")
    page.get_by_role("button", name="Save").click()
    check(page, "copy-make")
    with page.expect_download() as paper:
        page.get_by_role("button", name="Download in large print").click()
    assert paper.value.suggested_filename == f"copy-{request.pk}.pdf"
    with page.expect_download() as file:
        page.get_by_role("link", name="As a file for other software").click()
    assert file.value.suggested_filename == f"copy-{request.pk}.json"
    page.get_by_role("link", name="It is handed over").click()
    page.get_by_label("By post, recorded delivery").check()
    check(page, "copy-hand-over")
    page.get_by_role("button", name="It is handed over").click()
    expect(page.get_by_text("Handed over on")).to_be_visible()
    check(page, "copy-handed-over")
    page.goto(f"/{SLUG}/copies/?state=answered")
    check(page, "copies-answered")


def test_somebody_leaves_and_is_erased(stage, visitor, check):
    # Given somebody who was asked in a survey and wants to be forgotten
    joan = stage.patient("Joan Lowe")
    stage.patient("Peter Adams")
    stage.survey_sent()
    page = visitor(stage.nurse)
    page.goto(f"/{SLUG}/people/{joan.pk}/")
    page.get_by_role("link", name="See what erasing takes").click()
    asks(page, "Erase everything held on Joan Lowe?")
    check(page, "erase")

    # When the name is typed wrongly, nothing happens
    page.get_by_label("They asked us to").check()
    page.get_by_label("Note").fill("Joan rang on Monday")
    page.get_by_label("Type “Joan Lowe” to confirm").fill("Jane Lowe")
    page.get_by_role("button", name="Erase Joan Lowe for good").click()
    expect(page.get_by_role("link", name="Leave the name out: this note is kept, and they are not")).to_be_visible()
    check(page, "erase-error")
    page.get_by_label("Note").fill("Filed under 2026/44")
    page.get_by_label("Type “Joan Lowe” to confirm").fill("joan lowe")
    page.get_by_role("button", name="Erase Joan Lowe for good").click()

    # Then she is nowhere, and the others stay
    expect(page.get_by_text("What is left is that it was done.")).to_be_visible()
    asks(page, "1 person")
    check(page, "erase-done")
    assert [person.last_name for person in Person.objects.all()] == ["Adams"]
    page.goto(f"/{SLUG}/messages/?state=all")
    expect(page.get_by_text("Lowe")).to_have_count(0)


def test_a_complaint_from_the_public_page_is_acknowledged_and_closed(stage, visitor, check):
    # Given somebody without an account who complains on their phone
    assert stage.group
    page = visitor(width=PHONE)
    page.goto("/complaint/qvt/")
    asks(page, "Complain about how we use your information")
    check(page, "complain")
    page.get_by_role("button", name="Send my complaint").click()
    expect(page.get_by_role("link", name="Enter what you want to complain about")).to_be_visible()
    check(page, "complain-error")
    page.get_by_label("What do you want to complain about?").fill("A letter about me went to my neighbour.")
    page.get_by_label("Your name").fill("Tom Okafor")
    page.get_by_label("Email address").fill("tom@mail.example")
    page.get_by_role("button", name="Send my complaint").click()
    complaint = Complaint.objects.get()
    asks(page, "We have your complaint")
    expect(page.get_by_text(complaint.reference).first).to_be_visible()
    check(page, "complain-sent")

    # Then PALS sees it on Today, tells them that it is there, and follows it
    pals = visitor(stage.ruth)
    pals.goto(f"/{SLUG}/")
    pals.get_by_role("link", name=f"Acknowledge complaint {complaint.reference}").click()
    check(pals, "complaint-new")
    pals.get_by_role("button", name="Acknowledge the complaint").click()
    pals.get_by_label("By email").check()
    check(pals, "complaint-acknowledge")
    pals.get_by_role("button", name="Acknowledge the complaint").click()
    stage.worker_works()
    assert "Your complaint has the number" in stage.words_to("tom@mail.example")
    pals.get_by_label("What did you do?").fill("Asked the ward which address was printed.")
    pals.get_by_role("button", name="Save this step").click()
    expect(pals.get_by_text("Asked the ward which address was printed.")).to_be_visible()
    check(pals, "complaint-open")

    # When it is closed, they are told what came of it
    pals.get_by_role("button", name="Close the complaint").click()
    pals.get_by_label("Upheld: we were wrong").check()
    pals.get_by_label("What do you tell them?").fill("The old address was printed. We have put it right.")
    pals.get_by_label("By email").check()
    check(pals, "complaint-close")
    pals.get_by_role("button", name="Close the complaint").click()
    check(pals, "complaint-closed")
    stage.worker_works()
    assert "The old address was printed." in stage.words_to("tom@mail.example")
    pals.goto(f"/{SLUG}/complaints/")
    asks(pals, "No complaint is open")
    pals.goto(f"/{SLUG}/complaints/?state=closed")
    check(pals, "complaints-closed")
    pals.get_by_role("button", name="Record a complaint").click()
    check(pals, "complaint-record")


def test_what_is_due_is_looked_through_held_and_destroyed(stage, visitor, check):
    # Given a mailing file that goes by the clock today, one that goes in ten days, and somebody who died long ago
    due = until(clock.today(), 3)
    for title, closed_on in (
        ("Getting to your appointments", due),
        ("Your treatment and support", due + datetime.timedelta(days=10)),
    ):
        survey = mailing.OpenSurveyFactory(group=stage.group, title=title)
        mailing.InviteeFactory(survey=survey, person=PersonFactory(group=stage.group))
        Survey.objects.filter(pk=survey.pk).update(
            state="closed", closed_on=closed_on, final_counts={"outcomes": {"6": 1}}
        )
    PersonFactory(
        group=stage.group, first_name="Omar", last_name="Haddad", standing="died", standing_since="2021-05-03"
    )
    page = visitor(stage.nurse)
    page.goto(f"/{SLUG}/")
    expect(page.get_by_role("link", name="Look through records of people who died or moved")).to_be_visible()
    check(page, "today-records")
    page.get_by_role("link", name="See what is destroyed on").click()
    asks(page, "1 mailing file is due")
    check(page, "records-due")

    # When one must be kept because of a complaint, with a last day
    page.get_by_role("row").filter(has_text="“Your treatment and support”").get_by_role("link").click()
    page.get_by_label("There is a complaint").check()
    page.get_by_role("button", name="Keep it for now").click()
    expect(page.get_by_role("link", name="Enter the last day on which it must be kept")).to_be_visible()
    check(page, "records-hold")
    last = clock.today() + datetime.timedelta(days=60)
    for part, value in (("Day", last.day), ("Month", last.month), ("Year", last.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_role("button", name="Keep it for now").click()
    expect(page.get_by_text("Keep for longer")).to_be_visible()
    check(page, "records-held")

    # Then only the other one goes, on the second press, with a certificate
    page.get_by_label("“Getting to your appointments”").check()
    page.get_by_role("button", name="Go on to destroy what I ticked").click()
    asks(page, "Destroy 1 mailing file?")
    check(page, "records-destroy")
    page.get_by_role("button", name="Destroy 1 mailing file").click()
    check(page, "records-destroyed")
    with page.expect_download() as certificate:
        page.get_by_role("button", name="Download the certificate").click()
    assert certificate.value.suggested_filename.startswith("destruction-")
    page.goto(f"/{SLUG}/records/destroyed/")
    check(page, "records-log")
    page.goto(f"/{SLUG}/records/")
    asks(page, "1 thing is due to be destroyed")
    check(page, "records")
    page.goto(f"/{SLUG}/records/people.left/")
    expect(page.get_by_role("rowheader", name="Haddad, Omar")).to_be_visible()
    check(page, "records-people")
    page.goto(f"/{SLUG}/records/copies.requests/period/")
    page.get_by_label("For how many months?").fill("12")
    page.get_by_role("button", name="Save the period").click()
    check(page, "records-period-error")


def test_an_administrator_sees_what_is_due_without_a_name(stage, visitor):
    PersonFactory(
        group=stage.group, first_name="Omar", last_name="Haddad", standing="died", standing_since="2021-05-03"
    )
    page = visitor(stage.ivy)
    page.goto(f"/{SLUG}/records/people.left/")
    expect(page.get_by_role("rowheader", name="Somebody who died on 3 May 2021")).to_be_visible()
    expect(page.get_by_text("Haddad")).to_have_count(0)
