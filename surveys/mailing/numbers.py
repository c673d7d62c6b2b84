"""Record numbers such as QVT1042-K: the group's three letters, a running number, and a check letter.

The check letter is a weighted sum of the digits modulo the prime 23. Neighbouring weights differ and none is 0, so
every single wrong digit and every pair of swapped neighbours is caught.
"""

import re

CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""23 letters: without I, O and Q, which look like figures."""
SHAPE = re.compile(r"(?P<prefix>[A-Z]{3})?(?P<digits>[0-9]{4,7})(?P<letter>[A-Z])?")


def record_number(prefix: str, number: int) -> str:
    """Return "QVT1042-K" for "qvt" and 1042."""
    digits = str(number)
    return f"{prefix.upper()}{digits}-{_check_letter(digits)}"


def read_record_number(text: str, *, prefix: str) -> str | None:
    """Return the record number that was typed, in its one spelling, or None where `why_not_read` has a reason.

    Small letters, spaces, a missing dash and a missing prefix are all taken.
    """
    return None if why_not_read(text, prefix=prefix) else record_number(prefix, int(_parts(text)["digits"]))


def why_not_read(text: str, *, prefix: str) -> str | None:
    """Return what is wrong with a typed record number, as a sentence that says what to do, or None."""
    example = record_number(prefix, 1042)
    parts = _parts(text)
    if not parts:
        return f"Enter the whole record number, such as {example}"
    if parts["prefix"] not in (None, prefix.upper()):
        return f"Record numbers here begin with {prefix.upper()}. This slip may belong to another service"
    if parts["letter"] is None:
        return f"Enter the letter at the end too, as in {example}"
    if parts["letter"] != _check_letter(parts["digits"]):
        return "The letter at the end does not fit the number. Look at each digit on the slip and type it again"
    return None


def _parts(text: str) -> dict[str, str]:
    found = SHAPE.fullmatch(re.sub(r"[\s\-‐‑–—]", "", text).upper())
    return found.groupdict() if found else {}


def _check_letter(digits: str) -> str:
    """Return the letter for these digits; the weight of a digit is its place from the right, plus 1."""
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), start=2))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)]
