"""The register at work: a name spelt in a hurry, somebody who is here twice, a list that leaves the service."""

import datetime

from playwright.sync_api import expect

from supportgroup import clock
from supportgroup.people.models import HandedOut, Person
from tests.journeys.steps import asks
from tests.outbox.factories import MessageFactory

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


def test_what_must_be_respected_stands_first_and_filters_are_kept(stage, visitor, check):
    stage.patient(
        "Jan Nowak", needs=["audio", "interpreter", "large_print"], language="Polish", do_not_contact=True,
        date_of_birth=clock.today() - datetime.timedelta(days=4000),
    )  # fmt: skip
    stage.patient("Edith Marsh")
    page = visitor(stage.nurse)

    page.goto("/immunology/people/")
    expect(page.get_by_text("Interpreter: Polish").first).to_be_visible()
    check(page, "people-respect")
    page.get_by_role("link", name="Audio").first.click()
    page.get_by_role("link", name="Keep these filters").click()
    check(page, "keep-filter")
    page.get_by_label("Name", exact=True).fill("By ear")
    page.get_by_role("button", name="Keep the filter").click()
    expect(page.get_by_text("The filter is kept.")).to_be_visible()
    check(page, "people-kept-filter")
    page.get_by_role("link", name="change By ear").click()
    check(page, "rename-filter")
    page.get_by_role("button", name="Forget this filter").click()
    asks(page, "Forget “By ear”?")
    check(page, "forget-filter")
    page.get_by_role("button", name="Forget this filter").click()
    expect(page.get_by_text("“By ear” is forgotten.")).to_be_visible()
    page.get_by_role("link", name="Nowak, Jan").click()
    check(page, "person-respect")
    page.get_by_role("link", name="Change details").click()
    page.get_by_label("Language", exact=True).fill("English")
    page.get_by_role("button", name="Save person").click()
    expect(page.get_by_text("Enter the language the interpreter is needed for").first).to_be_visible()


def test_somebody_says_in_which_format_a_letter_reaches_a_person_and_who_looked_is_seen(stage, visitor, check):
    person = stage.patient("Ben Marsh", needs=["braille"], route="letter")
    MessageFactory(
        group=stage.group, person=person, kind="copies.refused", occasion="copy request 1", channel="letter",
        state="held", reason="This person needs braille, and a standard letter is in print.", needs_someone=True,
    )  # fmt: skip
    page = visitor(stage.nurse)

    page.goto("/immunology/messages/?state=all")
    check(page, "messages-respect")
    page.get_by_role("link", name="Copy of what we hold: refused").first.click()
    check(page, "message-waits-for-format")
    page.get_by_role("button", name="Choose the format").click()
    check(page, "choose-format")
    desk = visitor(stage.ivy)
    desk.goto("/immunology/settings/trail/looks/")
    desk.get_by_text("Show only: everything").click()
    check(desk, "trail-of-looks-filters")
