"""Consent on paper, withdrawn by phone, and the message that then was not sent; a box changed on one's own page."""

import datetime
import re

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Power
from supportgroup.consent import actions as consent
from supportgroup.consent import versions
from supportgroup.consent.choices import How, Purpose, Sheet
from supportgroup.outbox.actions import queue
from supportgroup.outbox.choices import Channel, RecipientKind
from supportgroup.outbox.letter import Letter, Recipient
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, go_on
from tests.outbox import kinds_of_tests


def agreed(stage, person, *ticked, days_ago=30, sheet=Sheet.MEMBERSHIP):
    """Record a paper form of so many days ago."""
    version = versions.in_use(stage.group, sheet)
    given_on = clock.today() - datetime.timedelta(days=days_ago)
    consent.record(person, version=version, ticked=ticked, given_on=given_on, how=How.PAPER, by=SignedIn(stage.nurse))


def message_about_the_group(stage, person):
    """A message that needs somebody to be a member, as a meeting's invitation will."""
    kinds_of_tests.register()
    queue([
        Letter(
            group=stage.group, kind="tests.note", recipient=Recipient(RecipientKind.PERSON, person.pk),
            occasion="meeting 1", channel=Channel.EMAIL, seen_by=Power.SEE_PEOPLE, consent=Purpose.MEMBER,
        )
    ])  # fmt: skip


def test_consent_on_paper_withdrawn_by_phone_and_the_message_that_was_not_sent(stage, visitor, check):
    margaret = stage.patient("Margaret Osei")
    nurse = visitor(stage.nurse)

    nurse.goto(f"/immunology/people/{margaret.pk}/")
    check(nurse, "person-never-asked")
    nurse.get_by_role("link", name="Record an answer").click()
    check(nurse, "consent-of-a-person-never-asked")
    nurse.get_by_role("link", name="Record the form “Membership”").click()
    check(nurse, "record-consent")
    nurse.get_by_label("I would like to join the immunology patient support group.").check()
    nurse.get_by_label("email", exact=True).check()
    nurse.get_by_label("At meetings I am willing to share my experience").check()
    nurse.get_by_label("Year").fill("2031")
    nurse.get_by_role("button", name="Record these answers").click()
    expect(nurse.get_by_role("alert")).to_contain_text("cannot be dated in the future")
    check(nurse, "record-consent-refused")
    nurse.get_by_label("Year").fill(str(clock.today().year))
    nurse.get_by_label("Where does the paper lie?").fill("Cabinet 2, folder O")
    nurse.get_by_role("button", name="Record these answers").click()
    expect(nurse.get_by_text("Recorded for Margaret Osei: 3 yes, 5 no.")).to_be_visible()
    check(nurse, "person-member")

    message_about_the_group(stage, margaret)
    ruth = visitor(stage.ruth)
    ruth.goto(f"/immunology/people/{margaret.pk}/consent/")
    check(ruth, "consent-of-a-person")
    ruth.get_by_role("button", name="Withdraw Being a member").click()
    expect(ruth.get_by_text("It holds from the next message on.")).to_be_visible()
    stage.worker_works()

    ruth.goto("/immunology/messages/?state=all")
    expect(ruth.get_by_text("This person has withdrawn their consent to this: Being a member.")).to_be_visible()
    check(ruth, "messages-held-without-consent")

    ruth.goto(f"/immunology/people/{margaret.pk}/consent/")
    ruth.get_by_role("link", name="It lies elsewhere").click()
    check(ruth, "consent-paper")
    ruth.goto(f"/immunology/people/{margaret.pk}/consent/")
    ruth.get_by_role("link", name="Typed by mistake? Being a member").click()
    check(ruth, "consent-put-right")
    ruth.get_by_label("What happened?").fill("Typed on the wrong person’s page")
    ruth.get_by_role("button", name="Put it right").click()
    expect(ruth.get_by_text("Put right: what they had said before holds again.")).to_be_visible()
    check(ruth, "consent-of-a-person-put-right")
    assert stage.post.to("margaret.osei@mail.example") == []


