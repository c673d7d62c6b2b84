"""Making a backup: one moment of the whole database, the files of people, and the keys or their fingerprints."""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from supportgroup import clock
from supportgroup.access.refusal import Refused

from . import census, keyring, parcel, postgres
from .box import Writer

_PIECE = 1 << 18


@dataclass(frozen=True)
class Summary:
    """What a backup holds, or what was restored from one. digest: SHA-256 of the file, to compare a copy with."""

    tables: int
    rows: int
    files: int
    size: int
    seconds: float
    digest: str = ""


def make(place: Path, secret: bytes, *, with_keys: bool) -> Summary:
    """Write a backup to this place, whole or not at all. Refused where there is a file already."""
    if place.exists():
        raise Refused(f"{place} is there already. Choose another name: a backup is never written over.")
    began, half = time.monotonic(), place.with_name(place.name + ".part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            about, files = _write(file, secret, with_keys=with_keys)
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
    rows = sum(count for count, _ in about["tables"].values())
    took = time.monotonic() - began
    return Summary(len(about["tables"]), rows, files, place.stat().st_size, took, _digest(place))


def _write(file: BinaryIO, secret: bytes, *, with_keys: bool) -> tuple[dict[str, Any], int]:
    box = Writer(file, secret, head={"made_at": clock.now().isoformat(timespec="seconds")})
    with census.one_moment() as (snapshot, tables):
        about = {
            "tables": tables,
            "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
            "keys": keyring.fingerprints(),
        }
        parcel.put(box, parcel.ABOUT, "", [json.dumps(about).encode()])
        parcel.put(box, parcel.DATABASE, "", postgres.dump(snapshot))
    files = _put_files(box)
    if with_keys:
        _put_keys(box)
    parcel.put(box, parcel.END, "", [])
    box.close()
    return about, files


def _put_files(box: Writer) -> int:
    root, count = Path(settings.FILES_DIR), 0
    for path in sorted(root.rglob("*")) if root.is_dir() else []:
        try:
            if path.is_file() and not path.is_symlink():
                parcel.put(box, parcel.FILE, path.relative_to(root).as_posix(), _pieces(path))
                count += 1
        except FileNotFoundError:
            continue  # it was swept away while we came to it
    return count


def _put_keys(box: Writer) -> None:
    for name, value in keyring.secrets_here().items():
        parcel.put(box, parcel.KEY, name, [value.encode()])
    for name, path in keyring.sealing_keys().items():
        parcel.put(box, parcel.SEALING_KEY, name, [path.read_bytes()])


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
