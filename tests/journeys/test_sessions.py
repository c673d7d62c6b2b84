"""One's own sessions, and the warning before a session ends."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, sign_in

WARD = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"


@pytest.fixture
def short(settings):
    """A session that ends after 8 seconds without use and warns after 2."""
    settings.SESSION_IDLE, settings.SESSION_WARNING = 8, 6


def test_my_sign_in_lists_where_i_am_signed_in_and_signs_me_out_there(stage, visitor, check):
    ward = Client(headers={"user-agent": WARD})
    ward.post("/sign-in/login/", {"login": stage.nurse.email, "password": PASSWORD})
    page = visitor()
    sign_in(page, stage.nurse.email, PASSWORD)
    page.get_by_role("link", name="my sign-in").click()
    expect(page.get_by_text("Edge on a Windows computer").first).to_be_visible()
    check(page, "my-sign-in-sessions")

    page.get_by_role("button", name="Sign out on Edge on a Windows computer").click()
    expect(page.get_by_text("Signed out there.")).to_be_visible()
    expect(page.get_by_text("Edge on a Windows computer")).to_have_count(0)
    assert ward.get("/immunology/").status_code == 302

    page.get_by_role("button", name="Sign out everywhere").click()
    asks(page, "Sign in")
    page.goto("/immunology/")
    asks(page, "Sign in")


def test_a_warning_comes_before_the_end_and_staying_is_one_press(short, stage, visitor, check):
    page = visitor(stage.nurse)
    page.goto("/immunology/")
    dialog = page.get_by_role("dialog", name="You will be signed out soon")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("status")).to_contain_text("left")
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(dialog).to_be_visible()
    expect(page).to_have_url(re.compile("/sign-in/login/"), timeout=15_000)


def test_the_warning_as_it_looks(settings, stage, visitor, check):
    settings.SESSION_IDLE, settings.SESSION_WARNING = 600, 599
    page = visitor(stage.nurse)
    page.goto("/immunology/")
    expect(page.get_by_role("dialog", name="You will be signed out soon")).to_be_visible()
    check(page, "session-warning")


def test_what_was_typed_is_still_there_when_the_session_has_ended(settings, short, stage, visitor, check):
    person = stage.patient("Edith Marsh")
    page = visitor(stage.nurse)
    page.goto(f"/immunology/people/{person.pk}/edit/")
    page.get_by_label("Phone (optional)").fill("07700 900124")
    ended = page.get_by_role("dialog", name="You have been signed out")
    expect(ended).to_be_visible(timeout=15_000)
    check(page, "session-ended-while-typing")
    ended.get_by_role("button", name="Carry on").click()
    expect(ended.get_by_text("You are not signed in yet.")).to_be_visible()

    settings.SESSION_IDLE = 900
    with page.expect_popup() as opened:
        ended.get_by_role("link", name="Sign in again").click()
    sign_in(opened.value, stage.nurse.email, PASSWORD)
    asks(opened.value, "Today")
    ended.get_by_role("button", name="Carry on").click()
    expect(ended).to_be_hidden()
    page.get_by_role("button", name="Save person").click()
    page.get_by_role("button", name="Send what I typed").click()
    asks(page, "Edith Marsh")
    person.refresh_from_db()
    assert person.phone == "07700 900124"


def test_a_members_own_session_warns_too(short, stage, visitor, check):
    address = "edith.marsh@mail.example"
    stage.patient("Edith Marsh")
    phone = visitor(width=PHONE)
    phone.goto("/me/sign-in/")
    phone.get_by_label("What is your email address?").fill(address)
    phone.get_by_role("button", name="Send me a code").click()
    stage.worker_works()
    phone.get_by_label("Type the code from the email").fill(re.search(r"\b\d{6}\b", stage.words_to(address)).group())
    phone.get_by_role("button", name="Continue").click()
    asks(phone, "Hello Edith")
    expect(phone.get_by_role("dialog", name="You will be signed out soon")).to_be_visible()
    expect(phone).to_have_url(re.compile("/me/sign-in/"), timeout=15_000)
    assert not Session.objects.filter(session_key=phone.context.cookies()[0]["value"]).exists()
