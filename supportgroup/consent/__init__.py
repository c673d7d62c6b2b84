"""What people have agreed to: in which words, when, how, and whether it still holds.

Further files: statements (the wording that ships with the service), versions (which words a group uses now), in_force
(what holds now, and what it allows), news (a yes taken back, told to the rooms above).
"""
