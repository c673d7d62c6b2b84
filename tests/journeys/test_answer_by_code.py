"""Somebody has a letter: they type its code, or say that they do not want to take part."""

from playwright.sync_api import expect

from surveys.answers.models import SealedAnswer
from surveys.mailing.choices import Outcome
from surveys.mailing.models import Invitee
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, go_on, skip, start


def types(page, code):
    page.get_by_label("Type the code from your letter").fill(code)
    go_on(page)


def test_a_patient_types_the_code_from_a_letter_after_mistyping_it(stage, visitor, check):
    person = stage.patient("Edith Marsh", route="letter")
    survey = stage.survey_sent()
    code = stage.code_of(survey, person)
    phone = visitor(width=PHONE)

    phone.goto("/answer/")
    check(phone, "code")
    types(phone, code[:-1])
    expect(phone.get_by_role("link", name="it has 8 letters and numbers. You typed 7")).to_be_visible()
    expect(phone.get_by_label("Type the code from your letter")).to_have_value(code[:-1])
    check(phone, "code-too-short")
    types(phone, "KTXR-4M7Q")
    expect(phone.get_by_role("link", name="what you typed is not quite right")).to_be_visible()

    # Small letters, no dash, a space in the middle.
    plain = code.replace("-", "").lower()
    types(phone, f"{plain[:3]} {plain[3:]}")
    start(phone)
    phone.get_by_label("Hospital day unit").check()
    go_on(phone)
    for _ in range(19):
        skip(phone)
    phone.get_by_role("button", name="Send my answers").click()
    asks(phone, "Thank you")
    assert SealedAnswer.objects.filter(survey=survey).count() == 1

    # The letter's code is used now, and the page says so without saying whose it is.
    phone.goto("/answer/")
    types(phone, code)
    asks(phone, "This code has been used")
    check(phone, "code-used")


def test_a_patient_says_no_and_is_not_written_to_again(stage, visitor, check):
    person = stage.patient("Edith Marsh", route="letter")
    survey = stage.survey_sent()
    phone = visitor(width=PHONE)

    phone.goto("/answer/")
    types(phone, stage.code_of(survey, person))
    phone.get_by_role("link", name="I do not want to take part").click()
    check(phone, "no-thanks")
    phone.get_by_role("button", name="I do not want to take part").click()
    asks(phone, "Thank you for telling us")
    check(phone, "no-thanks-done")
    assert Invitee.objects.get(survey=survey, person=person).outcome == Outcome.OPTED_OUT

    phone.goto("/answer/")
    types(phone, stage.code_of(survey, person))
    asks(phone, "This code is no longer in use")
    check(phone, "code-withdrawn")


def test_kind_pages_for_what_does_not_work(stage, visitor, check):
    person = stage.patient("Edith Marsh")
    stage.survey_sent()
    phone = visitor(width=PHONE)

    link = stage.link_to(person.email)
    phone.goto(link[:-4] + "xyz/")
    asks(phone, "This link does not work")
    check(phone, "link-altered")
    phone.goto("/answer/question/3/")
    asks(phone, "We lost your place")
    check(phone, "place-lost")
    phone.goto("/answer/")
    for letter in "CDFGHJKMNP":
        types(phone, f"KTXR-4M7{letter}")
    phone.goto("/answer/")
    asks(phone, "Too many codes were tried")
    check(phone, "too-many-codes")
