"""What in a text is hard to read: sentences that are too long, and hard words. Pure.

For texts of any length. SMOG says nothing of short ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .plainer import EASY, EXPLAINED, PLAINER, plainer_for
from .sentences import sentences, words
from .smog import is_long

MOST_WORDS = 20
"""Words of a sentence that is still easy to follow (NHS service manual: short sentences)."""


@dataclass(frozen=True)
class Mark:
    """A hard place from `start` to `end` of a text. kind: "hard" for a word, "long" for a sentence.

    advice: what could be written instead; "" where we know nothing better than a shorter word.
    """

    kind: str
    text: str
    start: int
    end: int
    advice: str = ""


@dataclass(frozen=True)
class Part:
    """A run of a text with the hard places it lies in: "hard", "long", "hard long" or ""."""

    text: str
    kind: str


def marks(text: str) -> list[Mark]:
    """Return the hard places of a text in their order: long sentences, then the hard words in them."""
    found: list[Mark] = []
    for sentence in sentences(text):
        count = len(words(sentence.text))
        if count > MOST_WORDS:
            advice = f"{count} words. Make two sentences of it, of {MOST_WORDS} words at most."
            found.append(Mark("long", sentence.text, sentence.start, sentence.end, advice))
    found += [
        Mark("hard", word.text, word.start, word.end, plainer_for(word.text))
        for word in words(text)
        if is_hard(word.text)
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def is_hard(word: str) -> bool:
    """Tell whether a word may be hard: it has a plainer one, or is long and neither common nor a name nor known."""
    lower = word.lower()
    if lower in PLAINER:
        return True
    plain = lower in EASY or lower in EXPLAINED or _stem(lower) in EASY
    return not plain and not word[:1].isupper() and not any(letter.isdigit() for letter in word) and is_long(word)


def parts(text: str, found: Sequence[Mark] | None = None) -> list[Part]:
    """Return the text cut where hard places begin and end; the parts together are the text."""
    placed = marks(text) if found is None else found
    cuts = sorted({0, len(text), *(mark.start for mark in placed), *(mark.end for mark in placed)})
    cut = []
    for start, end in pairwise(cuts):
        kinds = sorted({mark.kind for mark in placed if mark.start <= start and end <= mark.end})
        cut.append(Part(text[start:end], " ".join(kinds)))
    return cut


def _stem(word: str) -> str:
    return word.removesuffix("s").removesuffix("’").removesuffix("'")
