"""Kinds of work that only the tests know; each is forgotten after its test."""

import pytest

from supportgroup.longwork import kinds


@pytest.fixture
def kind():
    """Return a function that makes a kind of work known until the test ends."""
    known = []

    def register(name, run, **more):
        kinds.register(name, run, **more)
        known.append(name)
        return name

    yield register
    for name in known:
        kinds._kinds.pop(name)
