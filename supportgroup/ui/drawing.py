"""Shapes of a chart, and the SVG made of them.

Across, a shape is placed in per cent of the drawing's width; down, in pixels. So text keeps its size at any width, on a
phone and on paper, and nothing needs a style attribute, which the content security policy refuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from .markup import element

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

    def svg(self, key: str) -> SafeString:
        """Return the element; `key` makes the hatching's id unique on the page."""
        place = {"x": f"{self.x}%", "y": self.y, "width": f"{self.width}%", "height": self.height}
        if not self.hatched:
            return element("rect", {**place, "fill": self.fill, "stroke": self.stroke})
        ground = element("rect", {"width": 10, "height": 10, "fill": "#ffffff"})
        stripe = element("rect", {"width": 5, "height": 10, "fill": LINE})
        turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        pattern = element("pattern", {"id": f"{key}-hatch", "width": 10, "height": 10, **turned}, ground, stripe)
        return pattern + element("rect", {**place, "fill": f"url(#{key}-hatch)", "stroke": STRONG})


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

    def svg(self, key: str) -> SafeString:
        """Return the element."""
        ends = {"x1": f"{self.x1}%", "y1": self.y1, "x2": f"{self.x2}%", "y2": self.y2}
        pen = {"stroke": self.stroke, "stroke-width": self.width, "stroke-linecap": "round"}
        return element("line", {**ends, **pen, "stroke-dasharray": self.dash})


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

    def svg(self, key: str) -> SafeString:
        """Return the element."""
        place = {"x": f"{self.x}%", "y": self.y, "dx": self.dx or None, "text-anchor": self.anchor}
        pen: dict[str, object] = {"fill": self.fill, "font-size": self.size}
        if self.halo:
            pen |= {"stroke": "#ffffff", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke"}
        if not self.strong:
            return element("text", {**place, **pen}, self.text)
        strong = element("tspan", {"font-weight": "bold"}, self.strong)
        return element("text", {**place, **pen}, strong, f" {self.text}" if self.text else "")


@dataclass(frozen=True)
class Dot:
    """A round mark."""

    x: float
    y: float
    fill: str
    radius: float = 5

    def svg(self, key: str) -> SafeString:
        """Return the element."""
        ring = {"stroke": "#ffffff", "stroke-width": 2}
        return element("circle", {"cx": f"{self.x}%", "cy": self.y, "r": self.radius, "fill": self.fill, **ring})


@dataclass(frozen=True)
class Area:
    """A filled surface in a window of its own, whose corners are 0 to 100 both ways."""

    x: float
    y: float
    width: float
    height: float
    corners: str
    fill: str

    def svg(self, key: str) -> SafeString:
        """Return the element."""
        place = {"x": f"{self.x}%", "y": self.y, "width": f"{self.width}%", "height": self.height}
        surface = element("polygon", {"points": self.corners, "fill": self.fill})
        return element("svg", {**place, "viewBox": "0 0 100 100", "preserveAspectRatio": "none"}, surface)


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
        box = f"0 0 {printed_width} {self.height:g}" if printed_width else None
        outside: dict[str, object] = {
            "class": f"sg-chart {classes}".strip(),
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "img",
            "aria-labelledby": f"{self.key}-title {self.key}-words",
            "font-family": "Arial, Liberation Sans, sans-serif",
            "viewBox": box,
            "width": printed_width or "100%",
            "height": f"{self.height:g}",
            "focusable": "false",
        }
        title = element("title", {"id": f"{self.key}-title"}, self.title)
        words = element("desc", {"id": f"{self.key}-words"}, self.description)
        shapes = [shape.svg(f"{self.key}-{place}") for place, shape in enumerate(self.shapes, start=1)]
        return element("svg", outside, title, words, *shapes)


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
