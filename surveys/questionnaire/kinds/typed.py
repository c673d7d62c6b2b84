"""A box in which one thing is typed that has one way to be written down."""

from collections.abc import Callable
from typing import Any

from django import forms

from .words import UnfitError


class TypedField(forms.CharField):
    """A line that `canonical` reads; what it cannot read stays in the box, with a sentence about it."""

    def __init__(self, canonical: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self.canonical = canonical

    def clean(self, value: Any) -> str:
        """Return the one way to write it down, or say what would be an answer."""
        typed = str(value or "").strip()
        if not typed:
            return ""
        try:
            return self.canonical(typed)
        except UnfitError as unfit:
            raise unfit.at_box() from None
