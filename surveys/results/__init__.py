"""What the answers mean: counted in the database, shown through disclosure, never row by row.

Further files: counting (two queries, whatever the size), figures (each question's table and sentence),
pictures (which chart a question gets).
"""
