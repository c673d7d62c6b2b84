"""A survey's breakdowns as they are released: every one that was declared, through disclosure, as plain data. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup.disclosure.crossed import Crossed, crossed
from surveys.questionnaire.choices import STANDARD, edition_name
from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.routing import number_in

Question = Mapping[str, Any]
EDITION = "edition"
_EDITIONS = "The edition in which people answered"


@dataclass(frozen=True)
class Breakdown:
    """The answers to one line in the groups of another question. outside: rows that are no part of the shares."""

    number: str
    text: str
    of: str
    across: str
    across_text: str
    table: Crossed
    outside: tuple[str, ...] = ()


def pairs_of(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the keys of every table that a version declares: a grid has one for each statement."""
    lines = lines_of(content["questions"])
    return [
        (str(line["number"]), str(pair["across"]) if pair["across"] else EDITION)
        for pair in content.get("analysis", {}).get("breakdowns", [])
        for line in lines
        if number_in(str(line["number"])) == pair["question"]
    ]


def breakdowns_of(
    content: Mapping[str, Any], counted: Iterable[tuple[str, str, str, str, int]], *, least_base: int
) -> list[Breakdown]:
    """Return all declared tables with what must be hidden taken out.

    counted: (line, groups, answer, group, people) as `counting.count_pairs` finds them.
    """
    lines = {str(line["number"]): line for line in lines_of(content["questions"])}
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for key, across, answer, group, people in counted:
        found.setdefault((key, across), Counter())[answer, group] += people
    return [
        _breakdown(lines[key], lines.get(across), found.get((key, across), Counter()), least_base=least_base)
        for key, across in pairs_of(content)
    ]


def as_kept(one: Breakdown) -> dict[str, Any]:
    """Return a breakdown as plain data."""
    table = one.table
    return {
        "number": one.number, "text": one.text, "of": one.of, "across": one.across, "across_text": one.across_text,
        "outside": list(one.outside), "rows": list(table.rows), "columns": list(table.columns),
        "cells": [list(row) for row in table.cells], "row_totals": list(table.row_totals),
        "column_totals": list(table.column_totals), "hidden": table.hidden,
    }  # fmt: skip


def as_shown(kept: Mapping[str, Any]) -> Breakdown:
    """Return a breakdown from what was kept of it."""
    table = Crossed(
        rows=tuple(kept["rows"]), columns=tuple(kept["columns"]), cells=tuple(tuple(row) for row in kept["cells"]),
        row_totals=tuple(kept["row_totals"]), column_totals=tuple(kept["column_totals"]), hidden=kept["hidden"],
    )  # fmt: skip
    return Breakdown(
        kept["number"], kept["text"], kept["of"], kept["across"], kept["across_text"], table, tuple(kept["outside"])
    )


def _breakdown(
    line: Question, across: Question | None, people: Counter[tuple[str, str]], *, least_base: int
) -> Breakdown:
    """Count in the groups of a question, or, where there is none, of the editions that were kept with the answers."""
    answers = list(line["options"])
    groups = _options(across) if across else _editions(group for _, group in people)
    counts = [[people[answer["code"], code] for code, _ in groups] for answer in answers]
    return Breakdown(
        number=str(line["number"]),
        text=line["text"],
        of=(line.get("of") or {}).get("text", ""),
        across=str(across["number"]) if across else EDITION,
        across_text=across["text"] if across else _EDITIONS,
        table=crossed(
            [answer["text"] for answer in answers], [name for _, name in groups], counts, least_base=least_base
        ),
        outside=tuple(answer["text"] for answer in answers if answer["code"] in kind_of(line).aside(line)),
    )


def _options(question: Question) -> list[tuple[str, str]]:
    return [(option["code"], option["text"]) for option in question["options"]]


def _editions(codes: Iterable[str]) -> Sequence[tuple[str, str]]:
    known = sorted({code for code in codes if code}, key=lambda code: (code != STANDARD, code))
    return [(code, edition_name(code)) for code in known]
