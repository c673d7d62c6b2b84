"""Which picture a question gets: one stacked bar for a scale, bars for everything else."""

from supportgroup.ui.charts import Bar, Bars, Chart, Part, Stacked
from supportgroup.ui.wording import number, percentage
from surveys.questionnaire.choices import QuestionKind

from .figures import Result

MOST_IN_A_STACK = 5


def picture_of(result: Result) -> Chart | None:
    """Return the picture of a result, or None where there are only words or the numbers are hidden."""
    parts = result.figures.parts
    if not parts:
        return None
    if result.kind == QuestionKind.AGREEMENT and len(parts) <= MOST_IN_A_STACK:
        return Stacked(result.text, [Part(part.text, part.count) for part in parts])
    bars = [
        Bar(part.text, 100 * part.share, words=percentage(100 * part.share, 0), note=f"({number(part.count)})")
        for part in parts
    ]
    return Bars(result.text, bars)
