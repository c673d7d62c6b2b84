"""Who changed what, and who looked at whom.

Further files: tables (every table of the trail, and how each leads to its group and its person), chosen (what a reader
asks for), paging (a page of many tables in one question), changes (rows of the trail in words), values (which values
may be shown to whom), looked (looks in words), person (the trail of one person).
"""
