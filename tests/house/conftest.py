"""The world that the tests of addresses walk: two groups with one of everything, and a user for every role."""

import pytest
from django.test import Client

from supportgroup.access.choices import Role
from tests import factories
from tests.house.world import one_of_everything


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two groups with one of everything, and a user for every role in the first."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            ours = factories.GroupFactory(slug="matrix-ours")
            theirs = factories.GroupFactory(slug="matrix-theirs")
            users = {role: factories.user_with_role(role, ours) for role in Role}
            yield {
                "group": ours,
                "users": users,
                "things": one_of_everything(ours, users),
                "foreign": one_of_everything(theirs, {role: factories.user_with_role(role, theirs) for role in Role}),
                "clients": {role: client_of(user) for role, user in users.items()},
                "stranger": client_of(factories.user_with_role(Role.NURSE, theirs)),
                "theirs": theirs,
            }
            transaction.set_rollback(True)


def client_of(user, **options):
    """Return a fresh client in which a user is signed in."""
    client = Client(**options)
    client.force_login(user)
    return client
