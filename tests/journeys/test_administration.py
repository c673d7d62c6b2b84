"""An administrator invites, gives and ends roles; the trail says who did what; a user goes from group to group."""

import re

from playwright.sync_api import expect

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.actions import give_role
from supportgroup.people import actions as people
from tests import factories
from tests.journeys.conftest import PHONE
from tests.journeys.steps import asks

PASSWORD = "seven-plum-gardens"


def test_a_colleague_is_invited_and_comes(stage, visitor, check):
    # Given an administrator at her desk
    desk = visitor(stage.ivy)
    desk.goto("/immunology/settings/")
    asks(desk, "Settings")
    check(desk, "settings")

    # When she invites a colleague
    desk.get_by_role("link", name="Invite colleagues, give and end roles").click()
    desk.get_by_role("link", name="Invite a colleague").click()
    desk.get_by_role("button", name="Send the invitation").click()
    expect(desk.get_by_role("alert")).to_contain_text("Choose at least 1 role")
    check(desk, "invite-user-missing")
    desk.get_by_label("Full name").fill("Sam Reed")
    desk.get_by_label("Work email address").fill("sam.reed@hospital.example")
    desk.get_by_label("PALS officer").check()
    check(desk, "invite-user")
    desk.get_by_role("button", name="Send the invitation").click()
    asks(desk, "Sam Reed")
    check(desk, "user-invited")

    # Then the colleague chooses a password by the link, on a phone
    stage.worker_works()
    phone = visitor(width=PHONE)
    phone.goto(stage.link_to("sam.reed@hospital.example"))
    asks(phone, "Choose your password")
    phone.get_by_label("New password", exact=True).fill("short")
    phone.get_by_label("New password again").fill("short")
    phone.get_by_role("button", name="Save my password").click()
    check(phone, "accept-invitation-too-short")
    phone.get_by_label("New password", exact=True).fill(PASSWORD)
    phone.get_by_label("New password again").fill(PASSWORD)
    phone.get_by_role("button", name="Save my password").click()
    asks(phone, "Your password is saved")
    check(phone, "invitation-accepted")

    # And the link opens nothing a second time
    phone.goto(stage.link_to("sam.reed@hospital.example"))
    asks(phone, "This link does not work any more")
    check(phone, "invitation-used")


def test_a_role_with_an_end_and_somebody_leaves(stage, visitor, check):
    # Given a colleague
    sam = factories.user_with_role(Role.PALS, stage.group, name="Sam Reed", email="sam.reed@hospital.example")
    desk = visitor(stage.ivy)
    desk.goto(f"/immunology/settings/users/{sam.pk}/")

    # When the administrator gives a second role until a day
    desk.get_by_role("link", name="Give a role").click()
    desk.get_by_label("Finance officer").check()
    last = desk.get_by_role("group", name=re.compile("Last day"))
    for part, typed in (("Day", "31"), ("Month", "3"), ("Year", "2031")):
        last.get_by_label(part).fill(typed)
    check(desk, "give-role")
    desk.get_by_role("button", name="Give this role").click()
    expect(desk.get_by_text("until 31 March 2031")).to_be_visible()
    check(desk, "user")

    # And changes its last day, and ends it at once
    desk.get_by_role("link", name="Change the last day of Finance officer").click()
    check(desk, "role-last-day")
    desk.get_by_role("link", name="Sam Reed").click()
    desk.get_by_role("link", name="End it now as Finance officer").click()
    check(desk, "role-end")
    desk.get_by_role("button", name="End this role now").click()
    expect(desk.get_by_text("The role has ended")).to_be_visible()

    # And the colleague leaves
    desk.get_by_role("link", name="Sam has left").click()
    check(desk, "user-leaves")
    desk.get_by_role("button", name="Yes, end their roles now").click()
    expect(desk.get_by_text("Sam Reed has left")).to_be_visible()
    check(desk, "user-left")

    # Then the list and the trail say so
    desk.goto("/immunology/settings/users/?show=all")
    expect(desk.get_by_role("row").filter(has_text="Sam Reed")).to_contain_text("Ended")
    check(desk, "users")
    desk.goto("/immunology/settings/trail/")
    expect(desk.get_by_role("row").filter(has_text="A user left").first).to_contain_text("Ivy Stone")
    check(desk, "trail")


