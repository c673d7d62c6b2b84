"""What the survey waits for: one step, with one button, for whoever looks."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from supportgroup.ui.wording import counted, full_day, listed
from surveys.questionnaire.choices import SurveyState

from .models import Mailing


@dataclass(frozen=True)
class Step:
    """The panel at the top of the page; without a button it only says what happens by itself."""

    heading: str
    text: str
    button: str = ""
    url: str = ""
    second_text: str = ""
    second_url: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Situation:
    """What the step is chosen by.

    next_mailing: the first that has not gone. to_approve: how many messages wait for a second person.
    waiting_letters: how many wait to be printed; of both those that this user may see.
    wishes: how many people asked us for something; 0 for those who do not see names. url: an address by its name.
    """

    state: str
    closes_on: datetime.date | None
    today: datetime.date
    chosen: bool
    sent: bool
    check_in_date: bool
    next_mailing: Mailing | None
    not_replied: int
    waiting_letters: int
    to_approve: int
    wishes: int
    may_write: bool
    may_send: bool
    may_close: bool
    url: Callable[[str], str]


def next_step(now: Situation) -> Step:
    """Return the step this survey waits for."""
    before = {
        SurveyState.DRAFT: _draft,
        SurveyState.OPENING: _opening,
        SurveyState.CLOSING: _closing,
        SurveyState.CLOSED: _closed,
    }.get(SurveyState(now.state))
    if before:
        return before(now)
    return _sent(now) if now.sent else _to_send(now)


def how_many(mailing: Mailing) -> str:
    """Return "24 emails and 29 letters"."""
    parts = [(mailing.emails, "email"), (mailing.letters, "letter"), (mailing.texts, "text message")]
    return listed([counted(number, what) for number, what in parts if number]) or "no letters"


def _draft(now: Situation) -> Step:
    if not now.may_write:
        return Step("A nurse is writing the questions", "Once it is open, you can choose whom to ask and send it.")
    return Step(
        "Finish the questions, then open the survey",
        "Nobody is asked anything yet. Once it is open, everybody answers the same questions.",
        "Go to the questionnaire",
        now.url("questionnaire"),
    )


def _opening(now: Situation) -> Step:
    return Step("The survey opens in a moment", "Its key is being made. This page looks again by itself.")


def _closing(now: Situation) -> Step:
    text = "All answers are opened together and shuffled. No more replies are taken."
    if not now.may_close:
        return Step("The survey is being closed", text)
    return Step("The survey is being closed", text, "See how far it is", now.url("close_survey"))


def _closed(now: Situation) -> Step:
    text = "The names of those who were asked and what they answered were never put together, and cannot be."
    return Step("See what people said", text, "See the results", now.url("results"))


def _to_send(now: Situation) -> Step:
    if not now.may_send:
        who = (
            "A nurse chose whom to ask by their treatment, so a nurse sends them."
            if now.chosen
            else "A nurse sends them."
        )
        return Step("The invitations have not gone yet", who)
    if not now.chosen:
        text = "Filter the register. You see how many that is, and who is left out and why, before anything is sent."
        return Step("Choose whom to ask", text, "Choose people", now.url("choose_people"))
    again = ("Choose again", now.url("choose_people"))
    if not now.check_in_date:
        text = "Nothing is sent to anybody until the list has been compared with the Demographics Batch Service."
        url = now.url("record_deceased_check")
        return Step("Record the deceased check, then send", text, "Record the check", url, *again)
    text = "You see what will be sent, in numbers, before it goes."
    return Step("Check the list and send the invitations", text, "Check and send", now.url("check_mailing"), *again)


def _sent(now: Situation) -> Step:
    coming = now.next_mailing
    if coming and coming.held_because and now.may_send:
        waits = "wait" if coming.people > 1 else "waits"
        return Step(
            f"Record the deceased check: {how_many(coming)} {waits}",
            f"The {coming.get_kind_display().lower()} is held. {coming.held_because}",
            "Record the check",
            now.url("record_deceased_check"),
            urgent=True,
        )
    if now.to_approve:
        waits = counted(now.to_approve, "message waits", "messages wait")
        text = "Nothing of it goes until somebody other than the person who asked has approved it."
        return Step(f"{waits} for a second person", text, "Go to Messages", now.url("messages"))
    if now.waiting_letters:
        heading = f"Print and post {counted(now.waiting_letters, 'letter')}"
        text = "They wait in Messages, in one print run for each mailing."
        return Step(heading, text, "Go to Messages", now.url("messages"))
    if now.wishes:
        heading = f"{counted(now.wishes, 'person', 'people')} asked for a call or another format"
        text = "They are not reminded until that is done."
        return Step(heading, text, "See who", now.url("who_replied") + "?show=wishes")
    return _by_itself(now)


def _by_itself(now: Situation) -> Step:
    close = ("", "", "Close it early", now.url("close_survey")) if now.may_close else ()
    last = f"The survey closes on {full_day(now.closes_on)}." if now.closes_on else ""
    if now.not_replied == 0:
        return Step("Everybody has been heard from", last, *close)
    coming = now.next_mailing
    people = counted(now.not_replied, "person has", "people have")
    if coming is None:
        return Step("Let the survey close", f"{people} not replied and all reminders have gone. {last}", *close)
    text = f"{people} not replied. It goes only to those who have not by then."
    return Step(f"The {coming.get_kind_display().lower()} goes on {full_day(coming.planned_on)}", text, *close)
