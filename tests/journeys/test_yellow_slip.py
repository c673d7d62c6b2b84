"""Somebody would join a group discussion: on a phone after sending, or on paper, which Ruth types."""

from playwright.sync_api import expect

from surveys.mailing.models import Volunteer
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, go_on, skip, start


def test_a_patient_fills_in_the_yellow_slip_on_a_phone_after_sending(stage, visitor, check):
    person = stage.patient("Edith Marsh")
    stage.survey_sent()
    phone = visitor(width=PHONE)
    phone.goto(stage.link_to(person.email))
    start(phone)
    phone.get_by_label("Hospital day unit").check()
    go_on(phone)
    for _ in range(19):
        skip(phone)
    phone.get_by_role("button", name="Send my answers").click()
    asks(phone, "Thank you")
    check(phone, "thanks-with-yellow-slip")

    phone.get_by_role("link", name="Fill in the yellow slip").click()
    asks(phone, "Would you join a group discussion?")
    assert phone.url == f"{stage.url}/discussion/qvt/"
    assert phone.evaluate("document.referrer") == ""
    sent_along = {cookie["name"] for cookie in phone.context.cookies(phone.url)}
    assert not sent_along & {"ticket", "draft"}
    check(phone, "yellow-slip")

    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(phone, "yellow-slip-error")
    phone.get_by_role("link", name="Enter a phone number").click()
    phone.keyboard.type("01632 960001")
    phone.get_by_label("Your name").fill("Edith Marsh")
    phone.get_by_label("A weekday evening").check()
    phone.get_by_role("button", name="Send").click()
    asks(phone, "Thank you")
    check(phone, "yellow-slip-sent")
    assert list(Volunteer.objects.values_list("name", "phone", "times")) == [
        ("Edith Marsh", "01632 960001", ["evening"])
    ]


def test_the_yellow_slip_needs_no_javascript(stage, visitor):
    stage.patient("Edith Marsh")
    stage.survey_sent()
    phone = visitor(width=PHONE, javascript=False)
    phone.goto("/discussion/qvt/")
    phone.get_by_label("Your name").fill("Edith Marsh")
    phone.get_by_label("Phone number").fill("01632 960001")
    phone.get_by_role("button", name="Send").click()
    asks(phone, "Thank you")


def test_ruth_keeps_slips_from_paper_and_nobody_else_sees_them(stage, visitor, check):
    stage.patient("Edith Marsh", route="letter")
    survey = stage.survey_sent()
    page = visitor(stage.ruth)
    page.goto(f"/immunology/surveys/{survey.pk}/")
    page.get_by_role("link", name="Yellow slips").click()
    check(page, "yellow-slips-none")
    page.get_by_role("button", name="Keep a slip").click()
    check(page, "keep-yellow-slip")
    for name, number in (("Edith Marsh", "01632 960001"), ("Adam Baker", "01632 960002")):
        page.get_by_label("Name").fill(name)
        page.get_by_label("Phone number").fill(number)
        page.get_by_label("A Saturday").check()
        page.get_by_label("Days they can or cannot make").fill("Not in the first week of a month")
        page.get_by_role("button", name="Keep the slip").click()
        expect(page.get_by_text(f"{name} is on the list.")).to_be_visible()

    page.get_by_role("link", name="Go back to the list").click()
    asks(page, "2 people would join a group discussion")
    check(page, "yellow-slips")
    page.get_by_role("button", name="Not after all for Adam Baker").click()
    asks(page, "1 person would join a group discussion")
    page.get_by_role("link", name="Edith Marsh").click()
    check(page, "change-yellow-slip")
    page.get_by_role("link", name="Delete this slip for good").click()
    check(page, "delete-yellow-slip")

    for user in (stage.owen, stage.nurse):
        other = visitor(user)
        other.goto(f"/immunology/surveys/{survey.pk}/discussion/")
        asks(other, "You cannot see this page")
