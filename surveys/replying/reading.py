"""Answers in the words of the questionnaire. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from surveys.questionnaire.kinds import kind_of
from surveys.questionnaire.routing import Question, path


def answers_in_words(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each line on the way: number of its question, key (number and text), values (empty: left blank).

    A grid has a row for each of its statements.
    """
    asked = set(path(questions, answers))
    return [
        {
            "number": question["number"],
            "key": f"{line['number']}. {line['text']}",
            "values": kind_of(line).in_words(line, answers),
        }
        for question in questions
        if question["number"] in asked
        for line in kind_of(question).lines(question)
    ]
