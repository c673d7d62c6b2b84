"""A nurse sets up her second step with her phone, signs in with it, and gets in again when she has lost the phone."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.groups.models import GroupSetting
from supportgroup.signin.invitations.actions import invite
from tests.factories import PASSWORD
from tests.journeys.steps import asks, go_on, sign_in
from tests.signin.codes import app_code


@pytest.fixture
def required(settings):
    settings.SECOND_STEP_REQUIRED = True


def codes_on(page):
    return [item.inner_text().replace(" ", "") for item in page.locator(".sg-codes li").all()]


def test_an_invited_nurse_sets_up_an_app_signs_in_with_it_and_recovers_without_the_phone(
    required, stage, visitor, check
):
    by = SignedIn(stage.ivy)
    nurse = invite(name="Joy Okoro", email="joy@hospital.example", roles=[Role.NURSE], group=stage.group, by=by)
    page = visitor()
    stage.worker_works()
    page.goto(stage.link_to(nurse.email))
    page.get_by_label("New password", exact=True).fill("slow-heron-paints-boats")
    page.get_by_label("New password again").fill("slow-heron-paints-boats")
    page.get_by_role("button", name="Save my password").click()
    sign_in(page, nurse.email, "slow-heron-paints-boats")

    asks(page, "Set up a second step first")
    check(page, "second-step-first")
    page.get_by_role("button", name="Set up an app").click()
    asks(page, "Set up an authenticator app")
    check(page, "second-step-app")
    page.get_by_text("I cannot point a camera at it").click()
    secret = page.locator(".nhsuk-details__text strong").inner_text().replace(" ", "")
    page.get_by_label("Code that the app shows").fill("000000")
    page.get_by_role("button", name="Set up this app").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "second-step-app-wrong")
    page.get_by_label("Code that the app shows").fill(app_code(secret))
    page.get_by_role("button", name="Set up this app").click()
    asks(page, "Keep these recovery codes")
    check(page, "recovery-codes")
    kept = codes_on(page)
    page.get_by_role("button", name="I have kept them").click()
    asks(page, "My sign-in")
    check(page, "my-sign-in")

    # Next day, with the phone.
    page.get_by_role("link", name="Back").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, nurse.email, "slow-heron-paints-boats")
    asks(page, "Second step")
    check(page, "second-step-code")
    page.get_by_label("Code", exact=True).fill(app_code(secret, steps=1))
    go_on(page)
    asks(page, "Today")

    # The phone is lost: a code from the paper, and it works once.
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, nurse.email, "slow-heron-paints-boats")
    page.get_by_label("Code", exact=True).fill(kept[0])
    go_on(page)
    asks(page, "Today")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, nurse.email, "slow-heron-paints-boats")
    page.get_by_label("Code", exact=True).fill(kept[0])
    go_on(page)
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "second-step-code-wrong")
    stage.worker_works()
    assert "An authenticator app was set up" in stage.words_to(nurse.email)


def test_a_passkey_is_added_and_used(required, stage, visitor, check):
    """The browser holds a passkey as a phone would: Chromium's own virtual device."""
    page = visitor()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": kind | {"automaticPresenceSimulation": True}})
    sign_in(page, stage.nurse.email, PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    asks(page, "Add a passkey")
    page.get_by_label("What do you call this device?").fill("Ward laptop")
    check(page, "passkey-add")
    page.get_by_role("button", name="Add a passkey on this device").click()
    asks(page, "Keep these recovery codes")
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("Ward laptop").first).to_be_visible()
    check(page, "my-sign-in-passkey")

    page.get_by_role("link", name="Back").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, stage.nurse.email, PASSWORD)
    check(page, "second-step-passkey")
    page.get_by_role("button", name="Use my passkey").click()
    asks(page, "Today")


def test_without_javascript_the_passkey_page_says_what_to_do_instead(required, stage, visitor, check):
    page = visitor(javascript=False)
    sign_in(page, stage.nurse.email, PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("This browser cannot make a passkey here")).to_be_visible()
    page.get_by_role("link", name="Set up an authenticator app").click()
    asks(page, "Set up an authenticator app")


def test_a_committee_patient_types_a_code_from_an_email(required, stage, visitor, check):
    key = "signin.emailed_code_for_committee"
    GroupSetting.objects.create(group=stage.group, key=key, value=True, applies_from="2026-01-01")
    page = visitor()
    sign_in(page, stage.ann.email, PASSWORD)
    asks(page, "Type the code from the email")
    check(page, "emailed-step")
    page.get_by_role("button", name="Send me another code").click()
    expect(page.get_by_text("Look for the newest email")).to_be_visible()
    stage.worker_works()
    page.get_by_label("Type the code from the email").fill(
        re.search(r"\b\d{6}\b", stage.words_to(stage.ann.email)).group()
    )
    page.get_by_role("button", name="Sign in").click()
    asks(page, "Today")


def test_too_many_wrong_passwords(stage, visitor, check):
    page = visitor()
    for _ in range(6):
        sign_in(page, stage.nurse.email, "not-the-password")
    expect(page.get_by_text("Wait 5 minutes, then try again").first).to_be_visible()
    check(page, "sign-in-too-often")
    cache.clear()
