"""Every change of a survey: writing it (each change of a question can be undone), naming duties, declaring, opening."""

from .analysis import add_breakdown, declare_decision, remove_breakdown, remove_decision
from .questions import (
    add_question,
    copy_question,
    edit_question,
    move_heading,
    move_question,
    place_question,
    remove_question,
    set_routes,
    write_heading,
)
from .surveys import OPENING, RELEASING, back_to_draft, begin, edit_survey, name_duties, open_survey, start_survey
from .undoing import redo, undo

__all__ = [
    "OPENING",
    "RELEASING",
    "add_breakdown",
    "add_question",
    "back_to_draft",
    "begin",
    "copy_question",
    "declare_decision",
    "edit_question",
    "edit_survey",
    "move_heading",
    "move_question",
    "name_duties",
    "open_survey",
    "place_question",
    "redo",
    "remove_breakdown",
    "remove_decision",
    "remove_question",
    "set_routes",
    "start_survey",
    "undo",
    "write_heading",
]
