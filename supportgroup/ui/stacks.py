"""One bar of parts, such as the answers to one question, with names under it and brackets over it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from .drawing import (
    HIDDEN,
    INK,
    LETTER,
    NARROW_UNDER,
    ON_TONES,
    QUIET,
    STRONG,
    TONES,
    Drawing,
    Rect,
    Rule,
    Shape,
    Words,
    stagger,
    text_width,
)

THICK = 52
LEADING = 22
# How much of the bar one hidden part takes, in per cent, whatever its number is.
HIDDEN_SHARE = 14.0
# Which tones so many parts take, from agreeing to not.
CHOSEN_TONES = {1: (0,), 2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}


@dataclass(frozen=True)
class Part:
    """One part of the bar; `count` is None where it is hidden."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Bracket:
    """Parts `first` to `last`, counted from 0, said together ("71% yes (53)")."""

    first: int
    last: int
    words: str


@dataclass(frozen=True)
class Stacked:
    """A bar of one to six parts, the one that agrees most first."""

    title: str
    parts: Sequence[Part]
    brackets: Sequence[Bracket] = ()

    @property
    def description(self) -> str:
        """Return the numbers as one text."""
        words = " ".join(f"{part.label}: {HIDDEN if part.count is None else part.count}." for part in self.parts)
        hidden = " The length of a hatched part says nothing." if any(p.count is None for p in self.parts) else ""
        return words + hidden

    def drawing(self, room: int) -> Drawing:
        """Return the picture for so many pixels: names under the parts, or as a list where there is no room."""
        return _Sheet(self, room).drawing()

    def table(self) -> dict[str, Any]:
        """Return the same numbers for `ui/components/table.html`."""
        cells = [{"hidden": True} if p.count is None else {"text": str(p.count), "number": True} for p in self.parts]
        rows = [[{"text": part.label}, cell] for part, cell in zip(self.parts, cells, strict=True)]
        columns = [{"text": "Answer"}, {"text": "People", "number": True}]
        return {"caption": self.title, "caption_hidden": True, "columns": columns, "rows": rows}

    def spans(self) -> list[tuple[float, float]]:
        """Return left end and width of each part in per cent. What is hidden takes a fixed share."""
        counts = [part.count for part in self.parts]
        hidden, known = counts.count(None), sum(count or 0 for count in counts)
        share = min(HIDDEN_SHARE, 100 / len(counts)) if known else 100 / max(hidden, 1)
        spans, left = [], 0.0
        for count in counts:
            width = share if count is None else (100 - hidden * share) * count / known if known else 0.0
            spans.append((round(left, 2), round(width, 2)))
            left += width
        return spans


