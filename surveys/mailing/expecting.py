"""How many will have replied by the close: an estimate by the chain ladder, with its range in plain words.

The chain ladder divides what has come by the share that has usually come by then. The one share that is published is
63% before the first reminder (43,756 of 69,348 replies, NHS inpatient survey 2009). What comes after it is spread over
the reminders so that each brings the same part of what the mailing before it brought.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from .choices import MailingState
from .models import Mailing

FEWEST, FIRST_DAYS = 10, 7
"""Replies and days after the first mailing before anything is said."""
EITHER_WAY = 0.10
"""By how much the usual share may be another in this survey: it differs from survey to survey."""
PART_OF_THE_LAST = 0.4138
"""What each reminder brings of what the mailing before it brought: with two reminders 63% come before the first."""


@dataclass(frozen=True)
class Expected:
    """How many will have replied by the close: about so many, and from the least to the most that is likely."""

    about: int
    least: int
    most: int


def usual_shares(mailings: int) -> list[float]:
    """Return which part of all replies each of so many mailings usually brings; together 1."""
    parts = [PART_OF_THE_LAST**number for number in range(mailings)]
    return [part / sum(parts) for part in parts]


def expected(*, replied: int, waiting: int, mailings: int, sent: int, elapsed: float) -> Expected | None:
    """Return what is expected by the close, or None where it is too early to say.

    replied: so far; waiting: who may still reply. mailings: how many there are in all; sent: how many have gone.
    elapsed: which part of the time from the last that went to the next one, or to the close, is over: 0 to 1.
    """
    if replied < FEWEST or not 0 < sent <= mailings:
        return None
    shares = usual_shares(mailings)
    evenly, all_in = sum(shares[: sent - 1]) + shares[sent - 1] * elapsed, sum(shares[:sent])
    everybody = replied + waiting

    def in_all(share: float) -> int:
        return max(replied, min(round(replied / share), everybody)) if share > 0 else everybody

    late = sent == mailings and elapsed >= 1
    spread = 0.0 if late else EITHER_WAY
    return Expected(
        about=in_all((evenly + all_in) / 2), least=in_all(min(all_in + spread, 1)), most=in_all(evenly - spread)
    )


def of_survey(
    waves: Sequence[Mailing], *, replied: int, waiting: int, today: datetime.date, closes_on: datetime.date
) -> Expected | None:
    """Return what is expected of an open survey on a day, or None where it is too early to say."""
    alive = [wave for wave in waves if wave.state != MailingState.CANCELLED]
    gone = [wave for wave in alive if wave.state == MailingState.SENT and wave.sent_on and wave.sent_on <= today]
    if not gone or not gone[0].sent_on or (today - gone[0].sent_on).days < FIRST_DAYS:
        return None
    last = gone[-1].sent_on or today
    following = [wave.planned_on for wave in alive if wave.state != MailingState.SENT]
    until = min([*following, closes_on])
    elapsed = min((today - last).days / max((until - last).days, 1), 1.0)
    return expected(replied=replied, waiting=waiting, mailings=len(alive), sent=len(gone), elapsed=elapsed)


def in_words(found: Expected | None, *, asked: int) -> str:
    """Return the estimate as a sentence."""
    if found is None:
        return "It is too early to say how many will have replied by the close."
    if found.least == found.most:
        return f"By the close about {found.about:,} of {asked:,} will have replied."
    return (
        f"By the close about {found.about:,} of {asked:,} will have replied, "
        f"most likely between {found.least:,} and {found.most:,}."
    )
