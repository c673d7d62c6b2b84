"""How the register fills, and who leaves it: always by the same steps as on the pages."""

import datetime

from django.core.files.base import ContentFile

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.groups.models import Group
from supportgroup.longwork.actions import run_waiting
from supportgroup.people import actions as people
from supportgroup.people.choices import Standing
from supportgroup.people.importing import actions as importing
from supportgroup.people.importing.rules import mark_of
from supportgroup.people.models import Person
from surveys.questionnaire import actions as questionnaire

from .cast import Cast
from .cohort import CURRENT, WHO_BEGINS, Patient, as_it_was, cohort, spreadsheet
from .names import FAMILY, FEMALE, MALE, STREETS

MOVED = 2
ELSEWHERE = 14


def bring_in(group: Group, patients: list[Patient], *, by: Actor) -> None:
    """Upload the ward's spreadsheet, match its columns as guessed, look, confirm, and let a worker write it."""
    file = ContentFile(spreadsheet(as_it_was(patients)), name="patients.csv")
    imported = importing.begin(file, group=group, by=by)
    imported = importing.match(imported, columns=imported.columns, by=by)
    importing.confirm(imported, seen=mark_of(imported.verdicts), by=by)
    run_waiting()


def let_leave(group: Group, cast: Cast, today: datetime.date) -> None:
    """Let those leave who are not patients today, each on a day of their own, and one begin immunoglobulin.

    One more died while the first survey ran; with the one who begins, 100 of 250 have it again.
    """
    patients = cohort(today)
    numbers = [patient.nhs_number for patient in patients[CURRENT:]]
    leaving = Person.objects.of(group).current().filter(nhs_number__in=numbers)
    for place, person in enumerate(leaving.order_by("nhs_number")):
        day = today - datetime.timedelta(days=200 - 20 * place)
        standing = Standing.MOVED if place < MOVED else Standing.DIED
        with clock.moved_to(clock.at(day, 11)):
            people.change_standing(person, standing=standing, since=day, by=cast["nurse"])
    begins = Person.objects.of(group).get(nhs_number=patients[WHO_BEGINS].nhs_number)
    route, place_of_treatment = patients[WHO_BEGINS].treatment
    with clock.moved_to(clock.at(today - datetime.timedelta(days=90), 11)):
        values = {"on_immunoglobulin": True, "treatment_route": route, "treatment_place": place_of_treatment}
        people.change_outline(begins, values=values, by=cast["nurse"])


def add_rheumatology(group: Group, cast: Cast) -> None:
    """Give the second group a few people and a draft, so that the fence between the two can be seen."""
    for number in range(ELSEWHERE):
        values = {
            "first_name": (FEMALE if number % 3 else MALE)[number * 5 + 2],
            "last_name": FAMILY[number * 9 + 4],
            "date_of_birth": datetime.date(1941 + number * 4, 1 + number % 12, 3 + number),
            "address": f"{number + 3} {STREETS[number]}\nEastbrook",
            "postcode": f"ZZ99 8A{'ABDEFGHJLNPQRS'[number]}",
            "phone": f"01632 960{number:03d}",
        }
        people.add(group=group, values=values, by=cast["buddylead2"])
    questionnaire.start_survey(
        group,
        title="Living with your treatment",
        about="We want to know how your appointments fit into your life.",
        minutes=5,
        by=cast["buddylead2"],
    )
