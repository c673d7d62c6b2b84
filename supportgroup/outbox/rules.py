"""Decisions about one message: what staff may do with it, and when it is tried again."""

import datetime
import re
from dataclasses import dataclass

from .choices import Channel, Lane, State, Verdict

HANDED_OVER = "GOV.UK Notify prints and posts these letters."
MAIL_SERVER_AWAY = "The mail server did not answer. We try again by ourselves."

_LINK = re.compile(r"(https?://[^\s/<>\"]+)[^\s<>\"]*")
_HREF = re.compile(r"""\shref\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_TYPED_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


def share_of(waiting: int, *, most: int, places: int) -> int:
    """Return how many messages one process takes at once, of so many that wait.

    While enough wait for everybody it is the most it may hold. Towards the end it is half of its share, so that no
    process is left alone with a whole batch while the others have nothing to do.
    """
    return most if waiting >= most * places else max(1, waiting // (2 * places))


def places_in_lane(*, urgent: bool, connections: int, is_capped: bool) -> int:
    """Return how many processes may send from one lane at once, given how many connections the mail server takes.

    One connection is kept for what is urgent. Under a cap one process sends as fast as it may, and with others in
    line before it a sign-in code would wait for several turns in place of one.
    """
    return 1 if urgent or is_capped else max(1, connections - 1)


def why_not_try_again(*, state: str, channel: str) -> str | None:
    """Return the reason a message cannot be queued again, or None if it can."""
    if state in (State.FAILED, State.HELD):
        return None
    if state == State.CANCELLED:
        return "This message was cancelled. That is final."
    if state == State.UNSURE:
        return "We are not sure whether this message arrived. Say first whether it did."
    return "This letter is on its way." if channel == Channel.LETTER else "This message is on its way or has gone."


def why_not_hold(*, state: str) -> str | None:
    """Return the reason a waiting message cannot be held, or None if it can."""
    if state in (State.QUEUED, State.TO_APPROVE):
        return None
    return "Only a message that waits can be held. This one has moved on."


def why_not_cancel(*, state: str) -> str | None:
    """Return the reason a message cannot be cancelled for good, or None if it can."""
    if state == State.CANCELLED:
        return "This message is cancelled already."
    if state in (State.TO_APPROVE, State.QUEUED, State.HELD, State.FAILED):
        return None
    return "Only a message that has not gone can be cancelled. This one has moved on."


def why_not_send_once_more(*, state: str, lane: str, was: str = "") -> str | None:
    """Return the reason a message cannot be sent a second time, or None if it can. was: its state on the page."""
    if was and was != state:
        return "Somebody has already dealt with this message."
    if lane == Lane.URGENT:
        return "Messages for signing in are not sent again. The person asks for a new one."
    if state in (State.SENT, State.UNSURE):
        return None
    return "This message has not gone yet, so it cannot be sent again."


def why_not_approve(
    *, verdict: str, asked_by: int | None, by: int | None, seen: str | None, found: str | None, count: int
) -> str | None:
    """Return the reason somebody cannot approve or refuse a batch, or None if they can.

    asked_by, by: keys of users. seen, found: marks of exactly which messages were on the page and are in the batch.
    """
    if verdict != Verdict.WAITING:
        return "Somebody has already decided about these messages."
    if by is None:
        return "Somebody who is signed in decides about this."
    if asked_by == by:
        return "You asked for this yourself, so another person must approve it."
    if not count:
        return "None of these messages waits any more."
    return None if seen == found else "The list has changed since you looked at it. Look at the new numbers."


def needs_approval(*, count: int, size: int, asked_before: bool) -> bool:
    """Tell whether messages of one occasion wait for a second person.

    count: how many there are of this kind and occasion; size: above how many the group wants it, 0 for never;
    asked_before: whether somebody was asked about earlier ones, so that what comes later is asked about too.
    """
    return bool(size) and (count > size or asked_before)


def sent_again_needs_approval(*, count: int, size: int) -> bool:
    """Tell whether what somebody sends again waits for a second person.

    count: how many messages of the group they have sent again today, these included, one by one or together; so
    nobody gets round the size by pressing often. size: above how many the group wants a second person, 0 for never.
    """
    return bool(size) and count > size


@dataclass(frozen=True)
class Remedy:
    """What somebody can do about a message that could not go. on_the_person: it is done on the person's page."""

    words: str
    link: str = ""
    on_the_person: bool = False


def what_to_do(*, state: str, channel: str, reason: str) -> Remedy | None:
    """Return what puts right a message that could not go, by its reason, or None where nothing special does."""
    if "come later" in reason:
        return None
    if any(word in reason for word in ("address", "mailbox", "came back", "mobile", "number")):
        if "full" in reason:
            return Remedy("Their mailbox is full. Phone them, or write by letter: change how they want to be reached.",
                          "Change their details", on_the_person=True)  # fmt: skip
        what = "number" if channel == Channel.TEXT else "address"
        return Remedy(f"The {what} is wrong or missing. Ask the person for the right one, correct it, then try again.",
                      "Correct it on the person’s page", on_the_person=True)  # fmt: skip
    if state == State.FAILED and ("refused" in reason or "does not take mail from us" in reason):
        return Remedy(
            "Their mail server does not want this message. Have your IT service desk look for its id in the mail "
            "server’s log, or write by letter."
        )
    return None


def why_not_settle(*, state: str) -> str | None:
    """Return the reason nobody can say whether a message arrived, or None if they can."""
    return None if state == State.UNSURE else "Somebody has already dealt with this message."


def why_not_leave(*, state: str, needs_someone: bool) -> str | None:
    """Return the reason a message cannot be left as it is, or None if it can."""
    if state == State.UNSURE:
        return "Say whether this message arrived."
    return None if needs_someone else "Somebody has already dealt with this message."


def why_not_print_again(*, put_back: bool) -> str | None:
    """Return the reason the letters of a print run cannot be printed again, or None if they can."""
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


def why_not_hand_over(*, can: bool, handed: bool, otherwise: str | None) -> str | None:
    """Return the reason the print service cannot post a run, or None if it can. otherwise: what forbids posting it."""
    if not can:
        return "The print service does not post these letters. Print and post them here."
    return HANDED_OVER if handed else otherwise


def why_not_put_back(*, posted: bool, put_back: bool) -> str | None:
    """Return the reason a print run cannot be put back, or None if it can."""
    if posted:
        return "These letters are posted, so they cannot be put back."
    return "These letters were put back already." if put_back else None


def why_not_preview(*, lane: str) -> str | None:
    """Return the reason the words of a message are not shown to staff, or None if they are."""
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


def without_links(html: str) -> str:
    """Return an email's HTML without keys and with links that lead nowhere."""
    return _HREF.sub("", without_keys(html))


def without_keys(text: str) -> str:
    """Return a message's words with every link cut to its host and every typed code taken out.

    Both open something in the name of the person the message is for.
    """
    return _TYPED_CODE.sub("[their own code]", _LINK.sub(r"\1/[their own link]", text))
