"""Leave and erase: what a person's record is becomes nothing, but for what the law needs.

Further files: weighing (what goes and what stays, in numbers), kept (how long the records of those who left are kept).
"""
