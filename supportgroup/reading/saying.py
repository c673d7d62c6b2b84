"""What a writer is told of the reading of their text. Pure."""

from dataclasses import dataclass

from .marking import Mark, marks
from .smog import AIM, FEWEST_SENTENCES, TOO_HARD, Reading, read


@dataclass(frozen=True)
class Note:
    """A line for the writer: a hard word or a long sentence, how often it is there, and what could be done."""

    words: str
    advice: str
    times: int


@dataclass(frozen=True)
class Verdict:
    """What is said of a whole text. is_warning: it must be made easier; is_good: it is as easy as it should be."""

    words: str
    is_warning: bool
    is_good: bool


def notes(text: str) -> list[Note]:
    """Return what could be plainer in a text, each word once, in the order of the text."""
    counted: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks(text):
        counted.setdefault((mark.kind, mark.text.lower()), []).append(mark)
    return [Note(_named(found[0]), found[0].advice, len(found)) for found in counted.values()]


def verdict(text: str) -> Verdict | None:
    """Return what SMOG says of a text of 30 sentences or more; None for a shorter one."""
    reading = read(text)
    return said_of(reading) if reading.is_enough else None


def said_of(reading: Reading) -> Verdict:
    """Return the sentences about a grade."""
    grade, without = reading.grade or 0.0, reading.grade_without_known or 0.0
    known = f" Without the words of the treatment, which your readers know, it is {without:g}." if reading.known else ""
    base = f"SMOG grade {grade:g}, from {reading.long_words} long words in {reading.sentences} sentences.{known}"
    if grade >= TOO_HARD:
        advice = f"That is too hard: half of all adults or fewer can read it. Aim for {AIM} or less."
        return Verdict(f"{base} {advice}", is_warning=True, is_good=False)
    if grade > AIM:
        return Verdict(f"{base} Aim for {AIM} or less.", is_warning=False, is_good=False)
    return Verdict(f"{base} That is easy enough: the aim is {AIM} or less.", is_warning=False, is_good=True)


def too_short(text: str) -> str:
    """Return why a text has no grade, or "" where it has one."""
    count = read(text).sentences
    if count >= FEWEST_SENTENCES:
        return ""
    return f"A SMOG grade needs {FEWEST_SENTENCES} sentences. There are {count}, so look at the marks instead."


def _named(mark: Mark) -> str:
    if mark.kind == "hard":
        return mark.text
    first = " ".join(mark.text.split()[:6])
    return f"“{first}…”"
