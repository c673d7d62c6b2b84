"""The register at work: a name spelt in a hurry, somebody who is here twice, a list that leaves the service."""

import datetime

from playwright.sync_api import expect

from supportgroup.people.models import HandedOut, Person
from tests.journeys.steps import asks

BORN = datetime.date(1971, 3, 2)


def test_a_nurse_finds_somebody_whose_name_she_spells_otherwise(stage, visitor, check):
    stage.patient("Grace Adeyemi", needs=["audio", "large_print"], date_of_birth=datetime.date(2009, 2, 3))
    stage.patient("Omar Haddad")
    page = visitor(stage.nurse)

    page.goto("/immunology/people/")
    page.get_by_label("Name, NHS number, postcode or date of birth").fill("Adeyemy")
    page.get_by_role("button", name="Find").click()
    asks(page, "1 person")
    check(page, "people-found-alike")
    page.get_by_role("link", name="Adeyemi, Grace").click()
    expect(page.get_by_text("under 18").first).to_be_visible()
    check(page, "person-under-18")


def test_a_nurse_merges_two_entries_of_one_person(stage, visitor, check):
    kept = stage.patient("Katharine Marsh", nhs_number="9990000018", date_of_birth=BORN, needs=["audio"])
    stage.patient("Catherine Marsh", date_of_birth=BORN, phone="01632 960001", needs=["bsl"])
    page = visitor(stage.nurse)

    page.goto("/immunology/people/")
    page.get_by_role("link", name="Possible duplicates").click()
    asks(page, "1 pair may be one person")
    check(page, "possible-duplicates")
    page.get_by_role("link", name="Look at both").click()
    asks(page, "Is this one person?")
    check(page, "merge")
    page.get_by_role("button", name="Check before merging").click()
    asks(page, "Merge these two entries?")
    check(page, "merge-check")
    page.get_by_role("button", name="Merge the two entries").click()
    asks(page, "Katharine Marsh")

    assert Person.objects.get().pk == kept.pk


def test_a_pals_officer_takes_the_list_out_with_a_reason(stage, visitor, check):
    stage.patient("Edith Marsh")
    page = visitor(stage.ruth)

    page.goto("/immunology/people/")
    page.get_by_role("link", name="Download or print").click()
    page.get_by_role("button", name="Take the list").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "take-out-error")
    page.get_by_label("Why do you need it?").fill("For the phone round of Monday")
    page.get_by_label("As a page to print").check()
    page.get_by_role("button", name="Take the list").click()
    expect(page.get_by_text("Confidential: ").first).to_be_visible()
    check(page, "printed-people")

    assert HandedOut.objects.get().reason == "For the phone round of Monday"
