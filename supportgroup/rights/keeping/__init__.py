"""How long things are kept, what is due to be destroyed, and what was destroyed, by whom.

Further files: holding (what must be kept for now), table (what the pages show), entries (what
this room keeps itself and for rooms below), dates (when the clock destroys what), certificate (the paper that says
what was destroyed).
"""
