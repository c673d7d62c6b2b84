"""Keying in paper forms: each once, some a second time by somebody else. Knows forms, never who was asked.

Further files: sheets (a form laid out as on paper), comparing (two keyings of one form), twice (the second keying,
and what is settled with the paper in hand), checking (a worker compares; only it can read), comparisons (that work, and
forgetting when it was done), counts (in numbers), page (what is shown of a form that is keyed).
"""
