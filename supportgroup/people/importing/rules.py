"""What may happen to a spreadsheet on its way into the register."""

import hashlib

from supportgroup.people.choices import ImportState


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
