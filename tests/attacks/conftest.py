"""The told survey is dear, so it is told once; what is left of it is plain data."""

import pytest

from tests.attacks.telling import told


@pytest.fixture(scope="session")
def evidence(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return {"": what a sound survey left behind, name: what a broken variant left}."""
    with django_db_blocker.unblock(), told(tmp_path_factory.mktemp("keys"), []) as found:
        return found
