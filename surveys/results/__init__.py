"""What the answers mean: counted in the database, shown through disclosure, never row by row."""
