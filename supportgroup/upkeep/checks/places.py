"""Disk, folders, addresses, backups and versions."""

import datetime
import os
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings

from supportgroup import clock
from supportgroup.upkeep.findings import Finding, look, ok, wrong
from supportgroup.upkeep.models import BackupMade
from supportgroup.upkeep.rules import age, is_late

LEAST_FREE = 1 << 30
LITTLE_FREE = 5 << 30
BACKUP_AFTER = datetime.timedelta(hours=26)


def files_folder() -> Iterator[Finding]:
    """Can this process write the files of people, and is nobody else let in?"""
    what, folder = "Folder of files", Path(settings.FILES_DIR)
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        yield wrong(what, f"This process cannot write to {folder}.", "Give the folder to the user of web and worker.")
    elif folder.exists() and folder.stat().st_mode & 0o007:
        yield wrong(what, f"Everybody on this machine can look into {folder}.", f"Run chmod o= {folder}")
    else:
        yield ok(what, "It can be written, and only by us.")


def disk(*, least: int = LEAST_FREE, little: int = LITTLE_FREE) -> Iterator[Finding]:
    """Is there room left?"""
    what, folder = "Disk", Path(settings.FILES_DIR)
    free = shutil.disk_usage(next(path for path in (folder, *folder.parents) if path.exists())).free
    says = f"{free / (1 << 30):.1f} GB are free."
    if free < least:
        yield wrong(what, says, "Make room now: uploads and the database will fail.")
    elif free < little:
        yield look(what, says, "Make room soon.")
    else:
        yield ok(what, says)


def addresses() -> Iterator[Finding]:
    """Is the public address named everywhere, and HTTPS asked for?"""
    hosts = settings.ALLOWED_HOSTS
    if not hosts or "*" in hosts:
        yield wrong("ALLOWED_HOSTS", "Any name is taken for ours.", "Set it to the public name of the service alone.")
    else:
        yield ok("ALLOWED_HOSTS", f"{', '.join(hosts)}.")
    https = settings.SITE_URL.startswith("https://") and settings.SECURE_SSL_REDIRECT and settings.SESSION_COOKIE_SECURE
    if not https:
        yield wrong(
            "HTTPS",
            "Pages, links or cookies go without it.",
            "Use supportgroup.settings.production, and begin SITE_URL with https://",
        )
    elif settings.SITE_URL not in settings.CSRF_TRUSTED_ORIGINS:
        yield look(
            "HTTPS",
            "SITE_URL is not in CSRF_TRUSTED_ORIGINS.",
            f"Set CSRF_TRUSTED_ORIGINS={settings.SITE_URL}, or forms are refused behind a proxy.",
        )
    else:
        yield ok("HTTPS", "Asked for everywhere.")
    if settings.DEBUG:
        yield wrong("DEBUG", "It is on: failures show what is in memory.", "Use supportgroup.settings.production.")
    else:
        yield ok("DEBUG", "It is off.")


def backups() -> Iterator[Finding]:
    """Was a backup made lately?"""
    last = BackupMade.objects.values_list("made_at", flat=True).first()
    if last is None or is_late(last, now=clock.now(), after=BACKUP_AFTER):
        says = f"The last was made {age(last, now=clock.now())}." if last else "None was ever made."
        yield look("Backups", says, "Run manage.py backup each night, and try a restore twice a year.")
    else:
        yield ok("Backups", f"The last was made {age(last, now=clock.now())}.")


def versions() -> Iterator[Finding]:
    """What runs here."""
    yield ok("Versions", f"Python {platform.python_version()}, Django {django.get_version()}.")
