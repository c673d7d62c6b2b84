"""What a reply may hold: {"1": "a", "13": ["b", "d"], "18w": "words"}. Blanks are left out. Pure.

Under the seal the edition lies beside the answers, by a key that no question has.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.kinds.words import UnfitError

from . import sealing

Question = Mapping[str, Any]

EDITION = "edition"
"""The key, under the seal, of the edition in which somebody read the questions."""

WRITTEN = True
"""What stands after the close where somebody wrote words: that they did. The words lie alone, elsewhere."""

_REMEMBERED = 10_000

LONGEST_CODE = 12
"""Of an edition, in letters."""


class NotAnAnswerError(ValueError):
    """Something in a reply is no answer to its question. `number` is the line's, or None for none of them."""

    def __init__(self, sentence: str, *, number: int | str | None = None) -> None:
        super().__init__(sentence)
        self.number = number


def clean(content: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, Any]:
    """Return the content in the questions' order with only valid answers, or raise NotAnAnswerError.

    Codes of a list stand in the options' order, once each; words lose what no text should hold. The same answers
    always give the same content, so nothing in it tells how or in which order they were given.
    """
    return cleaner(questions)(content)


def cleaner(questions: Sequence[Question]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return `clean` for one questionnaire: for many replies, what is the same in all of them is looked up once.

    So is what an answer to choose means: of 100,000 replies each says one of five things to a question. Words are not
    remembered.
    """
    lines = lines_of(questions)
    fields = {key: (line, name) for line in lines for name, key in kind_of(line).names(line).items()}
    words = fields_for_words(questions)

    @lru_cache(maxsize=_REMEMBERED)
    def chosen(key: str, given: str | tuple[str, ...]) -> Any:
        read = _read(*fields[key], list(given) if isinstance(given, tuple) else given)
        return tuple(read) if isinstance(read, list) else read

    def read(key: str, given: Any) -> Any:
        if key not in words and isinstance(given, str):
            return chosen(key, given)
        if key not in words and isinstance(given, list) and all(isinstance(code, str) for code in given):
            found = chosen(key, tuple(given))
            return list(found) if isinstance(found, tuple) else found
        return _read(*fields[key], given)

    def cleaned(content: Mapping[str, Any]) -> dict[str, Any]:
        given = {key: read(key, content[key]) for key in fields if content.get(key) is not None}
        if unknown := content.keys() - fields.keys():
            raise NotAnAnswerError(f"There is no question {min(map(str, unknown))}.")
        return {key: answer for key, answer in given.items() if answer not in (None, "", [])}

    return cleaned


def largest_size(questions: Sequence[Question]) -> int:
    """Return the bytes that the longest possible reply takes when sealed: every reply is padded to it."""
    longest: dict[str, Any] = {EDITION: "x" * LONGEST_CODE}
    for line in lines_of(questions):
        kind = kind_of(line)
        longest |= {key: kind.longest(line, name) for name, key in kind.names(line).items()}
    return sealing.size_for(longest)


def fields_for_words(questions: Sequence[Question]) -> frozenset[str]:
    """Return the keys under which people's own words stand: {"18w", "19"}."""
    lines = lines_of(questions)
    return frozenset(kind_of(line).names(line)[name] for line in lines for name in kind_of(line).words_in(line))


def apart(answers: Mapping[str, Any], fields: Collection[str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the answers with only a mark in these fields, and the words that stood there: [("19", "Parking"), …]."""
    marked = {key: WRITTEN if key in fields else answer for key, answer in answers.items()}
    return marked, [(key, answers[key]) for key in fields if key in answers]


def with_edition(answers: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Return what is sealed: the answers, and in which edition they were given where that is noted."""
    return {**answers, EDITION: edition[:LONGEST_CODE]} if edition else dict(answers)


def without_edition(opened: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the answers that were sealed, and their edition, "" for none."""
    answers = dict(opened)
    edition = answers.pop(EDITION, "")
    return answers, edition if isinstance(edition, str) else ""


def _read(line: Question, name: str, given: Any) -> Any:
    try:
        return kind_of(line).read(line, name, given)
    except UnfitError as unfit:
        raise NotAnAnswerError(f"Question {line['number']}: {unfit}", number=line["number"]) from None