def test_a_member_changes_a_box_on_her_own_page_without_javascript(stage, visitor, check):
    edith = stage.patient("Edith Marsh")
    agreed(stage, edith, "member", "by_email", "by_letter", "share_experience")
    phone = visitor(width=PHONE, javascript=False)
    phone.goto("/me/sign-in/")
    phone.get_by_label("What is your email address?").fill("edith.marsh@mail.example")
    phone.get_by_role("button", name="Send me a code").click()
    stage.worker_works()
    code = re.search(r"\b\d{6}\b", stage.words_to("edith.marsh@mail.example")).group()
    phone.get_by_label("Type the code from the email").fill(code)
    go_on(phone)

    expect(phone.get_by_text("4 of 8 boxes ticked")).to_be_visible()
    phone.get_by_role("link", name="My choices").click()
    asks(phone, "My choices")
    phone.get_by_role("button", name="No longer Sharing experience with other members").click()

    expect(phone.get_by_text("You took this back")).to_be_visible()
    phone.get_by_role("button", name="Leave everything").click()
    expect(phone.get_by_text("You have left.")).to_be_visible()
    expect(phone.get_by_role("button", name="Leave everything")).to_have_count(0)


def test_somebody_joins_on_their_own_page(stage, visitor, check):
    stage.patient("Alan Rahman")
    phone = visitor(width=PHONE)
    phone.goto("/me/sign-in/")
    phone.get_by_label("What is your email address?").fill("alan.rahman@mail.example")
    phone.get_by_role("button", name="Send me a code").click()
    stage.worker_works()
    code = re.search(r"\b\d{6}\b", stage.words_to("alan.rahman@mail.example")).group()
    phone.get_by_label("Type the code from the email").fill(code)
    go_on(phone)

    check(phone, "own-page-not-asked")
    phone.get_by_role("link", name="My choices").click()
    check(phone, "my-choices-not-asked")
    phone.get_by_role("link", name="Join the group").click()
    assert not any(box.is_checked() for box in phone.get_by_role("checkbox").all())
    check(phone, "my-sheet")
    phone.get_by_label("I would like to join the immunology patient support group.").check()
    phone.get_by_label("letter", exact=True).check()
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_text("Thank you. We have your answers.")).to_be_visible()
    check(phone, "my-choices")


def test_who_has_what_and_whom_the_committee_may_know(stage, visitor, check):
    first_names = ["Margaret", "Alan", "Edith", "Joan", "Alan", "Sita", "Peter", "Rosa"]
    people = [
        stage.patient(f"{name} {last}")
        for name, last in zip(first_names, "Osei Rahman Marsh Hill Lowe Sen Ross Bell".split(), strict=True)
    ]
    for person in people[:5]:
        agreed(stage, person, "member", "by_email", "share_experience")
    agreed(stage, people[5])
    consent.note_asked(people[6], sheet=Sheet.MEMBERSHIP, on=clock.today(), how=How.PAPER, by=SignedIn(stage.nurse))
    nurse = visitor(stage.nurse)

    nurse.goto("/immunology/people/")
    nurse.get_by_role("link", name="Consent").click()
    asks(nurse, "5 members of 8 people")
    check(nurse, "consent-list")
    nurse.get_by_role("link", name="Not asked").first.click()
    expect(nurse.get_by_text("Showing 1 to 1 of 1")).to_be_visible()
    nurse.get_by_role("link", name="Print or download").click()
    nurse.get_by_role("button", name="Download the spreadsheet").click()
    expect(nurse.get_by_role("alert")).to_contain_text("Choose why you need these names")
    check(nurse, "export-consent")
    nurse.get_by_label("For an audit or an inspection").check()
    with nurse.expect_download() as download:
        nurse.get_by_role("button", name="Download the spreadsheet").click()
    assert "Bell,Rosa" in download.value.path().read_text(encoding="utf-8-sig")

    ivy = visitor(stage.ivy)
    ivy.goto("/immunology/settings/")
    ivy.get_by_role("link", name="Put the consent forms in our own words").click()
    check(ivy, "consent-wording")
    ivy.get_by_role("link", name="Put it in other words Membership").click()
    ivy.get_by_label("Being a member").fill("I want to join the group.")
    check(ivy, "edit-wording")
    ivy.get_by_role("button", name="Use these words").click()
    expect(ivy.get_by_text("M-1.1 is in use from now on.")).to_be_visible()
    nurse.goto("/immunology/people/consent/?version=older")
    expect(nurse.get_by_text("Showing 1 to 6 of 6")).to_be_visible()

    ann = visitor(stage.ann)
    ann.goto("/immunology/members/")
    asks(ann, "5 members")
    expect(ann.get_by_text("Alan R", exact=True)).to_be_visible()
    check(ann, "members")
