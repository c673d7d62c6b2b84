"""A second machine for the tests: an empty database on the same server, a folder for files, and commands run there."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from django.db import connection

from supportgroup.upkeep.postgres import connection_parts
from tests.house.code import ROOT


@dataclass
class Machine:
    """Another place where the service is installed. told: what its processes find in their environment."""

    name: str
    folder: Path
    told: dict[str, str] = field(default_factory=dict)

    def make(self) -> "Machine":
        """Make its empty database."""
        ask(f'CREATE DATABASE "{self.name}"')
        return self

    def end(self) -> None:
        """Take its database away."""
        ask(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def environment(self) -> dict[str, str]:
        parts = connection_parts()
        url = f"postgres://{parts['user']}:{parts.get('password', '')}@{parts['host']}:{parts['port']}/{self.name}"
        return {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.upkeep.settings_of_another_machine",
            "FILES_DIR": str(self.files),
            "SEALING_KEYS_DIR": str(self.folder / "sealing"),
            **self.told,
        }

    def manage(self, *command: object) -> subprocess.CompletedProcess[str]:
        """Run manage.py there."""
        return self.python("manage.py", *command)

    def python(self, *command: object) -> subprocess.CompletedProcess[str]:
        """Run Python there."""
        return subprocess.run(
            [sys.executable, *map(str, command)],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def tables(self) -> int:
        """Return how many tables its database has."""
        with psycopg2.connect(**connection_parts() | {"dbname": self.name}) as there, there.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            return cursor.fetchone()[0]


def ask(sql: str) -> None:
    """Ask the server something that cannot be asked in a transaction."""
    there = psycopg2.connect(**connection_parts() | {"dbname": "postgres"})
    there.autocommit = True
    with there.cursor() as cursor:
        cursor.execute(sql)
    there.close()


def name_of(what: str) -> str:
    """Return a name for a database that no other process of this run has."""
    return f"{connection.settings_dict['NAME']}_{what}"
