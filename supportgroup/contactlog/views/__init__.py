"""The pages of the contact log, of what comes next, and of helpers."""
