"""Which question is next. Pure: a questionnaire is a list of question dicts with rising numbers.

One order for everybody: the phone, the keyed form and the preview all ask here. The way is always forward,
whatever the options say, so every walk ends.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

Question = Mapping[str, Any]


_NUMBER = re.compile(r"[0-9]+")


def why_key(number: int | str) -> str:
    """Return the key under which the words about an answer are kept: "18w"."""
    return f"{number}w"


def other_key(number: int | str) -> str:
    """Return the key under which the words for an answer that people finish themselves are kept: "13o"."""
    return f"{number}o"


def number_in(key: str) -> int:
    """Return the number of the question that a key belongs to: 18 of "18" and of "18w"; 0 of what is no key."""
    found = _NUMBER.match(key)
    return int(found[0]) if found else 0


def next_number(questions: Sequence[Question], number: int, answer: Any) -> int | None:
    """Return the number of the question after this one, given its answer; None after the last.

    answer is a code, a list of codes, words, "*" or None. A list leads nowhere but on.
    """
    later = [question["number"] for question in questions if question["number"] > number]
    target = _leads_to(questions, number, answer)
    if target is not None and target > number:
        later = [candidate for candidate in later if candidate >= target]
    return min(later, default=None)


def path(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[int]:
    """Return the numbers of the questions that somebody with these answers is asked, in order."""
    walked: list[int] = []
    number = min((question["number"] for question in questions), default=None)
    while number is not None:
        walked.append(number)
        number = next_number(questions, number, answers.get(str(number)))
    return walked


def on_route(questions: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers without those to questions that the route leaves out."""
    asked = set(path(questions, answers))
    return {key: answer for key, answer in answers.items() if number_in(key) in asked}


def leads_on(questions: Sequence[Question], number: int) -> bool:
    """Tell whether an answer to this question leads to the one after it, as words and most options do."""
    following = next_number(questions, number, None)
    return following is not None and following in _followers(questions, number)


def unreached(questions: Sequence[Question]) -> list[int]:
    """Return the questions that nobody is asked who answers every question: all answers before them lead past them."""
    reached: set[int] = set()
    waiting = [min((question["number"] for question in questions), default=None)]
    while waiting:
        number = waiting.pop()
        if number is not None and number not in reached:
            reached.add(number)
            waiting += _followers(questions, number)
    return [question["number"] for question in questions if question["number"] not in reached]


def _followers(questions: Sequence[Question], number: int) -> set[int | None]:
    """Return where the answers to a question lead; None is the end."""
    options = next(question["options"] for question in questions if question["number"] == number)
    on = {None} if not options else {None for option in options if not option["go_to"]}
    leaping = {option["code"] for option in options if option["go_to"]}
    return {next_number(questions, number, code) for code in on | leaping}


def _leads_to(questions: Sequence[Question], number: int, answer: Any) -> int | None:
    if not isinstance(answer, str):
        return None
    for question in questions:
        if question["number"] == number:
            return next((option["go_to"] for option in question["options"] if option["code"] == answer), None)
    return None
