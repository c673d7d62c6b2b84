"""The options of a question: typed one to a line, coded by letter, and the scales that stand ready. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

Option = dict[str, Any]
FEWEST_OPTIONS = 2
MOST_OPTIONS = 20
LONGEST_OPTION = 80
OR = "or"
"""On a line of its own, it sets the next option apart from the others, as the page and the paper print it."""


def coded(*texts: str, other: str = "", alone: str = "", go_to: dict[str, int] | None = None) -> list[Option]:
    """Return options with the letters a, b, c… in their order.

    other: one that people finish in their own words, after the rest; it alone has `asks`. alone: last, set apart.
    """
    routes = go_to or {}
    words = [*texts, *filter(None, (other, alone))]
    return [
        {"code": code, "text": text, "go_to": routes.get(text), "alone": bool(alone) and text == alone}
        | ({"asks": True} if other and text == other else {})
        for code, text in zip(ascii_lowercase, words, strict=False)
    ]


def other_of(options: Sequence[Option]) -> Option | None:
    """Return the option that people finish in their own words, if there is one."""
    return next((option for option in options if option.get("asks")), None)


def typed(text: str) -> tuple[list[str], str]:
    """Return the options of a text with one to a line, and the one after "or" ("" where there is none).

    Empty lines go, as do runs of spaces. Lines after the one set apart come back in front of it.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    marks = [place for place, line in enumerate(lines) if line.lower() == OR]
    after = next((lines[place + 1] for place in marks if place + 1 < len(lines)), "")
    apart = "" if after.lower() == OR else after
    plain = [line for line in lines if line.lower() != OR]
    if apart:
        plain.remove(apart)
    return plain, apart


def as_typed(options: Sequence[Option]) -> str:
    """Return the text that `typed` would read these options from, without the one that people finish themselves."""
    lines: list[str] = []
    for option in options:
        if option.get("asks"):
            continue
        lines += [OR, option["text"]] if option["alone"] else [option["text"]]
    return "\n".join(lines)


def why_not_options(texts: Sequence[str]) -> str | None:
    """Return the reason these cannot be the answers to choose from, or None."""
    if len(texts) < FEWEST_OPTIONS:
        return f"Enter at least {FEWEST_OPTIONS} answers, each on its own line"
    if len(texts) > MOST_OPTIONS:
        return f"Enter {MOST_OPTIONS} answers at most. You entered {len(texts)}"
    if long := next((text for text in texts if len(text) > LONGEST_OPTION), None):
        return f"“{long[:30]}…” must be {LONGEST_OPTION} characters or less"
    if twice := next((text for text in texts if _times(text, texts) > 1), None):
        return f"“{twice}” is there twice. Take one of them out"
    return None


def with_routes_of(new: Sequence[Option], old: Sequence[Option], *, routed: bool) -> list[Option]:
    """Return the new options, leading where the old ones led: by the same words, else by the same place.

    By place only where their number has not changed: then a mended spelling does not lose its route.
    Kinds in which more than one answer can be given lead nowhere.
    """
    if not routed:
        return [{**option, "go_to": None} for option in new]
    by_words = {option["text"].casefold(): option["go_to"] for option in old}
    kept: list[Option] = []
    for place, option in enumerate(new):
        same_place = old[place]["go_to"] if len(old) == len(new) else None
        kept.append({**option, "go_to": by_words.get(option["text"].casefold(), same_place)})
    return kept


@dataclass(frozen=True)
class Scale:
    """A scale that stands ready: `outside` is the option that is no step of it."""

    name: str
    steps: tuple[str, ...]
    outside: str = ""

    def options(self) -> list[Option]:
        """Return the scale as options."""
        return coded(*self.steps, alone=self.outside)

    def words(self) -> str:
        """Return the steps as one line."""
        return " / ".join([*self.steps, *([self.outside] if self.outside else [])])


SCALES: dict[str, Scale] = {
    "how_often": Scale("How often", ("Always", "Mostly", "Sometimes", "Rarely", "Never")),
    "how_satisfied": Scale(
        "How satisfied",
        ("Very satisfied", "Satisfied", "Neither", "Dissatisfied", "Very dissatisfied"),
        outside="Does not apply",
    ),
    "how_sure": Scale("How sure", ("Definitely yes", "Probably yes", "Not sure", "Probably not", "Definitely not")),
    "how_ready": Scale("How ready", ("Fully", "Mostly", "A little", "Not ready"), outside="Does not apply"),
    "how_much_agreed": Scale(
        "How much they agree", ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")
    ),
    "how_good": Scale("How good", ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor")),
}


def scale_of(options: Sequence[Option]) -> str:
    """Return the key of the scale that these options are, or "" where they are none of ours."""
    words = [(option["text"], option["alone"]) for option in options]
    for key, scale in SCALES.items():
        if words == [(option["text"], option["alone"]) for option in scale.options()]:
            return key
    return ""


def _times(text: str, texts: Sequence[str]) -> int:
    return [other.casefold() for other in texts].count(text.casefold())
