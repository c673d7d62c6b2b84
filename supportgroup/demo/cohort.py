"""The demo's 250 patients, with 6 former ones, as the rows of a ward's spreadsheet.

Every sum is the one that docs/demo.md gives: 185 primary and 65 secondary, 100 on immunoglobulin, ages,
distances, languages, needs and routes. The seed is fixed; only dates of birth move with the day of the telling.
"""

import csv
import datetime
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .names import BY_LANGUAGE, FAMILY, FEMALE, MALE, PLACES, STREETS

SEED = 20251123
CURRENT, FORMER = 250, 6
PATIENTS = 256
AGES = ((16, 24, 20), (25, 34, 26), (35, 44, 34), (45, 54, 42), (55, 64, 50), (65, 74, 46), (75, 92, 32))
DISTANCES = {"under_5": 70, "5_to_9": 62, "10_to_19": 68, "20_to_39": 38, "40_or_more": 12}
LANGUAGES = {
    "Polish": 4,
    "Urdu": 4,
    "Punjabi": 3,
    "Bengali": 2,
    "Arabic": 2,
    "Portuguese": 2,
    "British Sign Language": 2,
}
TREATMENTS = {
    ("pump", "home"): 38,
    ("push", "home"): 16,
    ("enzyme", "home"): 12,
    ("vein", "home"): 9,
    ("vein", "hospital"): 22,
    ("pump", "hospital"): 3,
}
ON_IMMUNOGLOBULIN, EMAILED = 100, 39
PRIMARY_ON, PRIMARY_OFF = 75, 110
WHO_BEGINS, WHO_DIES = 98, 250
"""Places in the list of the patient who begins treatment after the first survey, and of the one who dies during it."""


@dataclass
class Patient:
    """One row of the spreadsheet."""

    first_name: str = ""
    last_name: str = ""
    sex: str = "not_said"
    born_on: datetime.date | None = None
    nhs_number: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""
    route: str = "letter"
    do_not_contact: bool = False
    language: str = "English"
    distance: str = "under_5"
    needs: list[str] = field(default_factory=list)
    condition_group: str = "primary"
    treatment: tuple[str, str] = ("none", "none")

    @property
    def on_immunoglobulin(self) -> bool:
        return self.treatment != ("none", "none")


def cohort(today: datetime.date) -> list[Patient]:
    """Return 256 patients: the first 100 are on immunoglobulin, the last 6 leave the service in the story."""
    chance = random.Random(SEED)  # noqa: S311  invented people must be the same each time
    patients = [Patient() for _ in range(PATIENTS)]
    _treat(patients)
    _give_each(patients, "language", [w for word, n in LANGUAGES.items() for w in [word] * n], "English", chance, 100)
    _give_each(patients, "distance", [w for word, n in DISTANCES.items() for w in [word] * n], "10_to_19", chance)
    _give_each(patients, "sex", ["female"] * 136 + ["male"] * 111 + ["other"] * 3, "female", chance)
    _name(patients, chance)
    _age(patients, today, chance)
    _place(patients, chance)
    _need(patients)
    _reach(patients)
    for number, patient in zip(_nhs_numbers(chance), patients, strict=False):
        patient.nhs_number = number
    return patients


def as_it_was(patients: list[Patient]) -> list[Patient]:
    """Return the same people as the ward knew them before the first survey.

    The one who dies while it runs is on immunoglobulin; the one who begins afterwards is not on it yet.
    """
    then = [replace(patient) for patient in patients]
    then[WHO_DIES].treatment, then[WHO_BEGINS].treatment = then[WHO_BEGINS].treatment, ("none", "none")
    return then


def _treat(patients: list[Patient]) -> None:
    treatments = [treatment for treatment, count in TREATMENTS.items() for _ in range(count)]
    for place, patient in enumerate(patients):
        on = place < ON_IMMUNOGLOBULIN
        primary = place % 4 != 3 if on else place - ON_IMMUNOGLOBULIN < PRIMARY_OFF or place >= CURRENT  # noqa: PLR2004
        patient.condition_group = "primary" if primary else "secondary"
        if on:
            # Spread routes over both condition groups: 37 and 100 have no common part.
            patient.treatment = treatments[place * 37 % ON_IMMUNOGLOBULIN]


def _give_each(
    patients: list[Patient], name: str, words: list[str], rest: str, chance: random.Random, start: int = 0
) -> None:
    """Give the words to the current patients from place `start` on, mixed; the rest get the usual word."""
    words = words + [rest] * (CURRENT - start - len(words))
    chance.shuffle(words)
    for patient, word in zip(patients, [rest] * start + words + [rest] * FORMER, strict=True):
        setattr(patient, name, word)


