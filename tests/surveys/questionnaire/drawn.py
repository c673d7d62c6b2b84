"""Questionnaires drawn at random, for properties."""

import datetime

from hypothesis import strategies as st

from surveys.questionnaire.kinds import KINDS, lines_of


@st.composite
def questionnaires(draw, *, least=1, most=10, forward=False):
    """Draw questions numbered from 1; options lead anywhere, or, if asked, only forward."""
    count = draw(st.integers(least, most))
    return [_question(draw, number, count, forward=forward) for number in range(1, count + 1)]


TYPED = {
    "number": {"least": "0", "most": "500", "unit": "miles", "places": 1},
    "date": {"exact": "month"},
    "grid": {"statements": "Staff listened\nI felt safe"},
    "rating": {"low": "Not at all", "high": "Very"},
}


def _question(draw, number, count, *, forward):
    kind = draw(st.sampled_from(list(KINDS)))
    chosen = KINDS[kind].keying == "choices" or kind == "grid"
    lowest = number + 1 if forward else 1
    targets = [None, *range(lowest, count + 1 if forward else count + 3)]
    codes = [str(step) for step in range(11)] if kind == "rating" else "abcd"[: draw(st.integers(2, 4))]
    return {
        "number": number,
        "kind": kind,
        "text": f"Question {number}",
        "help": "",
        "why": draw(st.sampled_from(["", "Why?"])) if chosen and kind != "grid" else "",
        "details": TYPED.get(kind, {}),
        "section": draw(st.sampled_from([{}, {}, {"heading": f"Section {number}", "words": ""}])),
        "options": [
            {
                "code": code,
                "text": f"Answer {code}",
                "go_to": draw(st.sampled_from(targets)) if KINDS[kind].routed else None,
                "alone": False,
                **({"asks": True} if code == "b" and kind in ("single", "tick_all") else {}),
            }
            for code in (codes if chosen else ())
        ],
    }


@st.composite
def answers_to(draw, questions):
    """Draw some answers to these questions, each a valid one or nothing."""
    answers = {}
    for question in lines_of(questions):
        value = draw(st.none() | _answer(question))
        if value is not None:
            answers[str(question["number"])] = value
        if any(option.get("asks") for option in question["options"]) and draw(st.booleans()):
            answers[f"{question['number']}o"] = draw(st.text("abc🙂", min_size=1, max_size=9))
    return answers


def _answer(question):
    codes = [option["code"] for option in question["options"]]
    match question["kind"]:
        case "free_text" | "short_text":
            return st.text("abcé \n", max_size=20)
        case "tick_all":
            return st.sampled_from("*?") | st.lists(st.sampled_from(codes), unique=True)
        case "number":
            return st.sampled_from("*?") | st.decimals(0, 500, places=1).map(str)
        case "date":
            return st.sampled_from("*?") | st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 1, 1)).map(
                "{:%Y-%m}".format
            )
        case _:
            return st.sampled_from("*?") | st.sampled_from(codes)
