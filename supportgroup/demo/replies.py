"""What the demo's people answer: invented shares, and for the deciding question the exact counts of the story."""

import random
from collections.abc import Sequence
from typing import Any

from surveys.questionnaire.kinds import kind_of
from surveys.questionnaire.routing import on_route

SEED = 75
DECIDING = 15
DECIDED = "a" * 34 + "b" * 19 + "c" * 12 + "d" * 6 + "e" * 4
LEFT_BLANK = 0.04

# Relative weights of the options, in their order, by question number of the ready-made questionnaire.
WEIGHTS: dict[int, Sequence[int]] = {
    1: (52, 18, 22, 6, 2),
    2: (31, 38, 16, 12, 3),
    3: (14, 34, 29, 23),
    4: (38, 34, 18, 8, 2),
    5: (44, 34, 12, 10),
    6: (40, 26, 8, 2, 24),
    7: (30, 34, 8, 12, 5, 11),
    8: (34, 36, 20, 8, 2),
    9: (66, 12, 22),
    10: (22, 34, 16, 14, 5, 9),
    11: (6, 12, 36, 28, 18),
    12: (42, 34, 18, 6),
    14: (16, 3, 62, 19),
    18: (48, 33, 10, 5, 2, 2),
    20: (41, 59),
}
# How likely each option is ticked.
TICKS: dict[int, Sequence[float]] = {
    13: (0.58, 0.33, 0.41, 0.28, 0.62, 0.47, 0.31, 0.38, 0.22, 0.04),
    16: (0.42, 0.36, 0.24, 0.29, 0.21, 0.0),
    17: (0.38, 0.21, 0.46, 0.27, 0.14, 0.44, 0.33, 0.11, 0.04, 0.0),
}
REASONS = (
    "The nurses know me and ring back the same day.",
    "Kind staff. The waiting room is small when you are worried about infection.",
    "Training at home was good, I only wish it had been one week longer.",
    "I have felt listened to from the first visit.",
    "Deliveries come on the wrong day too often.",
    "Everybody is friendly but I see a different doctor each time.",
    "I was told what would happen and it did.",
    "It took years to be sent here. Since then it has been very good.",
)
OTHER_TOPICS = (
    "How to talk about it at work",
    "Swimming with a port",
    "What to tell my dentist",
    "Having children",
)
WISHED = "19"
WISHES = (
    "Let us meet other people who have this treatment.",
    "Parking near the day unit.",
    "A phone number that is answered at weekends.",
    "Clear letters without long words.",
    "Deliveries in the evening for those who work.",
    "A quiet place to wait, away from people who cough.",
    "Tell new patients what travel is like with a pump.",
    "Somebody to talk to who has done it for ten years.",
    "Shorter waits for blood results.",
)


def replies_to(
    questions: list[dict[str, Any]], *, how_many: int, decided: str = DECIDED, seed: int = SEED
) -> list[dict[str, Any]]:
    """Return this many answers to the ready-made questions, each along its own route.

    decided: the letters given to the deciding question; what is not long enough is mixed and used again.
    """
    chance, topics = random.Random(seed), random.Random(seed)  # noqa: S311  the same story each time
    letters = list(decided * (how_many // len(decided) + 1))[:how_many]
    chance.shuffle(letters)
    replies = []
    for letter in letters:
        answers = {str(q["number"]): answer for q in questions if (answer := _answer(q, letter, chance))}
        if "18" in answers and chance.random() < 0.4:  # noqa: PLR2004
            answers["18w"] = chance.choice(REASONS)
        if "j" in answers.get("13", ()):
            answers["13o"] = topics.choice(OTHER_TOPICS)
        replies.append(on_route(questions, answers))
    return replies


def with_words(replies: list[dict[str, Any]], texts: Sequence[str]) -> list[dict[str, Any]]:
    """Put these texts in the place of what the first people wrote to the question about their wishes."""
    for reply, text in zip((reply for reply in replies if WISHED in reply), texts, strict=False):
        reply[WISHED] = text
    return replies


def _answer(question: dict[str, Any], letter: str, chance: random.Random) -> Any:
    number = question["number"]
    if number == DECIDING:
        return letter
    if "answer" in kind_of(question).words_in(question):
        return chance.choice(WISHES) if chance.random() < 0.45 else None  # noqa: PLR2004
    if chance.random() < LEFT_BLANK:
        return None
    codes = [option["code"] for option in question["options"]]
    if kind_of(question).several:
        ticked = [code for code, likely in zip(codes, TICKS[number], strict=True) if chance.random() < likely]
        return ticked or [codes[-1]]
    return chance.choices(codes, weights=WEIGHTS[number])[0]
