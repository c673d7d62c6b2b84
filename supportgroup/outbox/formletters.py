"""A letter to many: what all of them read is rendered once, and each one's own words are put into its gaps.

Rendering a page of text for each of 10,000 people would be most of the work of sending them. A gap is a mark that
nobody can type, so words that a group has written are never taken for one.
"""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape

_SECRET = secrets.token_hex(16)
_GAP = re.compile(f"{_SECRET}([a-z_]+){_SECRET}")


@dataclass(frozen=True)
class FormLetter:
    """What all read, in pieces; after each but the last stands the name of what is each one's own."""

    pieces: tuple[str, ...]
    is_html: bool

    def filled(self, own: Mapping[str, str]) -> str:
        """Return the letter of one person. In HTML their words are escaped, as a template would."""
        words = {name: str(conditional_escape(word)) for name, word in own.items()} if self.is_html else own
        return "".join(words[piece] if at % 2 else piece for at, piece in enumerate(self.pieces))


def written(template: str, words: Mapping[str, Any], *, own: Collection[str]) -> FormLetter:
    """Render a template with these words and with gaps for what is each one's own.

    The template shows what is own as it stands: no filter, no condition and no block tag may look at it.
    """
    gaps = {name: f"{_SECRET}{name}{_SECRET}" for name in own}
    return FormLetter(tuple(_GAP.split(render_to_string(template, {**words, **gaps}))), template.endswith(".html"))
