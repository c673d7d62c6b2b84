"""How many years of school a text asks for: SMOG, for texts of 30 sentences or more. Pure.

Source: G. Harry McLaughlin, "SMOG Grading – a New Readability Formula", Journal of Reading 12(8), 1969, pages 639 to
646: grade = 1.0430 × √(words of three or more syllables × 30 ÷ sentences) + 3.1291, standard error 1.5 grades.
What to aim for: the NHS digital service manual, "Use a readability tool".
"""

from dataclasses import dataclass
from math import sqrt

from .plainer import is_known
from .sentences import sentences, words
from .syllables import syllables

FEWEST_SENTENCES = 30
MANY_SYLLABLES = 3
AIM, TOO_HARD = 11, 14
"""Grades: a text should have 11 or less; from 14 on half of all adults or fewer can read it."""


@dataclass(frozen=True)
class Reading:
    """What was counted in a text. known: long words that people with this treatment know, among the long ones."""

    sentences: int
    words: int
    long_words: int
    known: int

    @property
    def is_enough(self) -> bool:
        """Tell whether the text has so many sentences that a grade means something."""
        return self.sentences >= FEWEST_SENTENCES

    @property
    def grade(self) -> float | None:
        """Return the grade, to one place; None for a text that is too short for one."""
        return round(smog(self.long_words, self.sentences), 1) if self.is_enough else None

    @property
    def grade_without_known(self) -> float | None:
        """Return the grade as if the words that these readers know were short ones."""
        return round(smog(self.long_words - self.known, self.sentences), 1) if self.is_enough else None


def smog(long_words: int, sentence_count: int) -> float:
    """Return the grade of a text with so many words of three or more syllables in so many sentences (1 or more)."""
    return 1.0430 * sqrt(long_words * FEWEST_SENTENCES / sentence_count) + 3.1291


def read(text: str) -> Reading:
    """Count sentences and long words of a text, as published: names, numbers and repeated words count too."""
    found = words(text)
    long_words = [word.text for word in found if is_long(word.text)]
    return Reading(len(sentences(text)), len(found), len(long_words), sum(map(is_known, long_words)))


def is_long(word: str) -> bool:
    """Tell whether a word is spoken with three syllables or more."""
    return syllables(word) >= MANY_SYLLABLES
