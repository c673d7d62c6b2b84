"""Steps that more than one journey takes, in the words of the pages."""

from playwright.sync_api import Page, expect


def asks(page: Page, heading: str) -> None:
    """The page's one heading says this."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def start(page: Page) -> None:
    page.get_by_role("button", name="Start the survey").click()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def skip(page: Page) -> None:
    page.get_by_role("button", name="Skip this question").click()


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
