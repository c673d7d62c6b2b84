"""A call is logged with what comes next; a helper is spoken with; a concern goes to the clinical team."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from tests.journeys.steps import asks


def test_a_call_is_logged_and_what_comes_next_is_done(stage, visitor, check):
    amira = stage.patient("Amira Lovell", route="letter")
    ruth = visitor(stage.ruth)
    ruth.goto(f"/immunology/people/{amira.pk}/")

    ruth.get_by_role("link", name="Add a helper or carer").click()
    ruth.get_by_role("button", name="Save helper").click()
    expect(ruth.get_by_role("alert")).to_contain_text("Enter full name")
    check(ruth, "helper-refused")
    ruth.get_by_label("Full name").fill("Amina Lovell")
    ruth.get_by_label("Daughter").check()
    ruth.get_by_label("Phone (optional)").fill("01632 960001")
    ruth.get_by_label("Talk with us for them").check()
    ruth.get_by_label("By phone").check()
    ruth.get_by_role("button", name="Save helper").click()
    expect(ruth.get_by_role("heading", name="Speak with their daughter Amina Lovell, 01632 960001.")).to_be_visible()

    ruth.get_by_role("link", name="Log a call, letter or visit").click()
    check(ruth, "log-contact")
    ruth.get_by_label("What was it about?").fill("Asked whether the hall has step-free access.")
    ruth.get_by_label("What comes next?").fill("Ring back about the hall")
    due = clock.today() + datetime.timedelta(days=2)
    group = ruth.get_by_role("group", name="By when?")
    for part, value in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        group.get_by_label(part, exact=True).fill(str(value))
    ruth.get_by_role("button", name="Save in the contact log").click()
    expect(ruth.get_by_text("Saved in the contact log.")).to_be_visible()
    ruth.get_by_role("link", name="Log a call, letter or visit").click()
    ruth.get_by_label("What was it about?").fill("Said the last dose felt different.")
    ruth.get_by_label("Tell the clinical team").check()
    ruth.get_by_role("button", name="Save in the contact log").click()
    check(ruth, "person-with-contacts")

    ruth.goto("/immunology/")
    expect(ruth.get_by_role("heading", name="Tell the clinical team: Amira Lovell")).to_be_visible()
    check(ruth, "today-with-follow-ups")
    ruth.goto("/immunology/people/follow-ups/")
    asks(ruth, "2 follow-ups to do")
    check(ruth, "follow-ups")
    ruth.get_by_role("button", name="Entered in hospital record").click()
    ruth.get_by_role("button", name="Done Ring back about the hall").click()
    asks(ruth, "Nothing is open here")
    check(ruth, "follow-ups-empty")

    nurse = visitor(stage.nurse)
    nurse.goto(f"/immunology/people/{amira.pk}/")
    nurse.get_by_role("link", name="Correct").first.click()
    nurse.get_by_label("What is right?").fill("It was the dose before the last.")
    check(nurse, "correct-contact")
    nurse.get_by_role("button", name="Add the correction").click()
    expect(nurse.get_by_text("It was the dose before the last.")).to_be_visible()
