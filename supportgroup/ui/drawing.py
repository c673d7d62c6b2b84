"""Shapes of a chart, and the SVG made of them.

Across, a shape is placed in per cent of the drawing's width; down, in pixels. So text keeps its size at any width, on a
phone and on paper, and nothing needs a style attribute, which the content security policy refuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

INK, QUIET, LINE, STRONG = "#212b32", "#4c6272", "#d8dde0", "#768692"
# Blue to orange through grey: told apart by people who see colours differently and, by lightness, on a copier.
TONES = ("#003c78", "#7fb0e4", "#dfe4e8", "#f5be87", "#8a3c00", "#ffffff")
ON_TONES = ("#ffffff", INK, INK, INK, "#ffffff", INK)
HIDDEN = "hidden"
# The least room, in pixels, that each drawing of a chart is made for; charts.css shows the widest that fits.
ROOMS = (256, 520, 820)
# In less room than this, words stand above or below what they name, not beside it.
NARROW_UNDER = 520
# An average letter of 16px Arial. Used to keep words apart, never to place a number.
LETTER = 8.2


@dataclass(frozen=True)
class Rect:
    """A filled box. `hatched` boxes stand for a number that is hidden."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = "none"
    hatched: bool = False
    kind: str = field(default="rect", init=False)


@dataclass(frozen=True)
class Rule:
    """A straight line; `dash` as SVG wants it, empty for a full line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = LINE
    width: float = 1
    dash: str = ""
    kind: str = field(default="rule", init=False)


@dataclass(frozen=True)
class Words:
    """Text on one line. `dx` moves it by pixels; `anchor` is start, middle or end; `strong` comes before the rest.

    `halo` keeps it readable where a line runs behind it.
    """

    x: float
    y: float
    text: str
    anchor: str = "start"
    dx: float = 0
    strong: str = ""
    fill: str = INK
    size: int = 16
    halo: bool = False
    kind: str = field(default="words", init=False)


@dataclass(frozen=True)
class Dot:
    """A round mark."""

    x: float
    y: float
    fill: str
    radius: float = 5
    kind: str = field(default="dot", init=False)


@dataclass(frozen=True)
class Area:
    """A filled surface in a window of its own, whose corners are 0 to 100 both ways."""

    x: float
    y: float
    width: float
    height: float
    corners: str
    fill: str
    kind: str = field(default="area", init=False)


Shape = Rect | Rule | Words | Dot | Area


@dataclass(frozen=True)
class Drawing:
    """Shapes on a sheet of a height in pixels; `key` makes its ids unique on the page."""

    key: str
    title: str
    description: str
    height: float
    shapes: Sequence[Shape]

    def svg(self, *, classes: str = "", printed_width: int = 0) -> SafeString:
        """Return the SVG: as wide as its place on a page, or `printed_width` pixels wide for a PDF."""
        return render_to_string(
            "ui/charts/drawing.svg", {"drawing": self, "classes": classes, "printed_width": printed_width}
        )


def text_width(text: str, size: int = 16) -> float:
    """Return roughly how many pixels a text takes, on the wide side."""
    return len(text) * LETTER * size / 16


def stagger(spans: Sequence[tuple[float, float]], gap: float = 10) -> list[int]:
    """Return for each span (left, right) the first row, from 0, where it does not touch one placed before it."""
    ends: list[float] = []
    rows = []
    for left, right in spans:
        row = next((i for i, end in enumerate(ends) if end + gap <= left), len(ends))
        ends[row:] = [right, *ends[row + 1 :]]
        rows.append(row)
    return rows
