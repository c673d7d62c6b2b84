"""Pages of this room.

finding (the survey of an address), surveys, questions (the list; adding and changing one), writing (a form with what
was typed and kept), arranging (copying, moving, headings, removing), undoing, preview.
"""
