"""Decisions about people: may we write to them, by which way, in what size of print; which record is newer."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping

from .choices import Need, Route, Standing

EMAIL, LETTER = "email", "letter"
GROWN_UP = 18
SOON_DAYS = 30
"""How long before somebody turns 18 it is said."""
LONGEST_STAY = datetime.timedelta(days=365)
_LETTERS = 8
"""Of the mark of one field."""
ORDINARY_PRINT, LARGE_PRINT = 12, 18
# A standard letter cannot give these: somebody makes the right format first (Accessible Information Standard).
OTHER_FORMATS = {
    Need.EASY_READ: "This person needs easy read, and a standard letter is not.",
    Need.AUDIO: "This person needs audio, and a standard letter cannot be heard.",
    Need.BRAILLE: "This person needs braille, and a standard letter is in print.",
    Need.BSL: "This person uses British Sign Language, and a standard letter may not be understood.",
}


def why_not_write(
    *,
    standing: str,
    do_not_contact: bool,
    needs: Iterable[str],
    email: str,
    address: str,
    channel: str | None,
    format_made: bool = False,
) -> str | None:
    """Return why nothing may be sent by this channel ("email" or "letter"), or None if it may.

    Without a channel, where none could be found, the reason is why there is none. format_made: somebody has seen to
    it that this letter reaches them in the format they need.
    """
    return why_not_contact(standing=standing, do_not_contact=do_not_contact) or _why_not_by(
        channel, needs=frozenset(needs), email=email, address=address, format_made=format_made
    )


def why_not_contact(*, standing: str, do_not_contact: bool) -> str | None:
    """Return why the person may not be contacted in any way, or None if they may."""
    if standing == Standing.DIED:
        return "This person has died."
    if standing == Standing.MOVED:
        return "This person has moved to another hospital."
    if do_not_contact:
        return "This person asked us not to contact them."
    return None


def _why_not_by(
    channel: str | None, *, needs: frozenset[str], email: str, address: str, format_made: bool
) -> str | None:
    if channel == EMAIL:
        return None if email else "There is no email address on record."
    if Need.EMAIL_NOT_LETTER in needs:
        return "This person needs email, not letters" + ("." if email else ", and there is no email address on record.")
    if not address:
        return "There is no postal address on record."
    return None if format_made else why_not_standard(needs)


def is_in_hospital(until: datetime.date | None, *, today: datetime.date) -> bool:
    """Tell whether somebody is in hospital on a day. until: the last day of their stay, if one is noted."""
    return until is not None and today <= until


def why_not_stay(until: datetime.date, *, today: datetime.date) -> str | None:
    """Return why a stay in hospital cannot be noted until this day, or None if it can."""
    if until < today:
        return "The last day in hospital must be today or in the future. Leave it empty for somebody who is at home"
    if until > today + LONGEST_STAY:
        return "The last day in hospital must be within a year. Enter an earlier day, and a later one when it comes"
    return None


def why_not_standard(needs: Iterable[str]) -> str | None:
    """Return why a standard letter is of no use to somebody with these needs, or None if it is."""
    held = frozenset(needs)
    return next((reason for need, reason in OTHER_FORMATS.items() if need in held), None)


def channel_for(*, preferred: str, needs: Iterable[str], email: str, address: str) -> str | None:
    """Return "email" or "letter": what the person prefers and we can reach them by, or None.

    Who prefers a text or a phone call gets an email where we have the address, else a letter.
    """
    if Need.EMAIL_NOT_LETTER in needs:
        return EMAIL if email else None
    possible = {EMAIL: bool(email), LETTER: bool(address)}
    wanted = (LETTER, EMAIL) if preferred == Route.LETTER else (EMAIL, LETTER)
    return next((channel for channel in wanted if possible[channel]), None)


def text_size(needs: Iterable[str], *, large: int) -> int:
    """Return the size of print for this person's letters, in points. large: theirs, if they need large print."""
    return large if Need.LARGE_PRINT in needs else ORDINARY_PRINT


def why_not_merge(
    *, same_entry: bool, same_group: bool, nhs_numbers: tuple[str, str], users: tuple[int | None, int | None]
) -> str | None:
    """Return why two entries cannot become one person, or None if they can."""
    if same_entry:
        return "This is one entry, not two."
    if not same_group:
        return "The two entries are in different groups, and stay there."
    if all(nhs_numbers) and nhs_numbers[0] != nhs_numbers[1]:
        return "The two entries have different NHS numbers, so they are two people. If one is wrong, change it first."
    if all(users) and users[0] != users[1]:
        return "Both people sign in here with an account of their own. Ask your administrator to end one of them first."
    return None


def born_years_before(day: datetime.date, years: int) -> datetime.date:
    """Return the last birthday on which somebody has this age on that day: born on it they have, a day later not.

    Who was born on 29 February is a year older on 1 March of other years (Family Law Reform Act 1969, section 9,
    and common law).
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, month=2, day=28)


def age_on(day: datetime.date, *, born: datetime.date) -> int:
    """Return somebody's age in years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: datetime.date, years: int) -> datetime.date:
    """Return the day on which somebody has this age."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return datetime.date(born.year + years, 3, 1)


def mark_of(values: Mapping[str, object]) -> str:
    """Return a mark of a record as it is; a form carries it, so that what is older overwrites nothing newer."""
    return "".join(_digest(value) for _, value in sorted(values.items()))


def changed_since(mark: str, values: Mapping[str, object]) -> list[str]:
    """Return the fields that have another value now than when the mark was made; all for a mark that is none."""
    names = sorted(values)
    old = [mark[start : start + _LETTERS] for start in range(0, len(mark), _LETTERS)]
    if len(old) != len(names):
        return names
    return [name for name, digest in zip(names, old, strict=True) if digest != _digest(values[name])]


def _digest(value: object) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:_LETTERS]


def has_withdrawn(*, standing: str, do_not_contact: bool) -> bool:
    """Tell whether somebody who lives is not to be written to any more."""
    return standing == Standing.MOVED or (standing == Standing.CURRENT and do_not_contact)
