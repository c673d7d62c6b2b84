"""A line over weeks, with what happened when as dotted upright lines that carry their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.text import slugify

from .drawing import NARROW_UNDER, QUIET, Area, Dot, Drawing, Rule, Shape, Words, stagger, text_width

BLUE, TINT = "#005eb8", "#e3edf7"
PLOT = 200
ROW = 20


@dataclass(frozen=True)
class Event:
    """Something that happened, at a place on the scale of weeks."""

    at: float
    words: str


@dataclass(frozen=True)
class _Spot:
    """A place for words: its ends in pixels, its baseline, and how the words hang at their point."""

    left: float
    right: float
    y: float
    anchor: str
    beside: float


@dataclass(frozen=True)
class Line:
    """`points` are (week, number); the scale runs from 0 to `last` across and 0 to `top` up.

    `ticks` are (week, words) under the axis; `labels` words at a point, by its week; `unit` names a row of the table.
    `usual` are (week, number) of a course to compare with, broken and grey: only what is known of it, joined straight.
    """

    title: str
    points: Sequence[tuple[float, float]]
    top: float
    last: float
    ticks: Sequence[tuple[float, str]] = ()
    events: Sequence[Event] = ()
    labels: Mapping[float, str] = field(default_factory=dict)
    columns: tuple[str, str] = ("Week", "So far")
    usual: Sequence[tuple[float, float]] = ()

    @property
    def description(self) -> str:
        """Return the numbers as one text."""
        happened = "".join(f" {event.words}: week {event.at:g}." for event in self.events)
        usually = "".join(f" Usual by week {at:g}: {value:g}." for at, value in self.usual)
        return " ".join(f"Week {at:g}: {value:g}." for at, value in self.points) + happened + usually

    def drawing(self, room: int) -> Drawing:
        """Return the picture for so many pixels; the narrow one says less at its points."""
        frame = _Frame(self, room)
        shapes: list[Shape] = []
        frame.add_events(shapes)
        frame.add_scale(shapes)
        frame.add_line(shapes)
        frame.add_usual(shapes)
        frame.add_labels(shapes, short=room < NARROW_UNDER)
        key = f"{slugify(self.title)}-{room}"
        return Drawing(key, self.title, self.description, frame.bottom + 28, shapes)

    def table(self) -> dict[str, Any]:
        """Return the same numbers for `ui/components/table.html`."""
        columns = [{"text": self.columns[0]}, {"text": self.columns[1], "number": True}]
        rows = [[{"text": f"{at:g}"}, _number(value)] for at, value in self.points]
        if self.usual:
            columns.append({"text": "Usual", "number": True})
            known, usual = dict(self.points), dict(self.usual)
            rows = [
                [{"text": f"{at:g}"}, _number(known.get(at)), _number(usual.get(at))] for at in sorted({*known, *usual})
            ]
        return {"caption": self.title, "caption_hidden": True, "columns": columns, "rows": rows}


def _number(value: float | None) -> dict[str, Any]:
    return {"text": "" if value is None else f"{value:g}", "number": True}


class _Frame:
    """The place of the line: where a week and a number lie on a sheet of so many pixels."""

    def __init__(self, line: Line, width: int) -> None:
        self.line, self.pixels = line, width
        self.left = 100 * (text_width(f"{line.top:g}", 15) + 10) / width
        self.width = 99.0 - self.left
        self.rows = stagger([self._event_span(event) for event in line.events])
        self.head = ROW * (max(self.rows, default=-1) + 1) + 6
        self.bottom = self.head + PLOT

    def x(self, week: float) -> float:
        return round(self.left + self.width * week / (self.line.last or 1), 2)

    def y(self, value: float) -> float:
        return round(self.bottom - PLOT * value / (self.line.top or 1), 1)

    def _event_span(self, event: Event) -> tuple[float, float]:
        """Return the place in pixels of an event's name; near the right edge it stands before its line."""
        at, wide = self.x(event.at) * self.pixels / 100, text_width(event.words, 15)
        return (at - wide - 6, at) if at + wide > self.pixels else (at, at + wide + 6)

    def add_events(self, shapes: list[Shape]) -> None:
        for event, row in zip(self.line.events, self.rows, strict=True):
            x = self.x(event.at)
            shapes.append(Rule(x, ROW * row + 4, x, self.bottom, QUIET, 1.5, dash="2 4"))
        for event, row in zip(self.line.events, self.rows, strict=True):
            x, y = self.x(event.at), ROW * row
            before = self._event_span(event)[1] == x * self.pixels / 100
            shapes.append(Words(x, y + 14, "", "end" if before else "start", -6 if before else 6,
                                strong=event.words, size=15, halo=True))  # fmt: skip

    def add_scale(self, shapes: list[Shape]) -> None:
        for step in range(5):
            value = self.line.top * step / 4
            shapes.append(Rule(self.left, self.y(value), 99, self.y(value), QUIET if step == 0 else "#d8dde0"))
            shapes.append(Words(self.left, self.y(value) + 5, f"{value:g}", "end", -6, size=15))
        end = -1.0
        for at, words in self.line.ticks:
            middle, half = self.x(at) * self.pixels / 100, text_width(words, 15) / 2
            place = min(max(middle, half), self.pixels - half)
            if place - half > end:
                anchor = "middle" if place == middle else "start" if place > middle else "end"
                x = {"middle": self.x(at), "start": 0.0, "end": 100.0}[anchor]
                shapes.append(Words(x, self.bottom + 20, words, anchor, size=15))
                end = place + half + 8

    def add_line(self, shapes: list[Shape]) -> None:
        places = [(self.x(at), self.y(value)) for at, value in self.line.points]
        if len(places) > 1:
            first, last = places[0][0], places[-1][0]
            corners = " ".join(f"{100 * (x - first) / (last - first):.2f},{100 * (y - self.head) / PLOT:.2f}"
                               for x, y in places)  # fmt: skip
            area = Area(first, self.head, round(last - first, 2), PLOT, f"0,100 {corners} 100,100", TINT)
            shapes.insert(0, area)
        shapes += [Rule(*here, *there, BLUE, 3) for here, there in pairwise(places)]

    def add_usual(self, shapes: list[Shape]) -> None:
        places = [(self.x(at), self.y(value)) for at, value in self.line.usual]
        shapes += [Rule(*here, *there, QUIET, 2, dash="6 5") for here, there in pairwise(places)]
        for (x, y), (at, value) in zip(places, self.line.usual, strict=True):
            if value:
                shapes.append(Dot(x, y, QUIET, 4))
                is_last = at >= self.line.last
                shapes.append(Words(x, y + (-10 if is_last else 22), f"Usual: {value:g}", "end" if is_last else "start",
                                    0 if is_last else 8, size=15, halo=True))  # fmt: skip

    def add_labels(self, shapes: list[Shape], *, short: bool) -> None:
        taken: list[_Spot] = []
        for at, value in self.line.points:
            if words := self.line.labels.get(at):
                words = words.split(",", maxsplit=1)[0] if short else words
                spots = self._spots(self.x(at), self.y(value), text_width(words, 15))
                spot = next((one for one in spots if self._is_free(one, taken)), spots[-1])
                taken.append(spot)
                shapes.append(Dot(self.x(at), self.y(value), BLUE))
                shapes.append(Words(self.x(at), spot.y, "", spot.anchor, spot.beside,
                                    strong=words, size=15, halo=True))  # fmt: skip

    def _spots(self, x: float, y: float, wide: float) -> list["_Spot"]:
        """Return where words at a point may stand, the best first: under a rising line, or over it."""
        here = x * self.pixels / 100
        return [
            _Spot(here + 8, here + 8 + wide, y + 20, "start", 8),
            _Spot(here - wide, here, y - 12, "end", 0),
            _Spot(here + 8, here + 8 + wide, y - 12, "start", 8),
        ]

    def _is_free(self, spot: "_Spot", taken: Sequence["_Spot"]) -> bool:
        """Tell whether a spot lies in the plot, clear of the axis and of other words."""
        inside = spot.left >= 0 and spot.right <= self.pixels and spot.y < self.bottom - 4
        return inside and not any(
            spot.left < other.right and other.left < spot.right and abs(spot.y - other.y) < ROW for other in taken
        )
