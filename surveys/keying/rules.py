"""Decisions about paper forms: whether one is kept, its number, whether it is keyed twice, how the keyings agree."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from supportgroup.ui.wording import counted, share
from surveys.questionnaire.choices import SurveyState

HIGHEST_NUMBER = 99_999
NO_NUMBER = (
    f"Enter the number that is written on the form: 1 to {HIGHEST_NUMBER:,}. Write the next one on it if it has none."
)
NOT_OPEN = "This survey is not open, so forms can no longer be kept. Put the form with those that came too late."


def is_open(state: str) -> bool:
    """Tell whether forms of a survey are keyed in."""
    return state == SurveyState.OPEN


def why_not_key_in(*, state: str, answers: Mapping[str, Any]) -> str | None:
    """Return why a keyed form is not kept, or None if it is."""
    if not is_open(state):
        return NOT_OPEN
    if not answers:
        return (
            "Nothing is crossed or written on this form, so there is nothing to keep. Put it with the blank forms: "
            "a blank form is not counted as a reply."
        )
    return None


def read_number(typed: str) -> int | None:
    """Return the number that is written on a form, or None where what was typed is none."""
    digits = typed.strip()
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(HIGHEST_NUMBER)):
        return None
    return int(digits) or None


def next_free(taken: Collection[int]) -> int:
    """Return the number after the highest that is taken: the one that a form without a number gets."""
    return min(max(taken, default=0) + 1, HIGHEST_NUMBER)


def why_not_number(number: int, *, taken: Collection[int]) -> str | None:
    """Return why no form can be kept under this number, or None if one can."""
    if number in taken:
        return f"A form with the number {number} has been keyed in already."
    return None


def is_drawn(roll: int, *, percent: int) -> bool:
    """Tell whether a form is keyed a second time. roll: a random number from 0 to 99."""
    return roll < percent


def why_not_key_again(*, state: str, is_own: bool, is_done: bool) -> str | None:
    """Return why somebody cannot key a drawn form a second time, or None if they can."""
    if not is_open(state):
        return NOT_OPEN
    if is_done:
        return "This form has been keyed a second time already. Take the next one."
    if is_own:
        return "You keyed this form yourself. Somebody else keys it the second time: leave it in the tray."
    return None


def why_not_settle(*, state: str, differs: Sequence[str] | None, is_done: bool) -> str | None:
    """Return why nothing can be settled for a form, or None if it can."""
    if not is_open(state):
        return NOT_OPEN
    if is_done:
        return "This form has been settled already. Take the next one."
    if not differs:
        return "There is nothing to settle for this form."
    return None


def agreement(*, compared: int, differing: Mapping[str, int], lines: int) -> str:
    """Return in words how often two keyings of a form differ. lines: how many answers a form can have."""
    if not compared:
        return "No form has been keyed twice yet."
    apart, of = sum(differing.values()), compared * lines
    both = counted(compared, "form was", "forms were")
    if not apart:
        return f"{both} keyed twice, and every answer agreed."
    return f"{both} keyed twice. {apart} of {of} answers differed ({share(apart, of, 1)})."
