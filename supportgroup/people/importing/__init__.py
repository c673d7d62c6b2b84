"""A spreadsheet becomes people: chosen, matched, checked, confirmed, written all at once or not at all.

Further files: reading (bytes -> header and rows), columns (which column fills which field), cells (text -> value),
register (whom we know already), judging (what becomes of each row), writing (rows of the database), preview (the
page that is checked), work (the long work).
"""
