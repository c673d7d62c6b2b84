"""Answers in the words of the questionnaire. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from surveys.questionnaire.routing import Question, path, why_key


def answers_in_words(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each question on the way: number, key (number and question), values (empty where left blank)."""
    asked = set(path(questions, answers))
    return [
        {
            "number": question["number"],
            "key": f"{question['number']}. {question['text']}",
            "values": _values(question, answers),
        }
        for question in questions
        if question["number"] in asked
    ]


def _values(question: Question, answers: Mapping[str, Any]) -> list[str]:
    number = question["number"]
    given = answers.get(str(number)) or []
    words = answers.get(why_key(number))
    if not question["options"]:
        return [f"“{given}”"] if given else []
    chosen = {given} if isinstance(given, str) else set(given)
    values = [option["text"] for option in question["options"] if option["code"] in chosen]
    return [*values, f"“{words}”"] if words else values