class _Sheet:
    """One drawing in the making, for a place of `room` pixels."""

    def __init__(self, chart: Stacked, room: int) -> None:
        self.chart, self.room = chart, room
        self.spans = chart.spans()
        self.shapes: list[Shape] = []

    def drawing(self) -> Drawing:
        top = self._brackets()
        for index, part in enumerate(self.chart.parts):
            self._part(index, part, top)
        names = [self._name(part, share) for part, (_, share) in zip(self.chart.parts, self.spans, strict=True)]
        rows = stagger([self._name_span(name, left) for name, (left, _) in zip(names, self.spans, strict=True)])
        at_the_edge = sum(not self._fits(name, left) for name, (left, _) in zip(names, self.spans, strict=True))
        if self.room < NARROW_UNDER or at_the_edge > 1 or max(rows, default=0) > 1:
            bottom = self._list(top + THICK + 14)
        else:
            bottom = self._names(names, rows, top + THICK)
        key = f"{slugify(self.chart.title)}-{self.room}"
        return Drawing(key, self.chart.title, self.chart.description, bottom + 6, self.shapes)

    def _pixels(self, share: float) -> float:
        return share * self.room / 100

    def _tone(self, index: int) -> int:
        return CHOSEN_TONES[min(len(self.chart.parts), 6)][min(index, 5)]

    def _brackets(self) -> float:
        """Draw the brackets and return where the bar begins."""
        ends = [(self.spans[b.first][0], sum(self.spans[b.last])) for b in self.chart.brackets]
        wide = [100 * text_width(bracket.words, 17) / self.room for bracket in self.chart.brackets]
        starts = [min(left, 100 - need) for (left, _), need in zip(ends, wide, strict=True)]
        rows = stagger([(self._pixels(s), self._pixels(s + n)) for s, n in zip(starts, wide, strict=True)])
        top = (max(rows) + 1) * LEADING + 14 if rows else 0.0
        for bracket, (left, right), start, row in zip(self.chart.brackets, ends, starts, rows, strict=True):
            x, anchor = (left, "start") if start == left else (100.0, "end")
            self.shapes.append(Words(x, 16 + LEADING * row, "", anchor, strong=bracket.words, size=17))
            self.shapes.append(Rule(left, top - 8, right, top - 8, INK, 1.5))
            self.shapes += [Rule(end, top - 8, end, top - 3, INK, 1.5) for end in (left, right)]
        return top

    def _part(self, index: int, part: Part, top: float) -> None:
        left, share = self.spans[index]
        middle = round(left + share / 2, 2)
        if part.count is None:
            self.shapes.append(Rect(left, top, share, THICK, hatched=True))
            if self._pixels(share) >= text_width(HIDDEN, 14):
                self.shapes.append(Words(middle, top + THICK / 2 + 5, HIDDEN, "middle", size=14))
            return
        tone = self._tone(index)
        self.shapes.append(
            Rect(left, top, share, THICK, TONES[tone], STRONG if TONES[tone] == "#ffffff" else "#ffffff")
        )
        if self._has_room(part.count, share):
            number = Words(
                middle, top + THICK / 2 + 6, "", "middle", strong=str(part.count), size=18, fill=ON_TONES[tone]
            )
            self.shapes.append(number)

    def _has_room(self, count: int, share: float) -> bool:
        return self._pixels(share) >= text_width(str(count), 18) + 6

    def _name(self, part: Part, share: float) -> str:
        """Return the name, with the number where the number had no room in the bar."""
        return part.label if part.count is None or self._has_room(part.count, share) else f"{part.label}: {part.count}"

    def _name_span(self, name: str, left: float) -> tuple[float, float]:
        """Return where a name lies in pixels: from its part's left end, or up to the edge of the drawing."""
        start, wide = self._pixels(left), text_width(name)
        return (start, start + wide) if self._fits(name, left) else (self.room - wide, float(self.room))

    def _fits(self, name: str, left: float) -> bool:
        return self._pixels(left) + text_width(name) <= self.room

    def _names(self, names: Sequence[str], rows: Sequence[int], top: float) -> float:
        """Write each name under its part, a line lower where it would touch another; return the lower end."""
        for name, row, (left, share) in zip(names, rows, self.spans, strict=True):
            fits = self._fits(name, left)
            y = top + 22 + LEADING * row
            self.shapes.append(Words(left, y, name) if fits else Words(100, y, name, "end"))
            if row:
                x = left if fits else round(left + share / 2, 2)
                self.shapes.append(Rule(x, top + 4, x, y - 14, QUIET))
        return top + 24 + LEADING * max(rows, default=0)

    def _list(self, y: float) -> float:
        """Write the names as a list: a square of the part's colour, the number, the name; return the lower end."""
        square = round(1600 / self.room, 2)
        numbers_end = 36 + max(text_width(self._said(part)) for part in self.chart.parts)
        for index, part in enumerate(self.chart.parts):
            fill = "none" if part.count is None else TONES[self._tone(index)]
            self.shapes.append(Rect(0.3, y + 2, square, 16, fill, STRONG, hatched=part.count is None))
            self.shapes.append(Words(0, y + 16, "", "end", numbers_end, strong=self._said(part)))
            for line in textwrap.wrap(part.label, int((self.room - numbers_end - 12) / LETTER)) or [""]:
                self.shapes.append(Words(0, y + 16, line, dx=numbers_end + 12))
                y += LEADING
            y += 4
        return y

    @staticmethod
    def _said(part: Part) -> str:
        return HIDDEN if part.count is None else str(part.count)
