"""Decisions about consent: what an answer means beside the one before, and what it allows."""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping

from .choices import Membership, Purpose, Said
from .statements import ROUTE_BOXES

ADULT = 18
_CODE = re.compile(r"^([A-Z])-(\d+)\.(\d+)$")
_BY = {"letter": "letter", "email": "email", "text": "text message", "phone": "phone"}


def what_was_said(*, ticked: bool, before: str | None) -> Said:
    """Return what a box says: empty after a yes takes the yes back, empty otherwise is a no."""
    if ticked:
        return Said.YES
    return Said.WITHDRAWN if before in (Said.YES, Said.WITHDRAWN) else Said.NO


def why_not_record(
    *, given_on: datetime.date, today: datetime.date, standing: str, ticked: Collection[str], asked: Collection[str]
) -> str | None:
    """Return why these answers cannot be recorded, or None if they can.

    ticked: the purposes somebody said yes to; asked: those that the version has a box for.
    """
    if standing == "died":
        return "This person has died, so nothing can be recorded."
    if given_on > today:
        return "The answer cannot be dated in the future. Type the day on which they gave it."
    if set(ticked) - set(asked):
        return "A box was ticked that this version does not have. Open the page again."
    return None


def why_not_type_late(
    *, given_on: datetime.date, today: datetime.date, ticked: Collection[str], taken_back: Collection[str]
) -> str | None:
    """Return why a sheet of an earlier day cannot be recorded, or None if it can.

    taken_back: what they withdrew on the very day of the sheet. Nobody can tell which came last: the yes must not win.
    """
    both = sorted(set(ticked) & set(taken_back)) if given_on < today else []
    if not both:
        return None
    return (
        f"They took this back on the same day: {Purpose(both[0]).label}. Ask them what holds, "
        "then record it with the day on which they told you."
    )


def why_not_withdraw(in_force: Mapping[str, str], purposes: Iterable[str]) -> str | None:
    """Return why nothing can be withdrawn, or None if something can. in_force: purpose -> what was said last."""
    if any(in_force.get(purpose) == Said.YES for purpose in purposes):
        return None
    return "There is nothing to withdraw here: no yes is in force. Somebody may have withdrawn it a moment ago."


def why_not_correct(
    *, in_force: int, recorded_on: datetime.date, today: datetime.date, by_themselves: bool
) -> str | None:
    """Return why a withdrawal cannot be put right as a mistake, or None if it can.

    in_force: how many of what was withdrawn in that moment is still what was said last, and was a yes before.
    """
    if by_themselves:
        return "They withdrew this themselves, online. Ask them: if they say yes again, record that."
    if recorded_on != today:
        return "This was recorded on another day. If they say yes again, record that with the day they told you."
    return None if in_force else "There is nothing to put right: another answer holds by now."


def why_not_send(purpose: str, in_force: Mapping[str, str], *, channel: str) -> str | None:
    """Return why a message of this purpose may not go by this channel, in words for staff, or None if it may.

    Somebody who has never been asked how we may contact them is written to in the usual way.
    """
    if purpose not in Purpose.values:
        return "This message needs consent of a kind that is not known here."
    label = Purpose(purpose).label
    reasons = {
        None: f"This person has not been asked about this: {label}.",
        Said.NO: f"This person said no to this: {label}.",
        Said.WITHDRAWN: f"This person has withdrawn their consent to this: {label}.",
    }
    said = in_force.get(purpose)
    if said != Said.YES:
        return reasons[Said(said) if said else None]
    if channel not in routes_allowed(in_force):
        return f"This person did not agree to contact by {_BY.get(channel, channel)}."
    return None


def routes_allowed(in_force: Mapping[str, str]) -> set[str]:
    """Return the ways by which somebody agreed to be contacted; all where they have never been asked."""
    said = {route: in_force.get(purpose) for route, purpose in ROUTE_BOXES.items()}
    if not any(said.values()):
        return set(said)
    return {route for route, answer in said.items() if answer == Said.YES}


def membership(*, said: str | None, was_asked: bool) -> Membership:
    """Return where somebody stands with the group, from their last answer to joining it."""
    if said is None:
        return Membership.ASKED if was_asked else Membership.NOT_ASKED
    return {Said.YES: Membership.MEMBER, Said.NO: Membership.DECLINED, Said.WITHDRAWN: Membership.LEFT}[Said(said)]


def next_code(code: str) -> str:
    """Return the version after this one: "M-1.1" after "M-1.0"."""
    match = _CODE.match(code)
    if match is None:
        raise ValueError(code)
    letter, large, small = match.groups()
    return f"{letter}-{large}.{int(small) + 1}"


def why_not_reword(*, answers: int) -> str | None:
    """Return why a version's wording cannot be changed, or None if it can."""
    if answers:
        return "Somebody has answered this version, so its wording stays as it is. Write a new version."
    return None


def youngest_birthday(today: datetime.date) -> datetime.date:
    """Return the latest date of birth of somebody who is 18 today."""
    try:
        return today.replace(year=today.year - ADULT)
    except ValueError:  # 29 February
        return today.replace(year=today.year - ADULT, day=28)


def shown_names(names: Iterable[tuple[str, str]]) -> list[str]:
    """Return first names, with the initial of the last name only where two people here share a first name."""
    known = [(first.strip(), last.strip()) for first, last in names]
    first_names = [first.casefold() for first, _ in known]
    return [
        f"{first} {last[:1]}".strip() if first_names.count(first.casefold()) > 1 else first for first, last in known
    ]
