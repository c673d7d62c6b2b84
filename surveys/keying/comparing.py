"""Two keyings of one form: where they differ, and what is kept when somebody has looked at the paper again. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.routing import Question

Answers = Mapping[str, Any]


def differing(first: Answers, second: Answers, questions: Sequence[Question]) -> list[str]:
    """Return the numbers of the lines that were keyed differently, in their order.

    Words count as differing only where one keying has some and the other has none: nobody types a page the same way
    twice. The words of the first keying are kept.
    """
    return [str(line["number"]) for line in lines_of(questions) if _differs(line, first, second)]


def settled(first: Answers, third: Answers, differs: Collection[str], questions: Sequence[Question]) -> dict[str, Any]:
    """Return the first keying with the lines at which it was in doubt as they were read the third time."""
    doubtful = {key for line in lines_in(differs, questions) for key in kind_of(line).names(line).values()}
    sure = {key: answer for key, answer in first.items() if key not in doubtful}
    return sure | {key: answer for key, answer in third.items() if key in doubtful}


def lines_in(differs: Collection[str], questions: Sequence[Question]) -> list[Question]:
    """Return the lines with these numbers."""
    return [line for line in lines_of(questions) if str(line["number"]) in differs]


def _differs(line: Question, first: Answers, second: Answers) -> bool:
    kind = kind_of(line)
    words = kind.words_in(line)
    return any(
        bool(first.get(key)) != bool(second.get(key)) if name in words else first.get(key) != second.get(key)
        for name, key in kind.names(line).items()
    )
