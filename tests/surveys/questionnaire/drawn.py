"""Questionnaires drawn at random, for properties."""

from hypothesis import strategies as st

from surveys.questionnaire.kinds import KINDS


@st.composite
def questionnaires(draw, *, least=1, most=10, forward=False):
    """Draw questions numbered from 1; options lead anywhere, or, if asked, only forward."""
    count = draw(st.integers(least, most))
    return [_question(draw, number, count, forward=forward) for number in range(1, count + 1)]


def _question(draw, number, count, *, forward):
    kind = draw(st.sampled_from(["single", "agreement", "tick_all", "free_text"]))
    size = 0 if kind == "free_text" else draw(st.integers(2, 4))
    lowest = number + 1 if forward else 1
    targets = [None, *range(lowest, count + 1 if forward else count + 3)]
    return {
        "number": number,
        "kind": kind,
        "text": f"Question {number}",
        "help": "",
        "why": draw(st.sampled_from(["", "Why?"])) if size else "",
        "options": [
            {
                "code": "abcd"[place],
                "text": f"Answer {place}",
                "go_to": draw(st.sampled_from(targets)) if KINDS[kind].routed else None,
                "alone": False,
            }
            for place in range(size)
        ],
    }


@st.composite
def answers_to(draw, questions):
    """Draw some answers to these questions, each a valid one or nothing."""
    answers = {}
    for question in questions:
        codes = [option["code"] for option in question["options"]]
        if question["kind"] == "free_text":
            value = draw(st.none() | st.text("abcé \n", max_size=20))
        elif question["kind"] == "tick_all":
            value = draw(st.none() | st.just("*") | st.lists(st.sampled_from(codes), unique=True))
        else:
            value = draw(st.none() | st.just("*") | st.sampled_from(codes))
        if value is not None:
            answers[str(question["number"])] = value
    return answers
