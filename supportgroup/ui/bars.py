"""Horizontal bars, each with its words and, under it, the likely range."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from .drawing import (
    HIDDEN,
    INK,
    LETTER,
    LINE,
    NARROW_UNDER,
    QUIET,
    STRONG,
    TONES,
    Drawing,
    Rect,
    Rule,
    Shape,
    Words,
    text_width,
)

THICK = 20
LEADING = 19


@dataclass(frozen=True)
class Bar:
    """One bar. `value` is its length, None if hidden; `words` is said in bold after it, `note` after that.

    `low` and `high` are the ends of the likely range, in the unit of `value`; `tone` is 0 to 5.
    """

    label: str
    value: float | None
    words: str = ""
    note: str = ""
    low: float | None = None
    high: float | None = None
    tone: int = 0

    @property
    def said(self) -> tuple[str, str]:
        """Return what stands after the bar: in bold, and after that."""
        return (HIDDEN, "") if self.value is None else (self.words or f"{self.value:g}", self.note)


@dataclass(frozen=True)
class Bars:
    """Bars on one scale from 0 to `top`. `unit` follows the numbers of the scale ("%")."""

    title: str
    bars: Sequence[Bar]
    top: float = 100
    unit: str = "%"

    @property
    def description(self) -> str:
        """Return the numbers as one text."""
        return " ".join(f"{bar.label}: {' '.join(bar.said).strip()}." for bar in self.bars)

    def drawing(self, room: int) -> Drawing:
        """Return the picture for so many pixels: labels at the left, or above each bar where there is no room."""
        key, shapes, y = f"{slugify(self.title)}-{room}", list[Shape](), 4.0
        if room < NARROW_UNDER:
            plot = _Plot(0, 99, self.top, room)
            for bar in self.bars:
                y = plot.narrow_bar(bar, y, shapes)
            return Drawing(key, self.title, self.description, y, shapes)
        left, right = self._label_share(room), min(34.0, 100 * self._words_room() / room)
        plot = _Plot(left, 100 - left - right, self.top, room)
        for bar in self.bars:
            y = plot.wide_bar(bar, y, shapes)
        return Drawing(key, self.title, self.description, y + 22, [*plot.scale(y, self.unit), *shapes])

    def table(self) -> dict[str, Any]:
        """Return the same numbers for `ui/components/table.html`."""
        ranged = any(bar.note for bar in self.bars if bar.value is not None)
        columns = [{"text": "Answer"}, {"text": "Share" if self.unit == "%" else "Number", "number": True}]
        return {
            "caption": self.title,
            "caption_hidden": True,
            "columns": columns + ([{"text": "Likely range"}] if ranged else []),
            "rows": [_table_row(bar, ranged=ranged) for bar in self.bars],
        }

    def _label_share(self, room: int) -> float:
        """Return how many per cent of the width the labels take."""
        longest = max((text_width(bar.label) for bar in self.bars), default=0)
        return round(min(30.0, max(8.0, 100 * (longest + 12) / room)), 2)

    def _words_room(self) -> float:
        """Return how many pixels the words after the longest bar take."""
        return max((text_width(" ".join(bar.said)) for bar in self.bars), default=0) + 14


@dataclass(frozen=True)
class _Plot:
    """The place of the bars: `left` and `width` in per cent of `room` pixels, `top` the largest number."""

    left: float
    width: float
    top: float
    room: int

    def x(self, value: float) -> float:
        return round(self.left + self.width * min(value, self.top) / self.top, 2)

    def wide_bar(self, bar: Bar, y: float, shapes: list[Shape]) -> float:
        """Add a bar with its label at the left and its words at the right; return where the next begins."""
        lines = textwrap.wrap(bar.label, max(10, int((self.left * self.room / 100 - 8) / LETTER))) or [""]
        shapes += [Words(self.left, y + 16 + LEADING * i, line, "end", -8) for i, line in enumerate(lines)]
        strong, rest = bar.said
        end = self.left + self.width / 4 if bar.value is None else self.x(max(bar.value, bar.high or 0))
        shapes.append(Words(end, y + 16, rest, dx=10, strong=strong))
        self._bar_and_range(bar, y, shapes)
        return y + max(THICK + 24, LEADING * len(lines) + 12)

    def narrow_bar(self, bar: Bar, y: float, shapes: list[Shape]) -> float:
        """Add label and words on lines of their own, then the bar."""
        for line in textwrap.wrap(bar.label, int(self.room / LETTER)):
            shapes.append(Words(0, y + 16, line))
            y += LEADING
        strong, rest = bar.said
        shapes.append(Words(0, y + 16, rest, strong=strong))
        self._bar_and_range(bar, y + LEADING + 6, shapes)
        return y + LEADING + 6 + THICK + 30

    def scale(self, bottom: float, unit: str) -> list[Shape]:
        """Return upright lines with their numbers, and the axis: in steps that are whole numbers where they can be."""
        shapes: list[Shape] = []
        steps = 4 if self.top % 4 == 0 else 3
        for step in range(steps + 1):
            x, value = self.x(self.top * step / steps), self.top * step / steps
            shapes.append(Rule(x, 0, x, bottom - 6, QUIET if step == 0 else LINE))
            shapes.append(Words(x, bottom + 12, f"{value:.0f}{unit}", "middle", size=14))
        return shapes

    def _bar_and_range(self, bar: Bar, y: float, shapes: list[Shape]) -> None:
        if bar.value is None:
            shapes.append(Rect(self.left, y, round(self.width / 4, 2), THICK, hatched=True))
            return
        shapes.append(Rect(self.left, y, round(self.x(bar.value) - self.left, 2), THICK, TONES[bar.tone], STRONG))
        if bar.low is not None and bar.high is not None:
            low, high, below = self.x(bar.low), self.x(bar.high), y + THICK + 7
            shapes.append(Rule(low, below, high, below, INK, 2))
            shapes += [Rule(end, below - 4, end, below + 4, INK, 2) for end in (low, high)]


def _table_row(bar: Bar, *, ranged: bool) -> list[dict[str, Any]]:
    if bar.value is None:
        return [{"text": bar.label}, {"hidden": True}, *([{"text": ""}] if ranged else [])]
    words, note = bar.said
    return [{"text": bar.label}, {"text": words, "number": True}, *([{"text": note.strip("()")}] if ranged else [])]
