"""The pages on which what people wrote is put into themes."""
