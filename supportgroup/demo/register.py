"""How the register fills, and who leaves it: always by the same steps as on the pages."""

import datetime

from django.core.files.base import ContentFile

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.consent.choices import Membership
from supportgroup.groups.models import Group
from supportgroup.longwork.actions import run_waiting
from supportgroup.people import actions as people
from supportgroup.people import keeping
from supportgroup.people.choices import Need, Route, Standing, TreatmentPlace
from supportgroup.people.importing import actions as importing
from supportgroup.people.importing.rules import mark_of
from supportgroup.people.models import Person
from surveys.questionnaire import actions as questionnaire

from .cast import Cast
from .cohort import CURRENT, WHO_BEGINS, Patient, as_it_was, cohort, spreadsheet
from .names import FAMILY, FEMALE, MALE, STREETS

MOVED = 2
TWICE = 17
"""Who of the current patients is on the register a second time."""
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


def bring_somebody_twice(group: Group, cast: Cast, today: datetime.date) -> None:
    """Type somebody anew who is on the register already, as another hospital spelt them: two entries, one person."""
    first = Person.objects.of(group).current().exclude(email="").order_by("nhs_number")[TWICE]
    values = {
        "first_name": first.first_name[:1] + first.first_name[2:],
        "last_name": first.last_name,
        "date_of_birth": first.date_of_birth,
        "email": first.email,
        "standing": Standing.MOVED,
        "standing_since": today - datetime.timedelta(days=400),
    }
    with clock.moved_to(clock.at(today - datetime.timedelta(days=12), 15)):
        people.add(group=group, values=values, by=cast["pals"])


def keep_filters(group: Group, cast: Cast, today: datetime.date) -> None:
    """Keep three filters of the list: one for everybody, one by clinical words for the nurses, one for oneself."""
    kept: tuple[tuple[str, str, bool, dict[str, str]], ...] = (
        ("pals", "Large print, by letter", True, {"needs": Need.LARGE_PRINT, "contact": Route.LETTER}),
        ("nurse", "On immunoglobulin at home", True, {"immunoglobulin": "yes", "place": TreatmentPlace.HOME}),
        ("nurse", "Asked, no answer yet", False, {"member": Membership.ASKED}),
    )
    with clock.moved_to(clock.at(today - datetime.timedelta(days=8), 10)):
        for who, name, shared, filters in kept:
            keeping.keep(group, name=name, shared=shared, filters=filters, by=cast[who])
