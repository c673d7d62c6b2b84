"""The deceased check: a list goes to the Demographics Batch Service, its result comes back, deaths are marked.

A check covers exactly the people in its list. Files are made when they are asked for and never kept; a result waits
only until somebody has looked at it.

Further files: layout (the columns of both files, how they are written and read), matching (what a result says of each
person), results (a result on its way), news (a list was checked, told to the rooms above), listing (what the pages
show).
"""
