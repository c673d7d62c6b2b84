"""Three pictures of numbers: bars, one stacked bar, a line over weeks; each knows its drawing and its table.

A number that is hidden arrives as None: it is hatched, takes a fixed place, and neither it nor anything worked out
from it is in the markup. On a page a picture is drawn for three rooms and the stylesheet shows the one that fits; for
a PDF, `printed(chart, width)` gives one SVG of a fixed width.
"""

from typing import Any, Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .bars import Bar, Bars
from .drawing import ROOMS, Drawing
from .lines import Event, Line
from .stacks import Bracket, Part, Stacked

__all__ = ["Bar", "Bars", "Bracket", "Chart", "Event", "Line", "Part", "Stacked", "on_page", "printed"]


class Chart(Protocol):
    """What every picture can do."""

    def drawing(self, room: int) -> Drawing:
        """Return the picture for a place so many pixels wide, or wider."""

    def table(self) -> dict[str, Any]:
        """Return the same numbers as a table."""


def on_page(chart: Chart) -> SafeString:
    """Return the picture for a page of any width."""
    drawings = [chart.drawing(room).svg(classes=f"sg-chart--{room}") for room in ROOMS]
    return format_html('<div class="sg-charts">{}{}{}</div>', *drawings)


def printed(chart: Chart, width: int) -> str:
    """Return the picture as an SVG file `width` pixels wide, for a letter or a report."""
    return str(chart.drawing(width).svg(printed_width=width))
