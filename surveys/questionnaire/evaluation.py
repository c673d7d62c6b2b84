"""The meeting evaluation form that comes with the service: what people say after a meeting. Our own words."""

from typing import Any

from .options import coded

TITLE = "How was the meeting?"
ABOUT = "We want to know what was useful today and what to change, so that the next meeting is better."
MINUTES = 4
_GOOD = ("Good", "OK", "Poor")
_MORE = ("More", "The same", "Less")


def _question(kind: str, text: str, *options: str, **more: Any) -> dict[str, Any]:
    asked = {
        "kind": kind,
        "text": text,
        "help": "",
        "options": coded(*options),
        "details": {},
        "why": "",
        "section": {},
    }
    return asked | more


def _of_each(text: str, statements: tuple[str, ...], options: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_question("single", f"{text}: {statement}", *options) for statement in statements]


QUESTIONS: tuple[dict[str, Any], ...] = (
    _question("single", "How useful was today?", "Very", "Quite", "A little", "Not at all"),
    _question(
        "single", "How clear were the talks?", "Very clear", "Mostly clear", "Not very clear", "Not at all clear"
    ),
    _question("yes_no", "I learned something that I will use", "Yes", "No", "Not sure", why="If yes, what?"),
    _question("single", "I felt welcome and able to speak", "Yes", "Partly", "No"),
    _question("single", "I felt safe from infection at the meeting", "Yes", "Partly", "No"),
    *_of_each("How was this today", ("the venue", "parking", "the sound", "lunch"), _GOOD),
    *_of_each(
        "After today I feel",
        ("informed about my condition", "confident to look after myself", "connected to other patients"),
        _MORE,
    ),
    _question("single", "How did you join?", "In the room", "Online"),
    _question("single", "Was this your first time?", "Yes", "No"),
    _question("free_text", "Which topics or speakers do you want next?"),
    _question("free_text", "What was the best thing today?"),
    _question("free_text", "What one thing should we change?"),
    _question("single", "May we use your words without your name?", "Yes", "No"),
)
