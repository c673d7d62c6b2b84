"""The database: is it there, new enough, up to date, and owned by somebody else."""

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from supportgroup.upkeep.findings import Finding, look, ok, wrong
from supportgroup.upkeep.postgres import server_version

OLDEST = 15
EXTENSIONS = ("pg_trgm", "fuzzystrmatch")
MOST_SECONDS_APART = 5


def reachable() -> Iterator[Finding]:
    """Is the database there, and is it new enough?"""
    what = "Database"
    try:
        version = server_version()
    except DatabaseError:
        yield wrong(what, "It does not answer.", "Start PostgreSQL, and check DATABASE_URL.")
        return
    if version < OLDEST:
        yield wrong(what, f"It is PostgreSQL {version}.", f"Use PostgreSQL {OLDEST} or newer.")
    else:
        yield ok(what, f"PostgreSQL {version} answers.")


def extensions() -> Iterator[Finding]:
    """Are the extensions there that the migrations have made, or can make?"""
    what = "Extensions of the database"
    absent = [name for name in EXTENSIONS if not _asks("SELECT 1 FROM pg_available_extensions WHERE name = %s", name)]
    if absent:
        yield wrong(what, f"{', '.join(absent)} cannot be had.", "Install the package postgresql-contrib.")
    else:
        yield ok(what, f"{', '.join(EXTENSIONS)} can be had.")


def migrations() -> Iterator[Finding]:
    """Has every migration been applied?"""
    what, executor = "Migrations", MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if unknown:
        yield wrong(
            what,
            f"The database is newer than this software ({len(unknown)} unknown migrations).",
            "Install the version that was here before, or a newer one.",
        )
    elif waiting:
        yield wrong(what, f"{len(waiting)} have not been applied.", "Run manage.py migrate.")
    else:
        yield ok(what, "All are applied.")


def owner() -> Iterator[Finding]:
    """Do the processes sign in as somebody who cannot change the trail's triggers?"""
    what = "Owner of the tables"
    sql = "SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(current_user, tableowner, 'MEMBER')"
    if _asks(sql + " LIMIT 1"):
        yield look(
            what,
            "The service signs in as the owner of its tables, who could take the trail's guard away.",
            "Let one login own the tables and run migrate, and give the service another. docs/running.md says how.",
        )
    else:
        yield ok(what, "The service signs in as somebody else than the owner of the tables.")


def clock_agrees() -> Iterator[Finding]:
    """Do this machine and the database agree what time it is?"""
    what = "Clocks"
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((cursor.fetchone()[0] - timezone.now()).total_seconds())
    if apart > MOST_SECONDS_APART:
        yield wrong(
            what,
            f"This machine and the database are {apart:.0f} seconds apart.",
            "Set both by a time server: codes for signing in depend on it.",
        )
    else:
        yield ok(what, "This machine and the database agree.")


def _asks(sql: str, *parameters: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone() is not None
