"""Which column of a spreadsheet fills which field, guessed from its name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from supportgroup.people.folding import folded
from supportgroup.people.words import LABELS, OUTLINE_LABELS

FIELDS = LABELS | OUTLINE_LABELS
"""Every field that a column may fill, with its label."""

SEVERAL = frozenset({"address", "needs"})
"""Fields that more than one column may fill, such as the lines of an address."""

_OTHER_NAMES = {
    "title": "title salutation prefix honorific",
    "first_name": "firstname forename forenames givenname givennames first",
    "last_name": "lastname surname familyname last",
    "date_of_birth": "dateofbirth dob born birthdate birthday bornon",
    "nhs_number": "nhsnumber nhsno nhs nhsnum nhsnr",
    "sex": "sex gender",
    "language": "language preferredlanguage firstlanguage mainlanguage spokenlanguage",
    "address": "address addressline postaladdress homeaddress street town city county district locality",
    "postcode": "postcode postalcode zip zipcode",
    "distance": "distance distancefromhospital distanceband miles",
    "email": "email emailaddress mail",
    "phone": "phone telephone tel mobile mobilenumber phonenumber telephonenumber contactnumber",
    "preferred_route": "preferredroute route contactby preferredcontact contactpreference contactroute contactmethod",
    "do_not_contact": "donotcontact dnc optedout optout nocontact",
    "needs": "needs accessneeds accessibleinformation accessibleinformationneeds ais informationneeds",
    "standing": "standing status patientstatus",
    "standing_since": "diedormovedon dateofdeath died deathdate datemoved movedon standingsince",
    "condition_group": "conditiongroup condition diagnosisgroup immunodeficiency",
    "on_immunoglobulin": "onimmunoglobulin immunoglobulin onig ig igtherapy onigtherapy",
    "treatment_route": "treatmentroute howgiven igroute routeoftreatment",
    "treatment_place": "treatmentplace place wheregiven igplace placeoftreatment",
}
_FIELD_OF = {other: name for name, others in _OTHER_NAMES.items() for other in others.split()}


def guess(header: Iterable[str]) -> list[str]:
    """Return for each column the field its name means, "" where it means none or the field has its column already."""
    guessed: list[str] = []
    for name in header:
        plain = re.sub(r"[^a-z]", "", folded(name))
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