def _name(patients: list[Patient], chance: random.Random) -> None:
    taken: set[tuple[str, str]] = set()
    for patient in patients:
        women, men, families = BY_LANGUAGE.get(patient.language, (FEMALE, MALE, FAMILY))
        while not patient.first_name or (patient.first_name, patient.last_name) in taken:
            first = women if patient.sex == "female" or (patient.sex == "other" and chance.random() < 0.5) else men  # noqa: PLR2004
            patient.first_name, patient.last_name = chance.choice(first), chance.choice(families)
        taken.add((patient.first_name, patient.last_name))


def _age(patients: list[Patient], today: datetime.date, chance: random.Random) -> None:
    ages = [chance.randint(low, high) for low, high, count in AGES for _ in range(count)]
    chance.shuffle(ages)
    for patient, age in zip(patients, ages + [78] * FORMER, strict=True):
        patient.born_on = today - datetime.timedelta(days=round(age * 365.25) + chance.randint(30, 330))


def _place(patients: list[Patient], chance: random.Random) -> None:
    for place, patient in enumerate(patients):
        town = chance.choice(PLACES[patient.distance])
        patient.address = f"{chance.randint(1, 90)} {chance.choice(STREETS)}\n{town}"
        patient.postcode = f"ZZ99 {place % 9 + 1}{'ABDEFGHJLN'[place // 9 % 10]}{'PQRSTUWXYZ'[place // 90]}"


def _need(patients: list[Patient]) -> None:
    """Give 21 accessible-information needs and 9 interpreters; those who cannot read a letter are not treated."""
    for need, places in {
        "large_print": (*range(7, 84, 11), 104, 131, 158, 185),
        "easy_read": (110, 140, 170),
        "audio": (113, 143),
        "email_not_letter": (116, 146),
        "braille": (119,),
    }.items():
        for place in places:
            patients[place].needs.append(need)
    speakers = [patient for patient in patients if patient.language != "English"]
    for patient in speakers:
        if patient.language == "British Sign Language":
            patient.needs.append("bsl")
    for patient in [p for p in speakers if p.language != "British Sign Language"][:9]:
        patient.needs.append("interpreter")
    for place in range(201, 249, 4):
        patients[place].do_not_contact = True


def _reach(patients: list[Patient]) -> None:
    """Give routes as people chose them (94 letter, 88 email, 48 text, 20 phone) and what each needs to be reached."""
    routes = ["letter"] * 50 + ["email"] * 34 + ["text"] * 10 + ["phone"] * 6
    routes += ["letter"] * 44 + ["email"] * 54 + ["text"] * 38 + ["phone"] * 14 + ["letter"] * FORMER
    order = sorted(range(ON_IMMUNOGLOBULIN), key=lambda place: place * 61 % ON_IMMUNOGLOBULIN)
    order += sorted(range(ON_IMMUNOGLOBULIN, CURRENT), key=lambda place: place * 61 % 150)
    order += range(CURRENT, PATIENTS)
    emailed = 0
    for place, route in zip(order, routes, strict=True):
        patient = patients[place]
        patient.route = route
        with_email = route == "email" or place >= ON_IMMUNOGLOBULIN or (route == "text" and emailed < EMAILED)
        if route != "letter" and with_email:
            patient.email = f"{patient.first_name}.{patient.last_name}@demo.example".lower()
            emailed += place < ON_IMMUNOGLOBULIN
        if route in {"text", "phone"}:
            patient.phone = f"07700 900{place:03d}"
        if "email_not_letter" in patient.needs and not patient.email:
            patient.email = f"{patient.first_name}.{patient.last_name}@demo.example".lower()


def _nhs_numbers(chance: random.Random) -> Iterator[str]:
    """Yield numbers of the range that is never issued (999), valid under Modulus 11."""
    seen: set[str] = set()
    while True:
        digits = f"999{chance.randint(0, 999_999):06d}"
        remainder = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        check = {11: "0", 10: ""}.get(remainder, str(remainder))
        if check and digits not in seen:
            seen.add(digits)
            yield digits + check


COLUMNS = (
    "First name,Last name,Date of birth,NHS number,Address,Postcode,Email,Phone,Preferred route,Do not contact,Sex,"
    "Language,Distance,Needs,Condition group,On immunoglobulin,Treatment route,Treatment place"
).split(",")


def spreadsheet(patients: list[Patient]) -> bytes:
    """Return the patients as the CSV file that a ward would send."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for p in patients:
        born = f"{p.born_on:%d/%m/%Y}" if p.born_on else ""
        writer.writerow(
            [p.first_name, p.last_name, born, p.nhs_number, p.address, p.postcode, p.email, p.phone, p.route]
            + ["yes" if p.do_not_contact else "no", p.sex, p.language, p.distance, "; ".join(p.needs)]
            + [p.condition_group, "yes" if p.on_immunoglobulin else "no", *p.treatment]
        )
    return sheet.getvalue().encode("utf-8-sig")
