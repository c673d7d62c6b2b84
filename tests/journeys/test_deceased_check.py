"""The list of a survey goes to the Demographics Batch Service, its result comes back, and the invitations may go."""

import csv
import datetime
import io
from pathlib import Path

from playwright.sync_api import expect

from supportgroup.access.actor import SignedIn
from supportgroup.people.models import Person
from surveys.mailing import actions as mailing
from tests.journeys.steps import asks
from tests.journeys.test_invite import open_survey
from tests.tracing.conftest import as_csv

NUMBERS = {"Edith": "9991815902", "Omar": "9990000026", "Joan": "9990000034", "Peter": "9990000042"}


def the_service_answers(requested):
    """Return what the service says of the requested list: Joan died, Omar moved, Peter is not found."""
    by_number = {person.nhs_number: person for person in Person.objects.all()}
    answers = []
    for row in csv.DictReader(io.StringIO(requested)):
        person = by_number[row["NHS_NO"]]
        told = {
            "UNIQUE REFERENCE": row["UNIQUE REFERENCE"],
            "REQ_NHS_NUMBER": row["NHS_NO"],
            "MATCHED_NHS_NO": row["NHS_NO"],
            "FAMILY_NAME": person.last_name.upper(),
            "GIVEN_NAME": person.first_name.upper(),
            "DATE_OF_BIRTH": row["DATE_OF_BIRTH"],
            "POSTCODE": person.postcode,
            "ERROR_SUCCESS_CODE": "00",
        }
        answers.append(told | {
            "Joan": {"DATE_OF_DEATH": "20261119", "DEATH_NOTIFICATION_STATUS": "2"},
            "Omar": {"POSTCODE": "ZZ99 4AA", "ADDRESS_LINE1": "2 HILL ROAD", "ADDRESS_LINE4": "EASTBROOK"},
            "Peter": {"ERROR_SUCCESS_CODE": "92", "MATCHED_NHS_NO": "0000000000"},
        }.get(person.first_name, {}))  # fmt: skip
    return as_csv(answers)


def loads(page, data):
    page.get_by_label("The file that came back").set_input_files(
        {"name": "result.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.get_by_role("button", name="Load the result").click()


def test_a_list_is_checked_a_death_marked_and_the_gate_opens(stage, visitor, check):
    for place, (first, number) in enumerate(NUMBERS.items()):
        route = "email" if first in ("Edith", "Omar") else "letter"
        stage.patient(
            f"{first} Marsh", route=route, nhs_number=number, date_of_birth=datetime.date(1950 + place, 3, 11),
            address="1 Mill Lane\nEastbrook", postcode="ZZ99 3WZ",
        )  # fmt: skip
    survey = open_survey(stage)
    mailing.choose(survey, filters={}, by=SignedIn(stage.nurse))
    page = visitor(stage.nurse)

    page.goto(f"/immunology/surveys/{survey.pk}/send/")
    asks(page, "The invitations cannot go yet")
    page.get_by_role("button", name="Record the check").click()
    check(page, "deceased-check")
    page.get_by_role("button", name="Make the list").click()
    asks(page, survey.title)
    check(page, "trace-list-made")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the list").click()
    requested = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Marsh" not in requested, "number and date of birth are enough"
    answers = the_service_answers(requested)

    page.reload()
    check(page, "trace-list-waits")
    loads(page, answers[: len(answers) // 2])
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, "trace-list-half-a-file")
    loads(page, answers)
    asks(page, "1 person has died")
    check(page, "trace-result")
    page.get_by_role("link", name="Other details 1").click()
    expect(page.get_by_text("Postcode: ZZ99 3WZ → ZZ99 4AA")).to_be_visible()
    page.get_by_role("button", name="Mark 1 death and record the check").click()
    expect(page.get_by_text("The check is recorded.")).to_be_visible()
    check(page, "trace-list-checked")
    assert Person.objects.get(first_name="Joan").standing == "died"
    assert Person.objects.get(first_name="Omar").postcode == "ZZ99 3WZ"

    page.get_by_role("button", name="Take over what came back of Omar Marsh").click()
    page.get_by_role("button", name="No death is known of Peter Marsh").click()
    expect(page.get_by_text("Peter Marsh counts as checked.")).to_be_visible()
    assert Person.objects.get(first_name="Omar").postcode == "ZZ99 4AA"

    page.goto(f"/immunology/surveys/{survey.pk}/send/")
    asks(page, "Check, then send the invitations")
    check(page, "check-mailing-by-list")
    page.get_by_role("button", name="Send 1 letter and 2 emails").click()
    stage.worker_works()
    assert {mail.recipient for mail in stage.post.mails} == {"edith.marsh@mail.example", "omar.marsh@mail.example"}
    page.goto("/immunology/people/deceased-checks/")
    check(page, "trace-lists")


def test_pals_check_the_whole_register(stage, visitor, check):
    stage.patient("Edith Marsh", nhs_number="9991815902")
    page = visitor(stage.ruth)

    page.goto("/immunology/people/")
    page.get_by_role("link", name="Deceased checks").click()
    check(page, "trace-lists-none")
    page.get_by_role("button", name="Make the list").click()
    expect(page.get_by_text("The list is made. Nothing has left yet: download it.")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Download the list").click()
    page.goto("/immunology/people/deceased-checks/")
    page.get_by_role("button", name="Make the list").click()
    asks(page, "Make a new list in place of this one?")
    check(page, "trace-list-replace")
    page.get_by_role("button", name="Make the new list").click()
    expect(page.get_by_text("The list is made. Nothing has left yet: download it.")).to_be_visible()
