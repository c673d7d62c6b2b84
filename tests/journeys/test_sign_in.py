"""Somebody who works here signs in, mistypes, forgets, and sees only what is theirs."""

from playwright.sync_api import expect

from tests.factories import PASSWORD


def sign_in(page, email, password):
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_nurse_signs_in_after_a_wrong_password(stage, visitor, check):
    page = visitor()
    page.goto("/")
    check(page, "front-door")

    sign_in(page, stage.nurse.email, "not-the-password")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Email address")).to_have_value(stage.nurse.email)
    check(page, "sign-in-wrong-password")

    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    check(page, "today-nothing-waits")
