"""The tests copy a migrated database, and never one that an older migration made."""

import os

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from supportgroup.workshop import migrated
from supportgroup.workshop.places import Places


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "surveys" / "mailing" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("one")
    (tmp_path / "requirements.lock").write_text("django==5.2")
    return Places(tmp_path)


def test_the_same_migrations_are_kept_in_the_same_place(checkout):
    assert migrated.kept_at(checkout) == migrated.kept_at(checkout)
    assert checkout.root / "var" in migrated.kept_at(checkout).parents


@pytest.mark.parametrize(
    "changed",
    ["surveys/mailing/migrations/0001_initial.py", "surveys/mailing/migrations/0002_more.py", "requirements.lock"],
)
def test_another_migration_or_library_is_kept_elsewhere(checkout, changed):
    before = migrated.kept_at(checkout)
    (checkout.root / changed).write_text("two")
    assert migrated.kept_at(checkout) != before


@pytest.mark.django_db
@pytest.mark.skipif(migrated.TEMPLATE not in os.environ, reason="not started by dev.py test")
def test_nothing_is_left_to_migrate_in_what_was_copied():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
