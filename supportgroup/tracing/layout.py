"""The two files of a deceased check as the service lays them out. Pure: people in, text out, and back.

What could be looked up (November 2026). NHS England's developer pages say that the Demographics Batch Service takes
fixed-length or CSV files by a client of its own, and that batch tracing is done today by the Personal Demographics
Service over MESH (page “PDS MESH data dictionary”): a CSV file with a header; UNIQUE REFERENCE is the only mandatory
field, made by the sender to know the answers by; NHS_NO and DATE_OF_BIRTH alone give the best chance of a match, else
FAMILY_NAME, DATE_OF_BIRTH and GENDER. Names and order of the request's columns were seen in public code that talks to
that service, those of the response there and in NHS England's Person_ID handbook; days are YYYYMMDD, a date of death
may be shorter or have a time behind it; the order of the response's columns is not to be relied on, so it is read by
name. In the death notification status 1 is informal, 2 formal (from the registrar), U removed.

Codes of ERROR_SUCCESS_CODE were seen in NHS England's public code: 00 is success; 01 to 17 are faults of the file or of
a field, 90 a number that has another now, 91 one that is invalid, 92 details that are closed to us, 96 too little to
search by, 97 several alike. Whatever is not success is shown to a person.

What could not: the largest lengths, the characters a reference may not have (ours are capitals, digits and a hyphen),
and whether a Trust's own service still asks for the older fixed-length file. So the guide asks that the Trust's contact
for the service looks at a first list before one is used. Trusts that need another layout change REQUEST and RESPONSE
here, and nothing else.
"""

import csv
import datetime
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

DAY = "%Y%m%d"
SUCCESS = frozenset({"", "0", "00"})
GENDERS = {"male": "1", "female": "2", "other": "9"}
"""As the NHS Data Dictionary codes them; 0 is not known, 9 not specified."""


@dataclass(frozen=True)
class Subject:
    """One person of a list, as the service is told of them."""

    reference: str
    nhs_number: str
    last_name: str
    first_name: str
    sex: str
    born: datetime.date | None
    postcode: str


@dataclass(frozen=True)
class Answer:
    """What the service says of one reference. died_on: "" where no death is known, else as it was written."""

    reference: str
    code: str
    nhs_number: str
    last_name: str
    first_name: str
    born: datetime.date | None
    died_on: str
    death_status: str
    address: str
    postcode: str


class NotAResult(ValueError):  # noqa: N818  it is the answer to what was chosen
    """This file is not the result of a list. The text says what to do."""


def _only_without_number(of: Callable[[Subject], str]) -> Callable[[Subject], str]:
    """Tell the service no more than it needs: by number and date of birth alone it finds most."""
    return lambda one: "" if one.nhs_number and one.born else of(one)


def _nothing(_: Subject) -> str:
    return ""


REQUEST: tuple[tuple[str, Callable[[Subject], str]], ...] = (
    ("UNIQUE REFERENCE", lambda one: one.reference),
    ("NHS_NO", lambda one: one.nhs_number),
    ("FAMILY_NAME", _only_without_number(lambda one: one.last_name)),
    ("GIVEN_NAME", _only_without_number(lambda one: one.first_name)),
    ("OTHER_GIVEN_NAME", _nothing),
    ("GENDER", _only_without_number(lambda one: GENDERS.get(one.sex, "0"))),
    ("DATE_OF_BIRTH", lambda one: one.born.strftime(DAY) if one.born else ""),
    ("POSTCODE", _only_without_number(lambda one: one.postcode)),
    *((name, _nothing) for name in (
        "DATE_OF_DEATH", "ADDRESS_LINE1", "ADDRESS_LINE2", "ADDRESS_LINE3", "ADDRESS_LINE4", "ADDRESS_LINE5",
        "ADDRESS_DATE", "GP_PRACTICE_CODE", "GP_REGISTRATION_DATE", "NHAIS_POSTING_ID", "AS_AT_DATE",
        "LOCAL_PATIENT_ID", "INTERNAL_ID", "TELEPHONE_NUMBER", "MOBILE_NUMBER", "EMAIL_ADDRESS",
    )),
)  # fmt: skip
"""Column of the request -> what stands in it."""