def test_a_lost_second_step_is_reset_after_a_check(stage, visitor, check):
    desk = visitor(stage.ivy)
    desk.goto(f"/immunology/settings/users/{stage.nurse.pk}/second-step/")
    check(desk, "reset-second-step")
    desk.get_by_role("button", name="Reset the second step").click()
    expect(desk.get_by_role("alert")).to_contain_text("Choose how you made sure")
    desk.get_by_label("I saw them in person, with their staff badge").check()
    desk.get_by_role("button", name="Reset the second step").click()

    desk.goto("/immunology/settings/trail/")
    row = desk.get_by_role("row").filter(has_text="Lost second step reset").first
    expect(row).to_contain_text("I saw them in person, with their staff badge")


def test_the_trail_of_one_person_and_the_letter_that_tells_them(stage, visitor, check):
    # Given a person whom a PALS officer changed and a nurse opened
    mary = stage.patient("Mary Lane")
    people.change(mary, values={**people.values_of(mary), "phone": "01632 960004"}, by=SignedIn(stage.ruth))
    page = visitor(stage.nurse)
    page.goto(f"/immunology/people/{mary.pk}/")
    expect(page.get_by_role("heading", name="Who changed and who looked")).to_be_visible()
    check(page, "person-who-looked")

    # When the nurse opens the trail of the person
    page.get_by_role("link", name="See every change and every look").click()
    expect(page.get_by_role("row").filter(has_text="Ruth Bell").first).to_contain_text("Phone: 01632 960004")
    check(page, "trail-of-person")
    page.get_by_role("link", name="Who looked", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Grace Adeyemi, nurse").first).to_be_visible()
    check(page, "looks-at-person")

    # Then she can tell the person who looked
    page.get_by_role("link", name="Tell Mary who looked").click()
    expect(page.get_by_role("heading", name="Who has looked at your record")).to_be_visible()
    check(page, "who-looked-letter")

    # And the administrator sees the looks with a number, not a name
    desk = visitor(stage.ivy)
    desk.goto("/immunology/settings/trail/looks/")
    expect(desk.get_by_role("cell", name=f"Person {mary.pk}", exact=True).first).to_be_visible()
    expect(desk.get_by_text("Lane")).to_have_count(0)
    check(desk, "trail-of-looks")

    # And filters them by who looked
    desk.get_by_text("Show only: everything").click()
    desk.get_by_label("Who acted").select_option("Grace Adeyemi")
    desk.get_by_role("button", name="Show these").click()
    expect(desk.get_by_text("Show everything")).to_be_visible()
    assert "Grace" not in desk.url


def test_from_one_group_to_another_without_javascript(stage, visitor, check):
    page = visitor(stage.helen, javascript=False)
    page.goto("/immunology/")
    page.get_by_text("Other groups").click()
    page.get_by_role("link", name="Rheumatology patient support group PALS officer").click()
    expect(page).to_have_url(re.compile("/rheumatology/$"))

    with_script = visitor(stage.helen)
    with_script.goto("/immunology/")
    with_script.get_by_text("Other groups").click()
    check(with_script, "other-groups")
    with_script.goto("/immunology/who-may-see-what/")
    check(with_script, "who-may-see-what")


def test_the_last_administrator_cannot_be_ended(stage, visitor):
    second = factories.user_with_role(Role.NURSE, stage.group, name="Noor Khan", email="noor@hospital.example")
    give_role(second, role=Role.ADMINISTRATOR, group=stage.group, by=SignedIn(stage.ivy))
    page = visitor(second)
    page.goto(f"/immunology/settings/users/{second.pk}/")
    expect(page.get_by_text("Only another administrator can change them")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("End it now"))).to_have_count(0)
