"""Restoring a backup into an empty machine: checked to its end first, then all of it or nothing."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from . import census, keyring, parcel, postgres
from .backup import Summary
from .box import Reader, Unreadable
from .postgres import Unable

Report = tuple[Summary, list[str]]


def restore(place: Path, secret: bytes) -> Report:
    """Restore everything and return what it was, with warnings. Unable or Unreadable where nothing was restored."""
    began = time.monotonic()
    _demand_empty()
    with _opened(place, secret) as box:
        everything = parcel.things(box)
        about = json.loads(next(everything).whole())
        _demand_fit(about)
        with _folder_beside_files() as folder, _all_or_nothing():
            files = 0
            for thing in everything:
                if thing.kind == parcel.DATABASE:
                    postgres.load(thing.blocks)
                    _demand_same(about["tables"])
                elif thing.kind == parcel.FILE:
                    _write_file(folder, thing)
                    files += 1
            call_command("migrate", verbosity=0)
            _move_in(folder)
    rows = sum(count for count, _ in about["tables"].values())
    took = time.monotonic() - began
    return Summary(len(about["tables"]), rows, files, place.stat().st_size, took), keyring.warnings(about["keys"])


def keys_of(place: Path, secret: bytes, *, folder: Path) -> list[str]:
    """Write the keys of a backup into a folder that only its owner can read, and return their names."""
    names: list[str] = []
    with _opened(place, secret) as box:
        for thing in parcel.things(box):
            if thing.kind in {parcel.KEY, parcel.SEALING_KEY}:
                if not names:
                    folder.mkdir(mode=0o700, parents=True)
                _keep_key(folder, thing)
                names.append(thing.name)
    if not names:
        raise Unable("This backup holds no keys, only their fingerprints: it was made without --with-keys.")
    return names


@contextmanager
def _opened(place: Path, secret: bytes) -> Iterator[Reader]:
    try:
        with place.open("rb") as file:
            yield Reader.checked(file, secret)
    except FileNotFoundError:
        raise Unable(f"There is no file {place}.") from None


def _demand_empty() -> None:
    if not postgres.is_empty():
        raise Unable(
            "This database is not empty, and a backup is restored into an empty one only. Make a new database, set "
            "DATABASE_URL to it, and do not run migrate: the restore does."
        )
    files = Path(settings.FILES_DIR)
    if files.is_dir() and any(files.iterdir()):
        raise Unable(f"The folder {files} is not empty. Move what is in it away, then restore again.")


def _demand_fit(about: dict[str, Any]) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(about["migrations"]) - known):
        raise Unable(
            f"This backup was made by a newer version of the service: this one does not know {newer[0]}. Install the "
            "version that made it, or a newer one, then restore again."
        )
    if reason := keyring.why_not_readable(about["keys"]):
        raise Unable(reason)


def _demand_same(saved: dict[str, list[int]]) -> None:
    here = census.now()
    if other := sorted(name for name in saved.keys() | here.keys() if saved.get(name) != here.get(name)):
        raise Unreadable(f"What was restored is not what was saved (table {other[0]}), so nothing of it was kept.")


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    try:
        yield
    except BaseException:
        postgres.make_empty()
        raise


@contextmanager
def _folder_beside_files() -> Iterator[Path]:
    """Give a folder on the same disk as FILES_DIR, gone at the end."""
    files = Path(settings.FILES_DIR)
    files.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=".restoring-", dir=files.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_file(folder: Path, thing: parcel.Thing) -> None:
    path = folder / parcel.safe_name(thing.name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    with path.open("wb") as file:
        for block in thing.blocks:
            file.write(block)
    path.chmod(settings.FILE_UPLOAD_PERMISSIONS)


def _move_in(folder: Path) -> None:
    files = Path(settings.FILES_DIR)
    files.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.rename(files / path.name)


def _keep_key(folder: Path, thing: parcel.Thing) -> None:
    path = folder / (thing.name if thing.kind == parcel.SEALING_KEY else f"{thing.name}.txt")
    if path.parent != folder:
        raise Unreadable("A key in this backup has a name that cannot be restored.")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(thing.whole())


def forget_sessions() -> None:
    """End every session that was open when the backup was made, and forget what was counted."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE django_session")
        cursor.execute("TRUNCATE cache")
