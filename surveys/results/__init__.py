"""What the answers mean: counted in the database, shown through disclosure, never row by row.

Further files: counting (the queries, whatever the size), figures (each question's table and sentence), pictures (which
chart a question gets), releasing (the declared breakdowns), intervals (how sure a share is), decision (whether the rule
is met, and what the silent could change), rounds (two surveys side by side), tables (numbers for a page), files
(numbers for a spreadsheet), codebook (what its columns and codes mean).
"""
