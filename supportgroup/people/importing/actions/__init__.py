"""Every step of a spreadsheet on its way into the register."""

from .checking import CHECK, answer, check, match
from .store import is_open, judged, sheet_of
from .taking_in import READ, begin, cancel, choose_sheet, could_not_read, read_in
from .writing_in import WORK, RegisterChanged, confirm, open_again, write

__all__ = [
    "CHECK",
    "READ",
    "WORK",
    "RegisterChanged",
    "answer",
    "begin",
    "cancel",
    "check",
    "choose_sheet",
    "confirm",
    "could_not_read",
    "is_open",
    "judged",
    "match",
    "open_again",
    "read_in",
    "sheet_of",
    "write",
]
