"""Which column of a spreadsheet fills which field, guessed from its name."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from supportgroup.people.folding import folded
from supportgroup.people.words import LABELS, OUTLINE_LABELS

WHY = "Why it was refused"
"""The last column of the file with the refused rows."""

_NEVER_IMPORTED = {"print_size", "needs_asked_on", "letters_in", "in_hospital_until"}
INTERPRETER = "interpreter"
"""A column of its own in many spreadsheets: yes, no, or the language; it fills the needs and the language."""

FIELDS = {name: label for name, label in (LABELS | OUTLINE_LABELS).items() if name not in _NEVER_IMPORTED} | {
    INTERPRETER: "Interpreter"
}
"""Everything that a column may fill, with its label."""

SEVERAL = frozenset({"address", "needs"})
"""Fields that more than one column may fill, such as the lines of an address."""

_OTHER_NAMES = {
    "title": "title salutation prefix honorific",
    "first_name": "firstname forename forenames givenname givennames given first christianname patientforename "
    "patientfirstname fname fore",
    "last_name": "lastname surname familyname family last patientsurname patientlastname lname secondname",
    "date_of_birth": "dateofbirth dob born birthdate birthday bornon dateborn birth patientdob ddmmyyyydob dobddmmyyyy",
    "nhs_number": "nhsnumber nhsno nhs nhsnum nhsnr nhsid newnhsnumber newnhsno patientnhsnumber nhsnumbernew",
    "sex": "sex gender malefemale mf",
    "language": "language preferredlanguage firstlanguage mainlanguage spokenlanguage",
    "address": "address addressline postaladdress homeaddress patientaddress add addr street town city county district "
    "locality",
    "postcode": "postcode postalcode zip zipcode pcode homepostcode",
    "distance": "distance distancefromhospital distanceband miles",
    "email": "email emailaddress mail emailid patientemail",
    "phone": "phone telephone tel mobile mobilenumber phonenumber telephonenumber contactnumber telno phoneno mobileno "
    "hometel hometelephone homephone mob telnumber",
    "preferred_route": "preferredroute route contactby preferredcontact contactpreference contactroute contactmethod",
    "do_not_contact": "donotcontact dnc optedout optout nocontact",
    "needs": "needs accessneeds accessibleinformation accessibleinformationneeds ais informationneeds",
    INTERPRETER: "interpreter interpreterneeded interpreterrequired needsinterpreter interpreterlanguage interpreting "
    "languageinterpreter interpreterlang",
    "standing": "standing status patientstatus",
    "standing_since": "diedormovedon dateofdeath died deathdate datemoved movedon standingsince",
    "condition_group": "conditiongroup condition diagnosisgroup immunodeficiency",
    "on_immunoglobulin": "onimmunoglobulin immunoglobulin onig ig igtherapy onigtherapy",
    "treatment_route": "treatmentroute howgiven igroute routeoftreatment",
    "treatment_place": "treatmentplace place wheregiven igplace placeoftreatment",
}
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")
"""What stands in brackets after a name, such as “(dd/mm/yyyy)”."""
_FIELD_OF = {other: name for name, others in _OTHER_NAMES.items() for other in others.split()}


def guess(header: Iterable[str]) -> list[str]:
    """Return for each column the field its name means, "" where it means none or the field has its column already."""
    guessed: list[str] = []
    for name in header:
        plain = re.sub(r"[^a-z]", "", folded(_ASIDE.sub("", name)))
        field = _FIELD_OF.get(plain, "")
        guessed.append("" if field in guessed and field not in SEVERAL else field)
    return guessed


def why_not_match(columns: Sequence[str]) -> str | None:
    """Return why columns cannot fill these fields, or None if they can."""
    if missing := [FIELDS[name] for name in ("first_name", "last_name") if name not in columns]:
        return f"Choose the column that holds the {' and the '.join(label.lower() for label in missing)}."
    twice = [FIELDS[name] for name, times in Counter(columns).items() if name and times > 1 and name not in SEVERAL]
    if twice:
        return f"“{twice[0]}” is chosen for more than one column. Choose it once."
    return None


def mark_of(header: Sequence[str]) -> str:
    """Return a mark of the names of the columns, by which they are known again; the column of ours is left out."""
    names = [re.sub(r"[^a-z0-9]", "", folded(name)) for name in named(header)]
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]


def matched_as_before(header: Sequence[str], remembered: Sequence[str] | None) -> list[str]:
    """Return for each column the field it filled last time; guessed where the header is new."""
    ours = named(header)
    if remembered is None or len(remembered) != len(ours) or not set(remembered) <= {"", *FIELDS}:
        return guess(header)
    return [*remembered, *[""] * (len(header) - len(ours))]


def named(header: Sequence[str]) -> list[str]:
    """Return the header without the column that says why a row was refused, and what is empty behind the last name."""
    names = list(header)
    while names and names[-1] in ("", WHY):
        names.pop()
    return names
