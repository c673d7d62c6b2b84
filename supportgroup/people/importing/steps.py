"""Where a spreadsheet is on its way: which page shows it, and what a worker is doing with it, in words."""

from dataclasses import dataclass

from supportgroup.people.choices import ImportState
from supportgroup.people.models import Import

from .actions.store import has_failed, is_open

_PAGES = {
    ImportState.READING: "import_progress",
    ImportState.SHEET: "choose_sheet",
    ImportState.CHOSEN: "match_columns",
    ImportState.CHECKING: "import_progress",
    ImportState.MATCHED: "preview_import",
    ImportState.CONFIRMED: "import_progress",
    ImportState.DONE: "import_progress",
}


@dataclass(frozen=True)
class Words:
    """What the page of progress says. going_on, failed: headings. done_so_far: after the number."""

    going_on: str
    failed: str
    done_so_far: str


_WORDS = {
    ImportState.READING: Words("Reading the spreadsheet", "The spreadsheet cannot be read", "read"),
    ImportState.CHECKING: Words("Checking every row", "The rows were not checked", "checked"),
    ImportState.CONFIRMED: Words("Importing", "Nobody was imported", "written"),
}


def page_of(imported: Import) -> str:
    """Return the name of the page on which this spreadsheet goes on."""
    return _PAGES[ImportState(imported.state)]


def may_be_matched(imported: Import) -> bool:
    """Tell whether its columns may be matched now: they are known, and nothing is being done with it."""
    if imported.state == ImportState.CHECKING:
        return has_failed(imported)
    return imported.state not in (ImportState.READING, ImportState.SHEET) and is_open(imported)


def may_be_checked(imported: Import) -> bool:
    """Tell whether its rows may be looked at and confirmed: they are judged, and nobody is writing them."""
    return imported.state in (ImportState.MATCHED, ImportState.CONFIRMED) and is_open(imported)


def is_in_hand(imported: Import) -> bool:
    """Tell whether the page of progress is the one to show: a worker has it, has written it, or has given up."""
    return page_of(imported) == "import_progress" or has_failed(imported)


def words_of(imported: Import) -> Words | None:
    """Return what the page of progress says, None for one that is written."""
    is_written = imported.state == ImportState.DONE
    return None if is_written else _WORDS.get(ImportState(imported.state), _WORDS[ImportState.CONFIRMED])
