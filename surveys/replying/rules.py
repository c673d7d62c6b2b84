"""Decisions about taking a reply, the way through the questions, slips against forms and closing."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from supportgroup.ui.wording import counted
from surveys.answers.rules import LEAST_OPENED, are_too_few
from surveys.mailing.choices import Outcome
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.routing import Question, next_number, on_route, path

from .choices import Shut

Answers = Mapping[str, Any]
NEVER_OPENED = f"Fewer than {LEAST_OPENED} answers are never opened: with so few, somebody might be recognised."
"""Said wherever so few came."""
LOST = (
    "The key of this survey was lost, so nobody could open its answers. They are deleted: nobody will ever read them."
)
"""Said wherever a survey was closed without its key."""
TWO_PEOPLE = "Two people declare a key lost: one says so, another confirms."
UNDECIDED = Outcome.NOT_RETURNED
"""The outcome of everybody who may answer: what a page asks with that does not know whose page it is."""


def why_not_take(*, state: str, outcome: int) -> Shut | None:
    """Return why a reply with this code cannot be taken, or None if it can. The survey comes before the person."""
    if state in (SurveyState.DRAFT, SurveyState.OPENING):
        return Shut.NOT_OPEN
    if state != SurveyState.OPEN:
        return Shut.CLOSED
    if outcome == Outcome.RETURNED:
        return Shut.USED
    return None if outcome == Outcome.NOT_RETURNED else Shut.WITHDRAWN


def why_not_send(answers: Answers) -> str | None:
    """Return why these answers cannot be sent, or None if they can."""
    if not answers:
        return "You have not answered any question yet. Answer at least one, then send."
    return None


def place_after(
    questions: Sequence[Question], *, number: int, before: Answers, after: Answers, until: int
) -> tuple[int | None, int]:
    """Return the question that follows, None for the check page, and where a detour for a change ends.

    until is 0 on the way through. On a change from the check page it is the question's own number at first; if the new
    answer opens questions that were not asked before, they are asked, up to the first one that was.
    """
    following = next_number(questions, number, after.get(str(number)))
    if not until:
        return following, 0
    if until <= number:
        known = set(path(questions, before))
        until = next((n for n in path(questions, after) if n > number and n in known), 0)
    if following is None or (until and following >= until):
        return None, 0
    return following, until or questions[-1]["number"] + 1


def place_before(questions: Sequence[Question], *, number: int, answers: Answers) -> int | None:
    """Return the question that came before this one on the way, or None for the first."""
    earlier = [n for n in path(questions, answers) if n < number]
    return earlier[-1] if earlier else None


def answered(questions: Sequence[Question], answers: Answers) -> dict[str, Any]:
    """Return the answers that count: those on the way that the answers themselves lay down, blanks left out."""
    return {key: answer for key, answer in on_route(questions, answers).items() if answer}


def slips_came(*, replied: int, online: int) -> int:
    """Return how many reply slips came back: those who replied and did not do so online."""
    return max(0, replied - online)


def slips_and_forms(*, slips: int, forms: int) -> str:
    """Return in words how reply slips and keyed forms stand to each other."""
    if slips == forms:
        return "They agree." if slips else "Neither has come yet."
    if slips > forms:
        return f"{counted(slips - forms, 'more slip')} than forms."
    return f"{counted(forms - slips, 'more form')} than slips."


def what_to_do(*, slips: int, forms: int) -> list[str]:
    """Return what to do where slips and forms differ. Neither is ever changed to fit the other."""
    if slips > forms:
        return [
            "Forms may still wait to be keyed in: look into the tray.",
            "Forms that came back blank are not keyed in: so many may be missing for good.",
        ]
    if forms > slips:
        return [
            "Somebody sent a form without the slip, so they may still be reminded. All forms count.",
            "Has the post been opened on the same day on both sides? Slips may wait in their tray.",
            "If somebody phones to say that they have answered, note it under their record number.",
        ]
    return []


def differ_by_many(*, slips: int, forms: int, many: int) -> bool:
    """Tell whether slips and forms are so far apart that somebody should look."""
    return abs(slips - forms) >= many


def is_open(state: str) -> bool:
    """Tell whether a survey takes replies."""
    return state == SurveyState.OPEN


def why_not_close(*, state: str, tried_in_vain: bool = False) -> str | None:
    """Return why a survey cannot be closed now, or None if it can. tried_in_vain: a close began and could not end."""
    if state == SurveyState.OPEN or (tried_in_vain and state in (SurveyState.CLOSING, SurveyState.CLOSED)):
        return None
    return {
        SurveyState.CLOSING: "This survey is being closed already.",
        SurveyState.CLOSED: "This survey has been closed already.",
    }.get(SurveyState(state), "This survey is not open, so there is nothing to close.")


def is_early(*, state: str, closes_on: datetime.date | None, today: datetime.date) -> bool:
    """Tell whether a survey would be closed before its last day is over, which takes two people."""
    return state == SurveyState.OPEN and closes_on is not None and today <= closes_on


def why_not_propose(*, state: str, waiting: bool) -> str | None:
    """Return why nobody can propose to close this survey early, or None. waiting: somebody has proposed it already."""
    if waiting:
        return "Somebody has proposed this already. A second person confirms it."
    return why_not_close(state=state)


def why_not_withdraw(*, confirmed: bool, withdrawn: bool) -> str | None:
    """Return why a proposal is over, or None while it waits."""
    if confirmed:
        return "This has been confirmed already, and the survey is being closed."
    return "This proposal has been taken back already." if withdrawn else None


def why_not_confirm(*, state: str, same_person: bool) -> str | None:
    """Return why this person cannot confirm that a survey is closed early, or None if they can."""
    if same_person:
        return "You proposed this yourself. Somebody else has to confirm it."
    return why_not_close(state=state)


def why_not_declare_lost(*, state: str, is_missing: bool, waiting: bool) -> str | None:
    """Return why nobody can declare the key of a survey lost, or None.

    is_missing: the last try to close ended because the worker did not find it. waiting: somebody has declared it.
    """
    if state != SurveyState.CLOSING:
        return "Only the key of a survey that cannot close can be declared lost."
    if waiting:
        return "Somebody has declared this already. A second person confirms it."
    if not is_missing:
        return "The worker has not found that the key is missing. Close the survey again first: it looks once more."
    return None


def why_not_confirm_lost(*, state: str, is_missing: bool, same_person: bool) -> str | None:
    """Return why this person cannot confirm that a key is lost, or None if they can."""
    if same_person:
        return "You declared this yourself. Somebody else has to confirm it."
    return why_not_declare_lost(state=state, is_missing=is_missing, waiting=False)


def what_losing_does(*, online: int, forms: int) -> list[str]:
    """Return what happens when a survey is closed without its key, in numbers."""
    came = counted(online + forms, "sealed answer is", "sealed answers are")
    return [
        f"{came} deleted without anybody having read one: {online} from the website and {forms} from paper.",
        "The worker looks for the key one last time. If it is there, the answers are opened as at any close.",
        "Everybody who looks at this survey reads that its key was lost. The history says who said so.",
        "Who was asked and how many replied stays as at any close. Paper forms can be keyed again for a new survey.",
        "It cannot be undone: a key that is found later opens nothing any more.",
    ]


def why_worry_about_closing(*, state: str, is_past: bool, failed: bool) -> str | None:
    """Return why somebody should look after a survey's close, or None while all is well."""
    if failed:
        return "The last try to close it did not end. No answer was lost."
    if is_past and state in (SurveyState.OPEN, SurveyState.CLOSING):
        return "Its last day is over, and closing has not ended by itself."
    return None


def what_closing_does(*, online: int, forms: int, asked: int) -> list[str]:
    """Return what happens when a survey is closed, in numbers."""
    answers = online + forms
    opened = counted(answers, "sealed answer is", "sealed answers are")
    ways = f"{online} from the website and {forms} from paper"
    came = counted(answers, "answer has", "answers have")
    few = f"Only {came} come: {ways}. {NEVER_OPENED} Nobody will ever read them."
    few = few if answers else "No answer has come yet, so there will be no result."
    return [
        few if are_too_few(answers) else f"{opened} opened together, without names: {ways}.",
        f"{counted(asked, 'person was', 'people were')} asked; whoever has not answered no longer can.",
        "Links and codes stop working. Forms that come later cannot be keyed in.",
        "Letters and emails of this survey that have not gone are called off.",
        "Answers that were begun and not sent are deleted.",
        "The key that opens the answers is destroyed, so the survey can never be opened again.",
    ]