RESPONSE: dict[str, tuple[str, ...]] = {
    "reference": ("UNIQUE REFERENCE", "UNIQUE_REFERENCE"),
    "code": ("ERROR_SUCCESS_CODE",),
    "matched": ("MATCHED_NHS_NO",),
    "requested": ("REQ_NHS_NUMBER", "REQ_NHS_NO", "NHS_NO"),
    "last_name": ("FAMILY_NAME",),
    "first_name": ("GIVEN_NAME",),
    "born": ("DATE_OF_BIRTH",),
    "died_on": ("DATE_OF_DEATH",),
    "death_status": ("DEATH_NOTIFICATION_STATUS", "DEATH_STATUS"),
    "line1": ("ADDRESS_LINE1",),
    "line2": ("ADDRESS_LINE2",),
    "line3": ("ADDRESS_LINE3",),
    "line4": ("ADDRESS_LINE4",),
    "line5": ("ADDRESS_LINE5",),
    "postcode": ("POSTCODE",),
}
"""What we read -> the names its column may have."""

NEEDED = ("reference", "born", "died_on")
MOST_LINES = 30_000
_NOT_A_RESULT = "This is not a result of the Demographics Batch Service: "


def write(people: list[Subject]) -> str:
    """Return the list to be sent."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([name for name, _ in REQUEST])
    writer.writerows([_plain(of(one)) for _, of in REQUEST] for one in people)
    return text.getvalue()


def read(data: bytes) -> list[Answer]:
    """Return what a result says, in its order; refused with a sentence where it is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise NotAResult(_NOT_A_RESULT + "it is no CSV file. Load the file as it came.")
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if any(map(str.strip, row))]
    except csv.Error:
        raise NotAResult(_NOT_A_RESULT + "a quotation mark is not closed. Load the file as it came.") from None
    if len(rows) > MOST_LINES:
        raise NotAResult(f"{_NOT_A_RESULT}it has more than {MOST_LINES:,} rows.")
    columns = _columns(rows[0] if rows else [])
    return [_answer({name: _cell(row, place) for name, place in columns.items()}) for row in rows[1:]]


def day(text: str) -> datetime.date | None:
    """Return the day in YYYYMMDD, with or without a time behind it or hyphens in it; None for anything else."""
    digits = text.replace("-", "")
    if not re.fullmatch(r"[0-9]{8}(?:[T ]?[0-9:]{4,8})?", digits):
        return None
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _columns(header: list[str]) -> dict[str, int]:
    named = {re.sub(r"[\s_]+", " ", name).strip().upper(): place for place, name in reversed(list(enumerate(header)))}
    found = {}
    for field, names in RESPONSE.items():
        for name in names:
            if (place := named.get(name.replace("_", " "))) is not None:
                found[field] = place
                break
    if missing := [RESPONSE[field][0] for field in NEEDED if field not in found]:
        raise NotAResult(f"{_NOT_A_RESULT}it has no column {missing[0]}. Load the file as it came.")
    return found


def _answer(cells: dict[str, str]) -> Answer:
    number = cells.get("matched") if "matched" in cells else cells.get("requested", "")
    return Answer(
        reference=cells["reference"].upper(),
        code=cells.get("code", ""),
        nhs_number=re.sub(r"\D", "", number or ""),
        last_name=cells.get("last_name", ""),
        first_name=cells.get("first_name", ""),
        born=day(cells["born"]),
        died_on=cells["died_on"],
        death_status=cells.get("death_status", "").upper(),
        address="\n".join(line for n in range(1, 6) if (line := cells.get(f"line{n}", ""))),
        postcode=cells.get("postcode", ""),
    )


def _cell(row: list[str], place: int) -> str:
    text = " ".join(row[place].split()) if place < len(row) else ""
    return "".join(sign for sign in text if sign.isprintable())  # what cannot be seen must not hide a death


def _plain(text: str) -> str:
    """Keep what could be a formula or break a line out of the file; names are letters, hyphens, apostrophes."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", text).lstrip("=+-@ ")
