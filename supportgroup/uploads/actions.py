"""Taking a file in, and forgetting it: the row in this transaction, the bytes when it commits."""

import contextlib
import datetime
import functools

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action

from . import rules
from .choices import FileKind
from .models import StoredFile
from .reading import HEAD, kind_of

_HALF_MADE_FOR = datetime.timedelta(days=1)


def check(file: File, limits: rules.Limits) -> FileKind:
    """Return what a file is by its first bytes; refused, before it is read, where it is too large, then by its kind."""
    if reason := rules.why_not_size(file.size, limits):
        raise Refused(reason)
    kind = kind_of(file.read(HEAD))
    file.seek(0)
    if reason := rules.why_not_kind(kind, limits):
        raise Refused(reason)
    return kind


def store(file: File, *, room: str, limits: rules.Limits, keep_until: datetime.date) -> StoredFile:
    """Keep a file under a random name in the room's private folder, as part of the action around it.

    Refused as `check` refuses, and where the disk does not take it.
    """
    kind = check(file, limits)
    stored = StoredFile(
        room=room,
        original_name=rules.tidy_name(file.name or ""),
        content_type=kind,
        size=file.size,
        keep_until=keep_until,
    )
    try:
        stored.file.save(f"{room}/{stored.pk}", file, save=False)
    except OSError:
        with contextlib.suppress(OSError):
            default_storage.delete(f"{room}/{stored.pk}")
        raise Refused("The file could not be kept: there may be no room on our disk. Try again later.") from None
    stored.save()
    return stored


def forget(stored: StoredFile) -> None:
    """Delete a file, as part of the action around it; its bytes go when that commits."""
    stored.delete()
    transaction.on_commit(functools.partial(default_storage.delete, str(stored.file)))


@action("files.forgotten")
def forget_old(*, by: Actor) -> int:
    """Forget every file whose last day is over, and what was left by uploads that failed half-way; return how many."""
    old = list(StoredFile.objects.old(on=clock.today()))
    for stored in old:
        forget(stored)
    return len(old) + _remove_strays()


def _remove_strays() -> int:
    """Delete files without a row, a day after they were written."""
    strays = 0
    for room in default_storage.listdir("")[0] if default_storage.exists("") else []:
        known = set(StoredFile.objects.filter(room=room).values_list("file", flat=True))
        for name in default_storage.listdir(room)[1]:
            path = f"{room}/{name}"
            if path not in known and clock.now() - default_storage.get_modified_time(path) > _HALF_MADE_FOR:
                default_storage.delete(path)
                strays += 1
    return strays
