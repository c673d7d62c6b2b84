"""The same answers on a phone whose browser runs no scripts."""

from playwright.sync_api import expect

from surveys.answers.models import SealedAnswer
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, go_on, skip, start


def test_a_patient_answers_without_javascript(stage, visitor):
    person = stage.patient("Edith Marsh")
    survey = stage.survey_sent()
    phone = visitor(width=PHONE, javascript=False)

    phone.goto(stage.link_to(person.email))
    start(phone)
    phone.get_by_label("I no longer have it").check()
    go_on(phone)

    # The answer leads past the questions about treatment; going back undoes the leap.
    asks(phone, "Did you get enough written or online information about your condition?")
    phone.get_by_role("link", name="Back").click()
    expect(phone.get_by_label("I no longer have it")).to_be_checked()
    phone.get_by_label("Home, by me").check()
    go_on(phone)
    asks(phone, "How is it given?")
    for _ in range(15):
        skip(phone)

    # Without a script the answer that stands apart cannot clear the others, so the page asks.
    phone.get_by_label("Parking").check()
    phone.get_by_label("Nothing").check()
    go_on(phone)
    expect(phone.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(phone.get_by_label("Parking")).to_be_checked()
    phone.get_by_label("Nothing").uncheck()
    go_on(phone)

    for _ in range(3):
        skip(phone)
    asks(phone, "Check your answers")
    phone.get_by_role("button", name="Send my answers").click()
    asks(phone, "Thank you")
    assert SealedAnswer.objects.filter(survey=survey).count() == 1
