"""Somebody who works here signs in, mistypes, forgets, and sees only what is theirs."""

import re

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journeys.steps import asks, sign_in


def test_a_nurse_signs_in_after_a_wrong_password_and_out_again(stage, visitor, check):
    page = visitor()
    page.goto("/")
    check(page, "front-door")
    page.get_by_role("button", name="Sign in").click()
    check(page, "sign-in")
    sign_in(page, stage.nurse.email, "not-the-password")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Email address")).to_have_value(stage.nurse.email)
    check(page, "sign-in-wrong-password")

    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    asks(page, "Today")
    check(page, "today-nothing-waits")
    page.get_by_role("link", name="Who may see what").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    asks(page, "Patient surveys and support groups")
    page.goto("/immunology/")
    expect(page).to_have_url(re.compile("/sign-in/login/"))


def test_a_forgotten_password_is_set_again_by_a_link(stage, visitor, check):
    page = visitor()
    nurse = stage.nurse
    page.goto("/sign-in/login/")
    page.get_by_role("link", name="I have forgotten my password").click()
    check(page, "password-forgotten")
    page.get_by_label("Email address").fill(nurse.email)
    page.get_by_role("button", name="Send me a link").click()
    check(page, "password-link-sent")

    stage.worker_works()
    page.goto(stage.link_to(nurse.email))
    page.get_by_label("New password", exact=True).fill("slow-heron-paints-boats")
    page.get_by_label("New password again").fill("slow-heron-paints-boats")
    check(page, "password-new")
    page.get_by_role("button", name="Save my new password").click()
    sign_in(page, nurse.email, "slow-heron-paints-boats")
    asks(page, "Today")


def test_what_was_typed_outlives_a_session_that_ends(stage, visitor, check):
    person = stage.patient("Edith Marsh")
    page = visitor(stage.nurse)
    page.goto(f"/immunology/people/{person.pk}/edit/")
    page.get_by_label("Phone (optional)").fill("07700 900124")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save person").click()
    asks(page, "You have been signed out")
    check(page, "signed-out-while-typing")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again").click()
    sign_in(opened.value, stage.nurse.email, PASSWORD)
    asks(opened.value, "Today")
    page.get_by_role("button", name="Send what I typed").click()
    if page.get_by_role("heading", name="Press once more").count():
        check(page, "press-once-more")
        page.get_by_role("button", name="Send what I typed").click()
    asks(page, "Edith Marsh")
    person.refresh_from_db()
    assert person.phone == "07700 900124"


def test_changing_the_password(stage, visitor, check):
    page = visitor(stage.nurse)
    page.goto("/immunology/")
    page.get_by_role("link", name="my sign-in").click()
    page.get_by_role("link", name="Change my password").click()
    page.get_by_role("button", name="Save my new password").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "password-change-error")


def test_fences_between_groups_and_roles(stage, visitor, check):
    """Helen is a nurse here and a PALS officer in the other group; Ann sits on the committee here."""
    here = stage.patient("Edith Marsh")
    page = visitor(stage.helen)
    page.goto("/")
    asks(page, "Which group?")
    check(page, "choose-group")
    page.get_by_role("link", name="Rheumatology patient support group").click()
    expect(page.get_by_role("link", name="Helen Marsh, PALS officer: my sign-in")).to_be_visible()

    # A person of one group under the address of the other is not there at all.
    page.goto(f"/immunology/people/{here.pk}/")
    expect(page.get_by_text("Edith Marsh").first).to_be_visible()
    page.goto(f"/rheumatology/people/{here.pk}/")
    check(page, "error-404")
    expect(page.get_by_text("Edith Marsh")).to_have_count(0)

    ann = visitor(stage.ann)
    ann.goto("/immunology/people/")
    check(ann, "error-403")
    expect(ann.get_by_text("Edith Marsh")).to_have_count(0)
    ann.goto("/rheumatology/")
    expect(ann.get_by_text("Edith Marsh")).to_have_count(0)
    expect(ann.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_pages_that_everybody_may_read(stage, visitor, check):
    code = stage.group.public_code
    page = visitor()
    for address, name in (
        ("/accessibility/", "accessibility"),
        (f"/privacy/{code}/", "privacy"),
        (f"/contact/{code}/", "contact"),
    ):
        page.goto(address)
        check(page, name)
