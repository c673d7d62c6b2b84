"""An administrator finishes an incomplete group, and what waited for it goes by itself."""

from playwright.sync_api import expect

from supportgroup.groups.models import Group
from supportgroup.outbox.actions import queue
from tests.journeys.steps import asks
from tests.outbox import kinds_of_tests
from tests.outbox.factories import letter_to


def test_an_incomplete_group_is_finished_and_the_message_that_waited_goes(stage, visitor, check):
    # Given a group that has said nothing of itself yet, and a message to a patient that was held for it
    kinds_of_tests.register()
    mary = stage.patient("Mary Hill")
    empty = dict.fromkeys(
        ("helpline", "helpline_hours", "reply_mailbox", "urgent_help", "pals_phone", "pals_email"), ""
    )
    Group.objects.filter(pk=stage.group.pk).update(**empty, bases_confirmed_on=None)
    queue([letter_to(mary)])
    stage.worker_works()
    assert stage.post.to("mary.hill@mail.example") == []

    # When the administrator comes, Today says what is missing
    page = visitor(stage.ivy)
    page.goto("/immunology/")
    expect(page.get_by_role("heading", name="Fill in what this group says")).to_be_visible()
    check(page, "today-group-incomplete")
    page.get_by_role("button", name="Do it now").click()
    asks(page, "3 pages to finish before anything is sent")
    check(page, "group-names-incomplete")

    # And a word that tells what people are treated for is refused
    page.get_by_role("link", name="Fill in phone and email").click()
    page.get_by_label("Helpline", exact=True).fill("0808 157 0123")
    page.get_by_label("When it is answered").fill("Monday to Friday, 9am to 5pm")
    page.get_by_label("Mailbox for replies").fill("immunology@hospital.example")
    page.get_by_label("What to do if somebody feels unwell").fill("Phone your nurses or call 111.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("tells what people are treated for").first).to_be_visible()
    check(page, "group-names-refused")
    page.get_by_label("Mailbox for replies").fill("survey.qvt@hospital.example")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Fill in PALS and data protection").click()
    page.get_by_label("Phone number of PALS").fill("01632 960 101")
    page.get_by_label("Email address of PALS").fill("pals@hospital.example")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Confirm the privacy notice").click()
    asks(page, "Why the law allows what we do")
    check(page, "privacy-notice-to-confirm")
    page.get_by_label("I have checked this notice with our data protection officer").check()
    page.get_by_role("button", name="Confirm the privacy notice").click()

    # Then the group is complete, and the message leaves with all of it
    expect(page.get_by_text("1 message that waited for this will go now.")).to_be_visible()
    asks(page, "What this group says")
    check(page, "group-names")
    stage.worker_works()
    assert len(stage.post.to("mary.hill@mail.example")) == 1

    # And patients read it on the public pages
    for name in ("privacy", "contact"):
        page.goto(f"/{name}/qvt/")
        check(page, f"public-{name}")
    page.goto("/accessibility/")
    check(page, "public-accessibility")
    stage.elsewhere  # noqa: B018  the other group begins to be there
    page.goto("/contact/")
    check(page, "public-contact-of-all")


def test_a_rule_changes_from_a_day_on_and_the_page_says_what_it_was(stage, visitor, check):
    page = visitor(stage.ivy)
    page.goto("/immunology/settings/")
    page.get_by_role("link", name="Change the rules of this group").click()
    asks(page, "Rules of this group")
    check(page, "group-rules")
    page.get_by_role("link", name="How often an email is tried").click()
    page.get_by_label("New value").fill("500")
    page.get_by_role("button", name="Change this setting").click()
    expect(page.get_by_text("Enter a number of 50 or less").first).to_be_visible()
    check(page, "change-rule-refused")
    page.get_by_label("New value").fill("5")
    page.get_by_label("Year").fill("2027")
    page.get_by_role("button", name="Change this setting").click()
    page.get_by_role("link", name="How often an email is tried").click()
    expect(page.get_by_role("heading", name="A change is planned")).to_be_visible()
    check(page, "change-rule-planned")
    page.get_by_role("button", name="Drop this change").click()
    expect(page.get_by_text("The planned change is dropped.")).to_be_visible()
