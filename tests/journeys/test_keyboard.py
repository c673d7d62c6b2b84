"""The main tasks with the keyboard alone: no mouse, no finger."""

from playwright.sync_api import Locator, Page, expect

from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from tests.factories import PASSWORD
from tests.journeys.steps import asks

MANY = 40


def tab_to(page: Page, thing: Locator) -> None:
    """Press Tab until this has the focus, as somebody without a mouse does; it must be seen to have it."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if thing.evaluate("element => element === document.activeElement"):
            outline = "e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow + s.backgroundColor; }"
            assert thing.evaluate(outline) != "nonenonergba(0, 0, 0, 0)"
            return
    raise AssertionError(f"Tab does not lead to {thing}")


def test_signing_in(stage, visitor):
    page = visitor()
    page.goto("/sign-in/login/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Email address"))
    page.keyboard.type(stage.nurse.email)
    tab_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    asks(page, "Today")


def test_answering_a_question(stage, visitor):
    person = stage.patient("Edith Marsh")
    stage.survey_sent()
    page = visitor()
    page.goto(stage.link_to(person.email))
    tab_to(page, page.get_by_role("button", name="Start the survey"))
    page.keyboard.press("Enter")
    asks(page, "Where do you have your immunoglobulin treatment at present?")
    tab_to(page, page.get_by_label("Home, by me"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Home, helped by someone")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    asks(page, "How is it given?")


def test_recording_a_slip(stage, visitor):
    person = stage.patient("Edith Marsh", route="letter")
    survey = stage.survey_sent()
    invitee = Invitee.objects.get(survey=survey, person=person)
    page = visitor(stage.ruth)
    page.goto(f"/immunology/surveys/{survey.pk}/slips/")
    page.keyboard.type(invitee.record_number)
    tab_to(page, page.get_by_label("I have sent my answers"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Recorded: {invitee.record_number}")).to_be_visible()
    invitee.refresh_from_db()
    assert invitee.outcome == Outcome.OPTED_OUT
