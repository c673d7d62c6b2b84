"""The words around the questions, on paper and on the answer pages, which an edition in another language also has.

The paper's own stand in `templates/surveys/questionnaire/phrases.json`, which the form reads too. {names} in braces are
filled in. A question of an edition brings those its kind needs, as "phrases". Pure, but for reading that file once.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "templates" / "surveys" / "questionnaire" / "phrases.json"

ON_PAPER: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
ON_PAGES: dict[str, str] = {
    "before_start": "Before you start",
    "how_long": "{questions} questions, about {minutes} minutes",
    "can_skip": "you can skip any question",
    "can_stop": "you can stop, and come back on this phone or computer within {days} days",
    "nobody_knows": "Nobody will know what you said.",
    "not_kept": "Your name and your code are not kept with your answers. "
    "Nobody can read any answer until the survey closes.",
    "your_choice": "It is your choice. Your care stays the same if you say no.",
    "not_mine": "This is not my own phone or computer. Keep nothing on it.",
    "start": "Start the survey",
    "no_thanks": "I do not want to take part",
    "question_of": "Question {number} of {total}",
    "continue": "Continue",
    "skip": "Skip this question",
    "leave_blank": "Leave this question blank",
    "back": "Back",
    "tick_all": "Tick all that are true for you.",
    "please_say": "Please say",
    "rating_ends": "0 means “{low}”. 10 means “{high}”.",
    "out_of": "{number} out of 10",
    "number_between": "A number from {least} to {most}.",
    "day": "Day",
    "month": "Month",
    "year": "Year",
    "check": "Check your answers",
    "answered": "You answered {answered} of {total} questions. You can send them now.",
    "go_to_send": "Go straight to “Send my answers”",
    "nothing_yet": "You have not answered any question yet. Answer at least one, then send.",
    "left_blank": "You left {count} blank. That is fine",
    "the_questions": "The questions",
    "your_answers": "Your answers",
    "no_answer": "No answer",
    "answer": "Answer",
    "change": "Change",
    "send_heading": "Send your answers",
    "after_send": "After you send, nobody can find your answers again. That keeps them private. "
    "It also means that you cannot change them.",
    "send": "Send my answers",
    "thank_you": "Thank you",
    "sent": "Your answers are sent",
    "next": "What happens next",
    "nothing_else": "You do not need to do anything else. You can throw the paper form away.",
    "opened_together": "All answers are opened together, without names, after {day}.",
    "we_write": "We will write to tell you what people said and what we will change.",
    "reminder": "A reminder may already be in the post. If one comes, ignore it.",
    "nobody_reads": "Nobody reads your answers before the survey closes.",
    "close_page": "Not your own phone or computer? Close this page now.",
}
PHRASES: dict[str, str] = ON_PAPER | ON_PAGES
OF_KINDS = (
    "tick_all", "cross_all", "or", "please_say", "rating_ends", "out_of", "number_between", "day", "month", "year",
)  # fmt: skip
"""What the kinds of question say themselves."""
_NAME = re.compile(r"\{([a-z]+)\}")


def say(words: Mapping[str, str], key: str, **values: Any) -> str:
    """Return a phrase in these words, or in English where they have none, with the values in it."""
    return filled(words.get(key) or PHRASES[key], **values)


def filled(text: str, **values: Any) -> str:
    """Return the text with its {names} filled in. Other braces stay as they are: nothing else of Python is read."""
    return _NAME.sub(lambda name: str(values.get(name[1], name[0])), text)


def names_in(text: str) -> set[str]:
    """Return the {names} of a phrase: a translation must keep all of them."""
    return {f"{{{name}}}" for name in _NAME.findall(text)}


def of_question(question: Mapping[str, Any], key: str, **values: Any) -> str:
    """Return a phrase in the words that a question of an edition brings with it."""
    return say(question.get("phrases", {}), key, **values)
