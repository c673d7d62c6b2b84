"""Decisions about one message: what staff may do with it, and when it is tried again."""

import datetime
import re

from .choices import Channel, Lane, State

MAIL_SERVER_AWAY = "The mail server did not answer. We try again by ourselves."

_LINK = re.compile(r"(https?://[^\s/<>\"]+)[^\s<>\"]*")
_TYPED_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


def why_not_try_again(*, state: str, channel: str) -> str | None:
    """Return the reason a message cannot be queued again, or None if it can."""
    if state in (State.FAILED, State.HELD):
        return None
    if state == State.UNSURE:
        return "We are not sure whether this message arrived. Say first whether it did."
    return "This letter is on its way." if channel == Channel.LETTER else "This message is on its way or has gone."


def why_not_hold(*, state: str) -> str | None:
    """Return the reason a waiting message cannot be held, or None if it can."""
    if state == State.QUEUED:
        return None
    return "Only a message that waits can be held. This one has moved on."


def why_not_settle(*, state: str) -> str | None:
    """Return the reason nobody can say whether a message arrived, or None if they can."""
    return None if state == State.UNSURE else "Somebody has already dealt with this message."


def why_not_leave(*, state: str, needs_someone: bool) -> str | None:
    """Return the reason a message cannot be left as it is, or None if it can."""
    if state == State.UNSURE:
        return "Say whether this message arrived."
    return None if needs_someone else "Somebody has already dealt with this message."


def why_not_print_again(*, posted: bool, put_back: bool) -> str | None:
    """Return the reason the letters of a print run cannot be downloaded, or None if they can."""
    if posted:
        return "These letters are posted. They are not kept, so there is nothing to download."
    return "This print run was put back, so there is nothing to download." if put_back else None


def why_not_post(*, posted: bool, put_back: bool, printed: int, confirmed: int) -> str | None:
    """Return the reason a print run cannot be said to be posted, or None if it can.

    printed: how many letters are in it now; confirmed: how many there were on the page that asked.
    """
    if posted:
        return "Somebody has already said that these letters are posted."
    if put_back:
        return "This print run was put back. Its letters wait to be printed again."
    if printed != confirmed:
        return "A letter was held after you opened this page. Take it out of the pile, then say that they are posted."
    return None if printed else "No letter is left in this print run. Put it back."


def why_not_put_back(*, posted: bool, put_back: bool) -> str | None:
    """Return the reason a print run cannot be put back, or None if it can."""
    if posted:
        return "These letters are posted, so they cannot be put back."
    return "These letters were put back already." if put_back else None


def why_not_preview(*, channel: str, lane: str) -> str | None:
    """Return the reason the words of a message are not shown to staff, or None if they are."""
    if channel == Channel.LETTER:
        return "Letters are shown when they are printed."
    if lane == Lane.URGENT:
        return "Messages for signing in are shown to nobody but the person they are for."
    return None


def minutes_until_next_try(*, tries: int, first: int, longest: int) -> int:
    """Return how many minutes to wait after so many tries: doubled each time, up to the longest."""
    return int(min(first * 2 ** min(tries - 1, 30), longest))


def gone_by(*, now: datetime.datetime, waiting: int, a_minute: int) -> datetime.datetime | None:
    """Return when the last of so many emails will have gone, or None where nothing slows them down."""
    if not a_minute or not waiting:
        return None
    return now + datetime.timedelta(minutes=waiting / a_minute)


def without_keys(text: str) -> str:
    """Return a message's words with every link cut to its host and every typed code taken out.

    Both open something in the name of the person the message is for.
    """
    return _TYPED_CODE.sub("[their own code]", _LINK.sub(r"\1/[their own link]", text))
