"""Telling those who look after the service what went wrong, and nobody's name."""

import traceback


def where(trouble: Exception) -> str:
    """Return the kind and the place of an exception, without its text, which may hold a name or an address."""
    last = traceback.extract_tb(trouble.__traceback__)[-1]
    return f"{type(trouble).__name__} in {last.name}, line {last.lineno}"
