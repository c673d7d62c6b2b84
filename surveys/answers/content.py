"""What a reply may hold: {"1": "a", "13": ["b", "d"], "18w": "words"}. Blanks are left out. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from surveys.questionnaire.choices import QuestionKind
from surveys.questionnaire.routing import why_key
from surveys.questionnaire.rules import LONGEST_WORDS

from . import sealing

MORE_THAN_ONE = "*"
"""On paper: more crosses than the question takes. It counts as missing, and is counted apart."""
_WIDEST = "\N{GRINNING FACE}"
"""A character that takes the most bytes there are: four."""

Question = Mapping[str, Any]


class NotAnAnswerError(ValueError):
    """Something in a reply is no answer to its question. `number` is the question's, or None for none of them."""

    def __init__(self, sentence: str, *, number: int | None = None) -> None:
        super().__init__(sentence)
        self.number = number


def clean(content: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, Any]:
    """Return the content in the questions' order with only valid answers, or raise NotAnAnswerError.

    Codes of a list stand in the options' order, once each; words lose what no text should hold. The same answers
    always give the same content, so nothing in it tells how or in which order they were given.
    """
    given = [pair for question in questions for pair in _answers_to(question, content).items()]
    if unknown := set(content) - _keys(questions):
        raise NotAnAnswerError(f"There is no question {min(map(str, unknown))}.")
    return {key: answer for key, answer in given if answer not in (None, "", [])}


def largest_size(questions: Sequence[Question]) -> int:
    """Return the bytes that the longest possible reply takes when sealed: every reply is padded to it."""
    longest: dict[str, Any] = {}
    for question in questions:
        codes = [option["code"] for option in question["options"]]
        words = _WIDEST * LONGEST_WORDS
        longest[str(question["number"])] = words if question["kind"] == QuestionKind.FREE_TEXT else codes
        if question["why"]:
            longest[why_key(question["number"])] = words
    return sealing.size_for(longest)


def _keys(questions: Sequence[Question]) -> set[str]:
    whys = {why_key(question["number"]) for question in questions if question["why"]}
    return {str(question["number"]) for question in questions} | whys


def _answers_to(question: Question, content: Mapping[str, Any]) -> dict[str, Any]:
    number, read = question["number"], _READERS[question["kind"]]
    answers = {str(number): read(question, content.get(str(number)))}
    if question["why"]:
        answers[why_key(number)] = _words(question, content.get(why_key(number)))
    return answers


def _one(question: Question, answer: Any) -> Any:
    codes = [option["code"] for option in question["options"]]
    if answer in (None, "", MORE_THAN_ONE) or (isinstance(answer, str) and answer in codes):
        return answer
    raise _refusal(question, "choose one of its answers.")


def _several(question: Question, answer: Any) -> Any:
    if answer in (None, MORE_THAN_ONE):
        return answer
    if not isinstance(answer, list) or not all(isinstance(code, str) for code in answer):
        raise _refusal(question, "choose from its answers.")
    chosen = [option for option in question["options"] if option["code"] in answer]
    if len(chosen) < len(set(answer)):
        raise _refusal(question, "choose from its answers.")
    if len(chosen) > 1 and (alone := next((option for option in chosen if option["alone"]), None)):
        raise _refusal(question, f"“{alone['text']}” cannot go with another answer.")
    return [option["code"] for option in chosen]


def _words(question: Question, answer: Any) -> str:
    if not isinstance(answer, str | None):
        raise _refusal(question, "write words.")
    lines = (answer or "").replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(letter for letter in lines if letter in "\n\t" or _may_stand(letter)).strip()
    if len(text) > LONGEST_WORDS:
        raise _refusal(question, f"use {LONGEST_WORDS:,} characters or less. There are {len(text):,}.")
    return text


def _may_stand(letter: str) -> bool:
    """Tell whether a text may hold this character: no control codes, no half of a pair. JSON columns refuse them."""
    return not (letter < " " or "\x7f" <= letter <= "\x9f" or "\ud800" <= letter <= "\udfff")


def _refusal(question: Question, sentence: str) -> NotAnAnswerError:
    number = question["number"]
    return NotAnAnswerError(f"Question {number}: {sentence}", number=number)


_READERS = {
    QuestionKind.SINGLE: _one,
    QuestionKind.AGREEMENT: _one,
    QuestionKind.TICK_ALL: _several,
    QuestionKind.FREE_TEXT: _words,
}
