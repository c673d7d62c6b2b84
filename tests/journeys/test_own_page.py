"""A member signs in by a code that is emailed, and finds their own page; two people may share an address."""

import datetime
import re

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks, go_on


def test_two_people_who_share_an_address_each_find_their_own_page(stage, visitor, check):
    shared = "marsh@mail.example"
    stage.patient("Edith Marsh", email=shared, date_of_birth=datetime.date(1948, 3, 2))
    stage.patient("Alan Marsh", email=shared, date_of_birth=datetime.date(1950, 7, 9))
    phone = visitor(width=PHONE)

    phone.goto("/me/sign-in/")
    check(phone, "own-sign-in")
    phone.get_by_label("What is your email address?").fill(shared)
    phone.get_by_role("button", name="Send me a code").click()
    phone.get_by_label("Type the code from the email").fill("000000")
    go_on(phone)
    expect(phone.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(phone, "own-code-wrong")
    stage.worker_works()
    phone.get_by_label("Type the code from the email").fill(re.search(r"\b\d{6}\b", stage.words_to(shared)).group())
    go_on(phone)

    check(phone, "own-birthday")
    for part, value in (("Day", "2"), ("Month", "3"), ("Year", "1948")):
        phone.get_by_label(part, exact=True).fill(value)
    go_on(phone)
    asks(phone, "Hello Edith")
    check(phone, "own-page")
    phone.get_by_role("button", name="Sign out").click()
    phone.goto("/me/")
    asks(phone, "What is your email address?")
