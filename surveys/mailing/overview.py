"""What the survey's page shows: figures, the picture by week, three tables and the sums, all in counts."""

import datetime
from collections.abc import Sequence
from typing import Any

from supportgroup import clock
from supportgroup.ui.charts import Event, Line
from supportgroup.ui.wording import counted, full_day, listed, percentage, share, short_day

from . import weeks
from .choices import MailingState, Outcome
from .models import Mailing
from .rules import IN_ADJUSTED_RATE, adjusted_rate, asked, could_reply, raw_rate
from .sampling import Reach
from .standing import Standing

EVENT_WORDS = {"invitation": "First mailing", "reminder": "Reminder", "final": "Final reminder"}
ROW_WORDS = EVENT_WORDS | {"invitation": "First"}
NEVER = {Outcome.DIED: "Never again", Outcome.NEVER_MAILED: "Never"}
NEAR_USUAL = 10
"""Percentage points within which a share counts as usual."""


def figures(standing: Standing, *, who_url: str, closed: bool) -> list[dict[str, Any]]:
    """Return the four numbers of the strip. who_url: where the names are, or "" for those who do not see them."""
    counts = standing.outcomes
    everybody, possible = asked(counts), could_reply(counts)
    words = "did not reply" if closed else "not yet replied"
    not_yet: dict[str, Any] = {"number": counts.get(Outcome.NOT_RETURNED, 0), "words": words}
    if who_url:
        not_yet |= {"url": who_url, "url_text": "see who"}
    return [
        {"number": f"{standing.replied} of {everybody}", "words": "people replied"},
        {"number": percentage(raw_rate(counts)), "label": "Raw rate", "words": f"of the {everybody} asked"},
        {
            "number": percentage(adjusted_rate(counts)),
            "label": "Adjusted rate",
            "words": f"of the {possible} who could have replied",
        },
        not_yet,
    ]


def finding(standing: Standing) -> str:
    """Return the picture's sentence: what share came before the first reminder, and whether that is usual."""
    if not standing.replied:
        return "Nobody has replied yet"
    if len(standing.by_mailing) < 2:  # noqa: PLR2004  the invitation and one reminder
        return f"{counted(standing.replied, 'person has', 'people have')} replied so far"
    before = round(100 * standing.by_mailing[0] / standing.replied)
    usual = abs(before - weeks.USUAL_BEFORE_REMINDER) <= NEAR_USUAL
    end = "as is usual" if usual else f"{weeks.USUAL_BEFORE_REMINDER}% is usual"
    return f"{before}% of replies came before the first reminder, {end}"


def picture(standing: Standing, mailings: Sequence[Mailing], *, today: datetime.date, closes_on: datetime.date) -> Line:
    """Return replies so far over the weeks, with a line where each mailing went."""
    sent = [mailing for mailing in mailings if mailing.state == MailingState.SENT]
    first = sent[0].sent_on
    now, last = _week(min(today, closes_on), first), _week(closes_on, first)
    events = [Event(_week(mailing.sent_on, first), EVENT_WORDS[mailing.kind]) for mailing in sent]
    known = dict(weeks.so_far(standing.by_week, until=int(now)))
    known |= {event.at: sum(standing.by_mailing[:place]) for place, event in enumerate(events)}
    points = sorted((known | {now: standing.replied}).items())
    return Line(
        title=f"People who replied, out of {asked(standing.outcomes)} asked, by week",
        points=points,
        top=_round_top(asked(standing.outcomes)),
        last=max(last, 1),
        ticks=_ticks([_week(mailing.sent_on or mailing.planned_on, first) for mailing in mailings[1:]], last),
        events=[*events, Event(last, "Closes")],
        labels=_labels(standing.by_mailing, [event.at for event in events], points) if standing.replied else {},
        usual=weeks.usual(
            asked=asked(standing.outcomes),
            reminder=_week(mailings[1].sent_on or mailings[1].planned_on, first) if len(mailings) > 1 else None,
            close=max(last, 1),
        ),
    )


def mailings_table(standing: Standing, mailings: Sequence[Mailing]) -> dict[str, Any]:
    """Return how each mailing did; one that has not gone says when it will, or why it does not."""
    rows, replies = [], [*standing.by_mailing, *[None] * len(mailings)]
    for mailing, came in zip(mailings, replies, strict=False):
        gone = mailing.state == MailingState.SENT
        rows.append([
            {"text": ROW_WORDS[mailing.kind]},
            {"text": _when(mailing), "label": "Sent"},
            _number(mailing.people if gone else "", "People"),
            _number(came if gone else "", "Replies"),
            _number(share(came or 0, standing.replied, 0) if gone and standing.replied else "", "Share"),
        ])  # fmt: skip
    written = sum(mailing.people for mailing in mailings if mailing.state == MailingState.SENT)
    return {
        "caption": "How each mailing did",
        "caption_hidden": True,
        "columns": _columns("Mailing", "Sent", "People", "Replies", "Share", numbers=3),
        "rows": rows,
        "foot": [
            {"text": "All"},
            {"text": ""},
            _number(written, "People"),
            _number(standing.replied, "Replies"),
            {"text": ""},
        ],
    }


def outcomes(standing: Standing) -> list[dict[str, Any]]:
    """Return what happened to everybody, the most frequent first, with what each code means for letters and rates."""
    ordered = sorted(standing.outcomes.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {
            "code": code,
            "meaning": Outcome(code).label,
            "people": people,
            "write_again": "Yes" if code == Outcome.NOT_RETURNED else NEVER.get(Outcome(code), "No"),
            "in_adjusted_rate": "Yes" if code in IN_ADJUSTED_RATE else "No",
        }
        for code, people in ordered
    ]


