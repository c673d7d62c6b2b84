"""The questionnaire that comes with the service: 20 questions about immunoglobulin treatment and support.

All of it is this project's own wording, save question 18: the NHS Friends and Family Test as published, for
local use. Only that question has a second line, which has no number of its own.
"""

from typing import Any

from . import friends_and_family
from .options import SCALES, coded

TITLE = "Your immunoglobulin treatment and support"
ABOUT = "We want to know what your treatment is like for you, and whether a local support group would help."
MINUTES = 12


def _single(text: str, *options: str, alone: str = "", **more: Any) -> dict[str, Any]:
    routes = more.pop("go_to", None)
    return _question("single", text, options=coded(*options, alone=alone, go_to=routes), **more)


def _tick_all(text: str, *options: str, other: str = "", alone: str = "") -> dict[str, Any]:
    return _question("tick_all", text, options=coded(*options, other=other, alone=alone))


def _scale(text: str, scale: str) -> dict[str, Any]:
    return _question("agreement", text, options=SCALES[scale].options())


def _question(kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "text": text, "help": "", "options": [], "details": {}, "why": "", "section": {}, **more}


QUESTIONS: tuple[dict[str, Any], ...] = (
    _single(
        "Where do you have your immunoglobulin treatment at present?",
        "Home, by me", "Home, helped by someone", "Hospital day unit", "A mix of these", "I no longer have it",
        go_to={"I no longer have it": 12},
    ),
    _single(
        "How is it given?",
        "Into a vein", "Under the skin, with a pump", "Under the skin, pushed by hand",
        "Under the skin, with an enzyme first", "I do not know",
    ),
    _single("How long have you had it?", "Under 1 year", "1 to 4 years", "5 to 9 years", "10 years or more"),
    _scale("Did staff explain the choices of treatment in a way you could follow?", "how_often"),
    _single(
        "How far were you able to choose the place and type that suit your life?",
        "As much as I wanted", "To some extent", "Not enough", "I did not want to choose",
    ),
    _scale("If you treat at home: how ready did you feel after training?", "how_ready"),
    _scale("How satisfied are you with deliveries of your medicine and equipment?", "how_satisfied"),
    _scale("When you have a question between visits, can you reach the nurses in good time?", "how_often"),
    _question(
        "yes_no",
        "Do you know what to do, and who to call, if you have a bad reaction or feel an infection starting?",
        options=coded("Yes", "No", "Not sure"),
    ),
    _scale(
        "How satisfied are you with your visits to the day unit or clinic (waiting, comfort, privacy)?",
        "how_satisfied",
    ),
    _scale("In the last 3 months, how often did treatment stop you doing something you wanted to do?", "how_often"),
    _single(
        "Did you get enough written or online information about your condition?",
        "Yes", "Some, I wanted more", "No", "I did not want any",
    ),
    _tick_all(
        "Which of these would you like to know more about?",
        "How the immune system works", "Chest physiotherapy", "Lung function tests", "Home treatment",
        "Infections and vaccines", "Travel and holidays", "Work, school and benefits", "Feelings and coping",
        "Hospital news",
        other="Other, please say",
    ),
    _single(
        "Have you ever talked with another person who has immunoglobulin treatment?",
        "Yes, it helped", "Yes, it did not help", "No, I would like to", "No, I do not want to",
    ),
    _scale("Do you think a local support group run with patients would be of benefit to you?", "how_sure"),
    _tick_all(
        "If there were a group, how would you like to take part?",
        "Weekday meeting", "Weekend meeting", "Online", "Phone or one-to-one buddy", "Newsletter only",
        alone="Not at all",
    ),
    _tick_all(
        "What might make it hard for you to come?",
        "Distance", "Cost", "Parking", "Work or study", "Caring for someone", "Fear of infection",
        "Health on the day", "Access needs", "Language",
        alone="Nothing",
    ),
    friends_and_family.QUESTION,
    _question(
        "free_text",
        "What one thing should we change first?",
        help="Do not write your name or anyone else's.",
    ),
    _single(
        "Would you like to join a group discussion about these results?",
        "Yes", "No",
        help="If yes, phone us as well: the number is in your letter. Your name must not go on this form, "
        "so that your answers stay anonymous.",
    ),
)  # fmt: skip
