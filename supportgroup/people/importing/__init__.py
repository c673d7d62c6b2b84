"""A spreadsheet becomes people: chosen, read, matched, checked, confirmed, written all at once or not at all.

Further files: reading (bytes -> a sheet), text (CSV in every coding), workbook (Excel and OpenDocument, read in a
process of its own), apart (that process), scanning (what the reader of workbooks does not tell), tables (where the
names of the columns stand), columns (which column fills which field), cells and dates (text -> value), spoken (who
needs an interpreter, and for which language), register (whom we know already), judging (what becomes of each row),
writing (rows of the database), preview (the page that is checked), refused (the rows to be mended, as a file), work
(the long work), steps (which page shows it), command (the same importer for a command on the server), kept (how long
it is kept that something was imported).
"""
