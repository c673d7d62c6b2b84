"""What may happen to a spreadsheet on its way into the register."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from supportgroup.people.choices import ImportState

from .judging import Verdict
from .tables import Sheet

LARGE_FILE, MANY_ROWS = 1024 * 1024, 1_000
"""From this size on a worker reads a file and judges its rows, so that no page waits for it."""

HIDDEN, MERGED = "h", "m"
IS_HIDDEN = "The row is hidden in the spreadsheet. It is read like the others"
IS_MERGED = "A cell is merged with the one above. Both rows have what it holds"
MARKS = {HIDDEN: IS_HIDDEN, MERGED: IS_MERGED}
TITLES = "Rows above the names of the columns are left out"
REPEATED = "Rows that only repeat the names of the columns are left out"


def why_not_confirm(*, seen: str, now: str, news: int) -> str | None:
    """Return why what was seen cannot be confirmed, or None if it can. seen, now: marks of the verdicts."""
    if seen != now:
        return "The columns were matched again after you opened this page. Look at it again, then confirm."
    if not news:
        return "There is nothing to import: nobody would be added or changed."
    return None


def is_given_away(*, state: str, work_failed: bool) -> bool:
    """Tell whether the import is confirmed and being written, or written; a failed try may be confirmed again."""
    return state == ImportState.DONE or (state == ImportState.CONFIRMED and not work_failed)


def mark_of(verdicts: str) -> str:
    """Return a mark of the verdicts on all rows: what was seen is what is written."""
    return hashlib.sha256(verdicts.encode()).hexdigest()[:32]


def is_read_by_a_worker(*, size: int, here: bool) -> bool:
    """Tell whether a file of so many bytes is read by a worker."""
    return size > LARGE_FILE and not here


def is_checked_by_a_worker(*, rows: int, here: bool) -> bool:
    """Tell whether so many rows are judged by a worker."""
    return rows > MANY_ROWS and not here


def remarks(sheet: Sheet, verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Return what was understood although it was unusual: sentence -> how many rows."""
    found = Counter({TITLES: sheet.above, REPEATED: sheet.repeated})
    found.update(MARKS[mark] for marks in sheet.marks.values() for mark in marks)
    found.update(note for verdict in verdicts for note in verdict.notes)
    return {sentence: rows for sentence, rows in found.items() if rows}
