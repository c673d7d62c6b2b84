"""At the desk: an envelope that came back, a call on the helpline, and who is still worth a call."""

from playwright.sync_api import expect

from surveys.mailing.choices import Outcome
from surveys.mailing.models import Call, Invitee
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks


def test_an_envelope_comes_back_and_somebody_phones(stage, visitor, check):
    edith, omar, joan = (
        stage.patient(name, route="letter", phone="01632 960 111")
        for name in ("Edith Marsh", "Omar Haddad", "Joan Lowe")
    )
    survey = stage.survey_sent()
    back, caller, last = (Invitee.objects.get(survey=survey, person=person) for person in (edith, omar, joan))
    page = visitor(stage.ruth)

    # A scanner is a keyboard that ends with Enter; the letter in front says what came.
    page.goto(f"/immunology/surveys/{survey.pk}/slips/")
    expect(page.get_by_label("Record number")).to_be_focused()
    page.keyboard.type(f"u{back.record_number}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Recorded: {back.record_number}")).to_be_visible()
    page.keyboard.type(f"u{back.record_number}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing was counted twice")).to_be_visible()
    check(page, "desk-scanned-twice")
    back.refresh_from_db()
    assert back.outcome == Outcome.UNDELIVERED

    page.get_by_role("link", name="Log calls").click()
    asks(page, "Log calls")
    check(page, "desk-calls")
    page.get_by_label("Record number").fill(f"q {caller.record_number}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Recorded: {caller.record_number}")).to_be_visible()
    check(page, "desk-call-logged")

    page.get_by_role("link", name="Who is worth a call").click()
    asks(page, "2 people worth a phone call")
    check(page, "to-phone")
    page.get_by_role("link", name="Log a call with Joan Lowe").click()
    asks(page, "Log a call with Joan Lowe")
    check(page, "log-call")
    page.get_by_label("Filled in a form with them").check()
    page.get_by_role("button", name="Log the call").click()
    expect(page.get_by_text("The call is logged.")).to_be_visible()
    asks(page, "1 person worth a phone call")
    last.refresh_from_db()
    assert last.outcome == Outcome.RETURNED
    assert Call.objects.count() == 2

    phone = visitor(stage.ruth, width=PHONE)
    for name, address in (("desk", "slips"), ("to-phone", "to-phone"), ("not-reminded", "not-reminded")):
        phone.goto(f"/immunology/surveys/{survey.pk}/{address}/")
        check(phone, f"{name}-on-a-phone")
