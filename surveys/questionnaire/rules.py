"""What may be done with a survey, and what stands in the way of opening it."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .choices import EASY_READ, SurveyState
from .kinds import KINDS, kind_of
from .routing import unreached

MOST_QUESTIONS = 60
LICENCE_SOON = 60
"""Days before a licence ends on which it is said."""
LONGEST_OPEN_DAYS = 366
WAY_ON = "Start a new version to ask something else."

Question = Mapping[str, Any]


def why_not_edit(state: str) -> str | None:
    """Return the reason the questions and the texts of a survey cannot be changed, or None."""
    if state == SurveyState.DRAFT:
        return None
    if state in (SurveyState.OPENING, SurveyState.OPEN):
        return f"This survey is open. Everybody must answer the same questions, so they can no longer change. {WAY_ON}"
    return f"This survey has closed, so its questions can no longer change. {WAY_ON}"


def why_not_follow(state: str) -> str | None:
    """Return the reason no new version can lead on from a survey, or None."""
    if state == SurveyState.DRAFT:
        return "This survey is a draft. You can change its questions themselves, so it needs no new version."
    return None


def why_not_open_edition(*, state: str, missing: int, is_open: bool) -> str | None:
    """Return the reason an edition cannot be opened now, or None. missing: how many texts have no words yet."""
    if is_open:
        return "This edition is open already."
    if state in (SurveyState.CLOSING, SurveyState.CLOSED):
        return "This survey has closed, so no edition of it can open."
    if missing:
        texts = "1 text has" if missing == 1 else f"{missing} texts have"
        return f"This edition is not complete: {texts} no words yet."
    if state != SurveyState.OPEN:
        return "This edition opens together with the survey."
    return None


def why_not_reword(*, state: str, is_open: bool) -> str | None:
    """Return the reason the words of an edition cannot be changed, or it be taken away, or None."""
    if is_open:
        return "This edition is open. Everybody must read the same, so its words can no longer change."
    if state in (SurveyState.CLOSING, SurveyState.CLOSED):
        return "This survey has closed, so its editions can no longer change."
    return None


def edition_for(*, needs: Collection[str], language_code: str, editions: Collection[str]) -> str:
    """Return the code of the edition for somebody: in their language, else easy read where they need it, else "".

    editions: the codes of those that are open. Large print is no edition: it is any of them in another print.
    """
    return next((code for code in editions_wanted(needs, language_code) if code in editions), "")


def editions_wanted(needs: Collection[str], language_code: str) -> list[str]:
    """Return the codes of the editions that somebody would read, best first."""
    return [code for code in (language_code, EASY_READ if "easy_read" in needs else "") if code]


def why_not_licensed(*, title: str, reference: str, ends_on: datetime.date | None, today: datetime.date) -> str | None:
    """Return the reason nothing may be started, opened or sent under a licence today, or None."""
    if not reference:
        return f"The licence of “{title}” has no reference yet."
    if ends_on is None:
        return f"The licence of “{title}” has no last day yet."
    if ends_on < today:
        return f"The licence of “{title}” ended on {ends_on.day} {ends_on:%B %Y}. It must be renewed first."
    return None


def why_not_keep(count: int) -> str | None:
    """Return the reason a questionnaire of so many questions cannot go into the library, or None."""
    return None if count else "It has no questions yet, so there is nothing to keep."


def why_not_add(count: int) -> str | None:
    """Return the reason a question cannot be added to so many, or None."""
    if count >= MOST_QUESTIONS:
        return f"A survey can have {MOST_QUESTIONS} questions at most. Remove one first."
    return None


def why_not_lead(*, kind: str, number: int, to: int | None, last: int) -> str | None:
    """Return the reason an answer of question `number` cannot lead to question `to`, or None."""
    if to is None:
        return None
    if not KINDS[kind].routed:
        return "Only an answer that is given alone can lead to another question."
    if not number < to <= last:
        return "Choose a question that comes later."
    return None


def question_problems(questions: Sequence[Question]) -> list[tuple[int, str]]:
    """Return what is wrong with the questions of a draft: the number of each, and a sentence."""
    never = set(unreached(questions))
    return [
        (question["number"], problem)
        for question in questions
        for problem in [
            *_problems(question, len(questions)),
            *([_never(question)] if question["number"] in never else []),
        ]
    ]


def why_not_close_on(closes_on: datetime.date, *, today: datetime.date) -> str | None:
    """Return the reason a survey cannot have this as its last day, or None."""
    if closes_on <= today:
        return "The last day must be after today"
    if (closes_on - today).days > LONGEST_OPEN_DAYS:
        return "The last day must be within a year from today"
    return None


def why_not_name(
    *,
    mailing: Collection[int],
    entry: Collection[int],
    officers: Collection[int],
    named: Mapping[int, str],
    state: str,
) -> str | None:
    """Return the reason these people cannot be given these duties, or None.

    All are keys of users: officers are the PALS officers of the group, named those with a duty now (key: duty).
    Once a survey has opened a duty stays with whoever has it, because they have already seen names or forms.
    """
    if set(mailing) & set(entry):
        return "Nobody can have both duties in one survey. Choose different people"
    chosen = {*mailing, *entry}
    kept = set() if state == SurveyState.DRAFT else set(named)
    if not chosen - kept <= set(officers):
        return "Only PALS officers of this group can have these duties"
    if state == SurveyState.CLOSED:
        return "This survey has closed, so its duties can no longer change"
    if state != SurveyState.DRAFT:
        now = {**dict.fromkeys(mailing, "mailing"), **dict.fromkeys(entry, "entry")}
        if any(now.get(user) != duty for user, duty in named.items()):
            return "This survey is open. You can add a stand-in, but not take a duty away"
    return None


def opening_problems(questions: Sequence[Question], *, duties: Collection[str]) -> list[str]:
    """Return, in words, everything that must be mended before a draft can open. duties are those that are held."""
    problems = [] if questions else ["There are no questions yet."]
    problems += [sentence for _, sentence in question_problems(questions)]
    if "mailing" not in duties:
        problems.append("Nobody is named to send the survey and record who has replied.")
    if "entry" not in duties:
        problems.append("Nobody is named to key in the paper forms.")
    return problems


def why_not_open(
    *,
    state: str,
    questions: Sequence[Question],
    duties: Collection[str],
    closes_on: datetime.date,
    today: datetime.date,
) -> str | None:
    """Return the reason a survey cannot be opened today, or None."""
    if state != SurveyState.DRAFT:
        return "This survey has been opened already."
    if problems := opening_problems(questions, duties=duties):
        return problems[0]
    return why_not_close_on(closes_on, today=today)


def _problems(question: Question, last: int) -> list[str]:
    kind, number = kind_of(question), question["number"]
    found = kind.problems(question)
    if not kind.routed:
        return found
    for target in sorted({option["go_to"] for option in question["options"] if option["go_to"] is not None}):
        if target > last:
            found.append(f"Question {number} sends people to question {target}, which is not there.")
        elif target <= number:
            found.append(
                f"Question {number} sends people back to question {target}, so they would go round in a circle. "
                "Choose a question that comes later."
            )
    return found


def _never(question: Question) -> str:
    named = f"Question {question['number']}, “{question['text']}”"
    return f"{named}, is asked of nobody: every answer before it leads past it."
