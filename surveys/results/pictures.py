"""Which picture a question gets: one stacked bar for a scale, bars for everything else."""

from supportgroup.disclosure.figures import Figures
from supportgroup.ui.charts import Bar, Bars, Bracket, Chart, Part, Stacked
from supportgroup.ui.wording import number, percentage, share

from .figures import FEWEST_FOR_TWO, Result, Words

MOST_IN_A_STACK = 5


def picture_of(result: Result) -> Chart | None:
    """Return the picture of a result, or None where there are only words or the numbers are hidden."""
    parts = result.figures.parts
    if not parts:
        return None
    if result.kind.reads_as == "scale" and len(parts) <= MOST_IN_A_STACK:
        return Stacked(result.text, [Part(part.text, part.count) for part in parts], _brackets(result))
    return _bars(result.text, result.figures)


def themes_picture(words: Words, result: Result) -> Chart | None:
    """Return the picture of what people wrote about in one field of a result, or None where that is not shown."""
    if words.themes is None or not words.themes.figures.parts:
        return None
    return _bars(f"Themes: {words.about or result.text}", words.themes.figures)


def _bars(title: str, figures: Figures) -> Bars:
    top = next((top for top in (40, 60, 80) if all(100 * part.share <= top for part in figures.parts)), 100)
    bars = [
        Bar(part.text, 100 * part.share, words=percentage(100 * part.share, 0), note=f"({number(part.count)})")
        for part in figures.parts
    ]
    return Bars(title, bars, top=top)


def _brackets(result: Result) -> list[Bracket]:
    """Say the two best answers of a scale together, and the two worst."""
    parts, base = result.figures.parts, result.figures.base
    if len(parts) < FEWEST_FOR_TWO or not base:
        return []
    ends = ((0, 1), (len(parts) - 2, len(parts) - 1))
    together = [(first, last, parts[first].count + parts[last].count) for first, last in ends]
    said = [(first, last, count) for first, last, count in together if count]
    return [Bracket(first, last, f"{share(count, base, 0)} ({number(count)})") for first, last, count in said]
