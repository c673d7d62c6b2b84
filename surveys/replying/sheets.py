"""A paper form on the screen: its questions in sheets of two columns, and what was keyed read back. Pure."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any

from surveys.answers.content import MORE_THAN_ONE
from surveys.questionnaire.choices import QuestionKind
from surveys.questionnaire.routing import Question, why_key

LINES = 34
"""Lines of a sheet in both columns together: about what a laptop shows without scrolling."""
LETTERS_A_LINE = 40
LINES_OF_WORDS = 5
KEYS = "1234567890acdefghijk"
"""The key of each option in turn. B and M mean something else."""


def sheets_of(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the rows, in order, in sheets that fit a screen."""
    sheets: list[list[dict[str, Any]]] = [[]]
    left = LINES
    for row in rows:
        needed = _lines(row["question"])
        if sheets[-1] and needed > left:
            sheets.append([])
            left = LINES
        sheets[-1].append(row)
        left -= needed
    return sheets


def rows_of(
    questions: Sequence[Question], answers: Mapping[str, Any], *, wrong: int | None = None
) -> list[dict[str, Any]]:
    """Return each question with its keys, what was keyed for it, and whether that is to be mended."""
    rows = []
    for question in questions:
        number = question["number"]
        given = answers.get(str(number)) or ""
        options = [
            {**option, "key": key, "chosen": option["code"] in given}
            for key, option in zip(KEYS, question["options"], strict=False)
        ]
        rows.append(
            {
                "question": question,
                "options": options,
                "given": given,
                "why_key": why_key(number),
                "why_given": answers.get(why_key(number)) or "",
                "several": question["kind"] == QuestionKind.TICK_ALL,
                "more_than_one": given == MORE_THAN_ONE,
                "wrong": number == wrong,
            }
        )
    return rows


def read_form(values_of: Callable[[str], Sequence[str]], questions: Sequence[Question]) -> dict[str, Any]:
    """Return the answers of a posted form; values_of gives what was posted under a name ("q13"). Blanks are left out.

    Crosses that do not go together count as more than one cross, as they do where only one was asked for.
    """
    answers: dict[str, Any] = {}
    for question in questions:
        number = question["number"]
        answers[str(number)] = _answer(question, [value for value in values_of(f"q{number}") if value])
        answers[why_key(number)] = " ".join(values_of(f"q{why_key(number)}")) if question["why"] else ""
    return {key: answer for key, answer in answers.items() if answer}


def _answer(question: Question, values: list[str]) -> Any:
    if question["kind"] == QuestionKind.FREE_TEXT:
        return " ".join(values)
    if question["kind"] != QuestionKind.TICK_ALL:
        return values[0] if len(values) == 1 else (MORE_THAN_ONE if values else "")
    alone = {option["code"] for option in question["options"] if option["alone"]}
    at_odds = len(values) > 1 and alone & set(values)
    return MORE_THAN_ONE if at_odds or MORE_THAN_ONE in values else values


def _lines(question: Question) -> int:
    words = LINES_OF_WORDS if question["kind"] == QuestionKind.FREE_TEXT or question["why"] else 0
    return ceil(len(question["text"]) / LETTERS_A_LINE) + len(question["options"]) + words + 1
