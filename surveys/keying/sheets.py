"""A paper form on the screen: its questions in sheets of two columns, and what was keyed read back. Pure."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any

from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.kinds.base import MISSING
from surveys.questionnaire.routing import Question

LINES = 34
"""Lines of a sheet in both columns together: about what a laptop shows without scrolling."""
LETTERS_A_LINE = 40
LINES_OF_WORDS = 5


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
    questions: Sequence[Question], answers: Mapping[str, Any], *, wrong: int | str | None = None
) -> list[dict[str, Any]]:
    """Return each line with its keys, what was keyed for it, and whether that is to be mended."""
    return [_row(line, answers, is_wrong=line["number"] == wrong) for line in lines_of(questions)]


def read_form(values_of: Callable[[str], Sequence[str]], questions: Sequence[Question]) -> dict[str, Any]:
    """Return the answers of a posted form; values_of gives what was posted under a name ("q13"). Blanks are left out.

    Crosses that do not go together count as more than one cross, as they do where only one was asked for.
    """
    answers: dict[str, Any] = {}
    for line in lines_of(questions):
        kind = kind_of(line)
        for name, key in kind.names(line).items():
            values = [value for value in values_of(f"q{key}") if value]
            answers[key] = kind.keyed(line, values) if name == "answer" else " ".join(values)
    return {key: answer for key, answer in answers.items() if answer}


def _row(line: Question, answers: Mapping[str, Any], *, is_wrong: bool) -> dict[str, Any]:
    kind, key = kind_of(line), str(line["number"])
    given = answers.get(key) or ""
    chosen = {given} if isinstance(given, str) else set(given)
    words = {name: answers.get(kept) or "" for name, kept in kind.names(line).items() if name != "answer"}
    return {
        "question": line,
        "kind": kind,
        "options": [{**option, "key": key, "chosen": option["code"] in chosen} for key, option in kind.keys(line)],
        "given": given,
        "typed_as": kind.typed_as(line),
        "words": words,
        "missing": given if given in MISSING else "",
        "wrong": is_wrong,
    }


def _lines(line: Question) -> int:
    kind = kind_of(line)
    words = LINES_OF_WORDS if kind.keying == "words" or line["why"] else 0
    return ceil(len(line["text"]) / LETTERS_A_LINE) + len(line["options"]) + words + 1
