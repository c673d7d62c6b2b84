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
        needed = _lines(row)
        if sheets[-1] and needed > left:
            sheets.append([])
            left = LINES
        sheets[-1].append(row)
        left -= needed
    return sheets


def rows_of(
    questions: Sequence[Question], answers: Mapping[str, Any], *, wrong: int | str | None = None
) -> list[dict[str, Any]]:
    """Return each line as it is printed, with its keys, what was keyed for it, and whether that is to be mended."""
    lines = lines_of(questions)
    before = [None, *[line.get("of") for line in lines]]
    return [
        _row(line, answers, is_wrong=line["number"] == wrong) | {"of": of if (of := line.get("of")) != above else None}
        for line, above in zip(lines, before, strict=False)
    ]


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
    printed = kind.paper(line)
    given = answers.get(key) or ""
    chosen = {given} if isinstance(given, str) else set(given)
    words = {name: answers.get(kept) or "" for name, kept in kind.names(line).items() if name != "answer"}
    return {
        "question": line,
        "kind": kind,
        "help": [words for words in (line["help"], printed.get("how", ""), _ends(line, printed)) if words],
        "options": [{**option, "key": key, "chosen": option["code"] in chosen} for key, option in kind.keys(line)],
        "given": given,
        "typed_as": kind.typed_as(line),
        "in_a_row": printed["shape"] == "row",
        "words": words,
        "missing": given if given in MISSING else "",
        "wrong": is_wrong,
    }


def _ends(line: Question, printed: Mapping[str, Any]) -> str:
    """Return what both ends of a row of boxes mean, as it stands under them on paper."""
    if printed["shape"] != "row":
        return ""
    first, last = line["options"][0]["text"], line["options"][-1]["text"]
    return f"{first} = {printed['low']}, {last} = {printed['high']}"


def _lines(row: Mapping[str, Any]) -> int:
    line = row["question"]
    words = LINES_OF_WORDS if row["kind"].keying == "words" or line["why"] else 0
    above = [*(line.get("section") or {}).values(), *((row["of"] or {}).get(key, "") for key in ("text", "help"))]
    texts = [line["text"], *row["help"], *above]
    return sum(ceil(len(text) / LETTERS_A_LINE) for text in texts) + len(line["options"]) + words + 1
