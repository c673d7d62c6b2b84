"""People's own words: how they are typed, and what of them is kept."""

import unicodedata
from typing import Any

from django import forms

from supportgroup.ui.wording import counted


class UnfitError(ValueError):
    """Something is no answer to its question; the sentence says what would be one. code: which box of several.

    phrase, values: the same as a phrase that editions have (`phrases.WHEN_TYPED_WRONG`), and what fills its {names}.
    """

    def __init__(self, sentence: str, *, code: str = "", phrase: str = "", **values: Any) -> None:
        super().__init__(sentence)
        self.code, self.phrase, self.values = code, phrase, values

    @property
    def on_page(self) -> str:
        """Return the sentence as it stands at the box itself."""
        sentence = str(self)
        return f"{sentence[:1].upper()}{sentence[1:].removesuffix('.')}"

    def at_box(self) -> forms.ValidationError:
        """Return what a form says of it; it knows its UnfitError, so that an edition can say it in its own words."""
        error = forms.ValidationError(self.on_page, code=self.code)
        error.unfit = self  # type: ignore[attr-defined]
        return error


LONGEST_WORDS = 1000
"""Characters of an answer in a person's own words: all answers of a version are sealed in one size."""
LONGEST_LINE = 200
"""Characters of a short answer."""


def without_controls(text: str) -> str:
    """Return the text with one kind of line end and without control characters, which no column or paper takes."""
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter for letter in one_kind if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs")
    )


def kept_words(value: Any, *, most: int = LONGEST_WORDS) -> str:
    """Return words as they are sealed, stripped; raise UnfitError for what are no words, or too many."""
    if not isinstance(value, str | None):
        raise UnfitError("write words.")
    text = without_controls(value or "").strip()
    if len(text) > most:
        raise UnfitError(f"use {most:,} characters or less. There are {len(text):,}.")
    return text


class WordsField(forms.CharField):
    """Free text as somebody typed it: a line end is one character, and there are no control characters."""

    def to_python(self, value: Any) -> str:
        """Return the words, stripped."""
        return without_controls(str(value or "")).strip()

    def run_validators(self, value: str) -> None:
        """Say by how much the words are too long."""
        if self.max_length and len(value) > self.max_length:
            over = counted(len(value) - self.max_length, "character")
            sentence = f"This is {over} too long. Make it {self.max_length:,} characters or less"
            too_many = len(value) - self.max_length
            raise UnfitError(sentence, phrase="too_long", count=too_many, most=self.max_length).at_box()


class LineOfWordsField(WordsField):
    """A short answer on one line; line ends become spaces."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_LINE, **options)

    def to_python(self, value: Any) -> str:
        """Return the words on one line."""
        return one_line(super().to_python(value))


def one_line(text: str) -> str:
    """Return the words with single spaces between them."""
    return " ".join(text.split())


def words_field(label: str, *, rows: int, help_text: str = "") -> WordsField:
    """Return the box for an answer in somebody's own words."""
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