def sums(standing: Standing) -> dict[str, str]:
    """Return both rates written out, and why they differ."""
    counts = standing.outcomes
    replied, everybody, possible = standing.replied, asked(counts), could_reply(counts)
    parts = [counts.get(code, 0) for code in (Outcome.RETURNED, Outcome.OPTED_OUT, Outcome.NOT_RETURNED)]
    adjusted = f"{replied} ÷ ({' + '.join(map(str, parts))}) = {replied} ÷ {possible}"
    return {
        "raw": f"{replied} ÷ {everybody} = {percentage(raw_rate(counts))}",
        "adjusted": f"{adjusted} = {percentage(adjusted_rate(counts))}",
        "why": _why_two_rates(everybody - possible),
    }


def _why_two_rates(out: int) -> str:
    if not out:
        return "Nobody has died, moved or turned out not to be eligible so far, so both rates are the same."
    people = "person who died, had moved or was" if out == 1 else "people who died, had moved or were"
    return (
        f"The {out} {people} not eligible could not have replied, so the adjusted rate leaves them out. "
        "Give both, with the numbers."
    )


def _week(on: datetime.date | None, first: datetime.date | None) -> float:
    return round((on - first).days / weeks.WEEK, 2) if on and first else 0


def _round_top(most: int) -> int:
    """Return the top of the scale: a number that four steps divide evenly."""
    steps = (1, 2, 5, 10, 15, 20, 25, 50, 75, 100, 150, 200, 250, 500, 1000, 2500, 5000, 10_000, 100_000)
    return 4 * next(step for step in steps if 4 * step >= most)


def _ticks(reminders: Sequence[float], last: float) -> list[tuple[float, str]]:
    return [(0, "Start"), *((at, f"Week {at:g}") for at in reminders if at == int(at)), (last, f"Week {int(last)}")]


def _labels(
    by_mailing: Sequence[int], starts: Sequence[float], points: Sequence[tuple[float, float]]
) -> dict[float, str]:
    """Return words at the point where each next mailing went, and at the last point."""
    labels, so_far = {}, 0
    for number, came in enumerate(by_mailing):
        so_far += came
        at = starts[number + 1] if number + 1 < len(starts) else points[-1][0]
        labels[at] = f"{so_far} {'reply' if so_far == 1 else 'replies'}" if number == 0 else f"{so_far}, {came} more"
    return labels


def _when(mailing: Mailing) -> str:
    if mailing.state == MailingState.SENT and mailing.sent_on:
        return _day_and_month(mailing.sent_on)
    words = str(mailing.get_state_display()).lower()
    return (
        words.capitalize()
        if mailing.state == MailingState.CANCELLED
        else f"{_day_and_month(mailing.planned_on)}, {words}"
    )


def _day_and_month(value: datetime.date) -> str:
    return short_day(value).split(" ", 1)[1]


def _number(value: object, label: str) -> dict[str, Any]:
    return {"text": str(value), "number": True, "label": label}


def _columns(*names: str, numbers: int) -> list[dict[str, Any]]:
    """Return the headings; the last so many stand over numbers."""
    return [{"text": name, "number": place >= len(names) - numbers} for place, name in enumerate(names)]


def in_numbers(found: Reach) -> str:
    """Return "sends 61 letters and 39 emails", and who is to be phoned."""
    written = _letters_and_emails(found)
    sends = f"sends {written}" if written else "sends nothing"
    calls = len(found.calls)
    return f"{sends} and puts {counted(calls, 'person', 'people')} on the list to phone" if calls else sends


def send_button(found: Reach, *, second_person: bool = False) -> str:
    """Return the words on the button: "Send 61 letters and 39 emails". second_person: somebody approves them first."""
    written = _letters_and_emails(found)
    if not written:
        return "Put them on the list to phone"
    return f"Ask for approval of {written}" if second_person else f"Send {written}"


def needs_second_person(found: Reach, *, size: int) -> bool:
    """Tell whether so many messages wait for another person. size: above how many, 0 for never."""
    return bool(size) and len(found.asked) - len(found.calls) > size


def _letters_and_emails(found: Reach) -> str:
    numbers = ((len(found.letters), "letter"), (len(found.emails), "email"), (len(found.texts), "text message"))
    return listed([counted(number, what) for number, what in numbers if number])


def what_was_sent(mailing: Mailing, *, to_approve: int = 0) -> str:
    """Return what happens next with what has just been sent. to_approve: how many wait for a second person."""
    told = []
    later = mailing.planned_on > clock.today()
    when = f"on {full_day(mailing.planned_on)}" if later else "in a moment"
    if to_approve:
        waits = counted(to_approve, "message waits", "messages wait")
        told.append(f"{waits} for a second person to approve. Nothing has gone yet.")
    elif mailing.emails:
        told.append(f"{counted(mailing.emails, 'email goes', 'emails go')} {when}.")
    if mailing.texts and not to_approve:
        told.append(f"{counted(mailing.texts, 'text message goes', 'text messages go')} {when}.")
    if mailing.letters and not to_approve:
        told.append(f"{counted(mailing.letters, 'letter waits', 'letters wait')} to be printed and posted.")
    if mailing.calls:
        told.append(f"{counted(mailing.calls, 'person is', 'people are')} on the list to phone.")
    return " ".join(told)
