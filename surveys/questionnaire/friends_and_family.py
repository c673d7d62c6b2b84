"""The NHS Friends and Family Test: one question with its six answers and a line for words. Its words are fixed. Pure.

Source: NHS England, “Using the Friends and Family Test to improve patient experience” (in use since April 2020). That
guidance could not be opened from where this was written: read it once before relying on it. What was read in November
2026, and what it says:

- The question, in these words: a practice in Kintbury and Kent and Medway NHS and Social Care Partnership Trust, on
  their pages; both say that all NHS providers ask it. Epsom and St Helier leads in with “Thinking about the service we
  provide, overall how …”, so services do add a beginning. We do not.
- The answers run from “Very good” to “Very poor” (both Trusts). That there are six, with “Neither good nor poor” and
  “Don't know”, stands in second-hand accounts only; the middle one is there “neither” for short.
- At least one question for words must follow (the practice), and which one is for the service to say (what a supplier
  tells of the guidance before 2020, which asked another question). The words of ours were found with nobody.
"""

from collections.abc import Mapping
from typing import Any

from .options import coded

NAME = "NHS Friends and Family Test"
TITLE = "Your experience of our service"
ABOUT = "We want to know how you found our service, so that we keep what is good and mend what is not."
MINUTES = 2
QUESTION: dict[str, Any] = {
    "kind": "single",
    "text": "Overall, how was your experience of our service?",
    "help": "",
    "options": coded("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know"),
    "details": {},
    "why": "Please can you tell us why you gave your answer?",
    "section": {},
}
FIXED = f"The words of the {NAME} are the same in the whole NHS and cannot be changed. Remove it, or write another one."


def is_it(question: Mapping[str, Any]) -> bool:
    """Tell whether a question is the Friends and Family Test. Where it leads and its heading do not matter."""
    words = [option["text"] for option in question["options"]]
    same = all(question[field] == QUESTION[field] for field in ("kind", "text", "help", "why"))
    return same and words == [option["text"] for option in QUESTION["options"]]


def why_not_edit(question: Mapping[str, Any]) -> str | None:
    """Return the reason the words of a question cannot be changed, or None."""
    return FIXED if is_it(question) else None
