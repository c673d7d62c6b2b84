"""The keys of the house: there, long enough, and out of the wrong hands."""

import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings

from supportgroup.upkeep.findings import Finding, look, ok, wrong
from surveys.questionnaire.choices import SurveyState
from surveys.questionnaire.models import Survey

SHORTEST = 40
_OTHERS = 0o077


def secrets() -> Iterator[Finding]:
    """Are the three keys set, and not those of a developer's machine?"""
    for name in ("SECRET_KEY", "LINK_KEY"):
        value = getattr(settings, name)
        if not value or "development" in value or "test-only" in value:
            yield wrong(name, "It is not set, or is one that everybody knows.", _make(name))
        elif len(value) < SHORTEST:
            yield look(name, f"It has {len(value)} letters.", f"Make one of {SHORTEST} or more. {_make(name)}")
        else:
            yield ok(name, "It is set.")
    yield from _field_keys()
    yield from _file_of_environment()


def sealing_folder() -> Iterator[Finding]:
    """Can the worker write the surveys' keys, nobody else read them, and are those of open surveys there?"""
    what = "Sealing keys"
    if not settings.SEALING_KEYS_DIR:
        yield ok(what, "This process is not given them. That is right for a web process and wrong for the worker.")
        return
    folder = Path(settings.SEALING_KEYS_DIR)
    if not folder.is_dir():
        yield look(what, "The folder is not there yet.", f"Make {folder} with mode 0700 for the worker's user.")
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield wrong(what, "This process cannot write there.", f"Give {folder} to the worker's user.")
        return
    loose = [path.name for path in (folder, *folder.glob("*.key")) if path.stat().st_mode & _OTHERS]
    if loose:
        yield wrong(what, f"Others can read {', '.join(loose)}.", f"Run chmod -R go= {folder}")
        return
    opened = Survey.objects.filter(state=SurveyState.OPEN).values_list("pk", flat=True)
    lost = [str(pk) for pk in opened if not (folder / f"survey-{pk}.key").exists()]
    if lost:
        yield wrong(
            what,
            f"The keys of the open surveys {', '.join(lost)} are not here.",
            "Bring the files back from where they were kept: without them nobody reads the answers.",
        )
    else:
        yield ok(what, "The folder is the worker's alone, and the key of each open survey is in it.")


def _field_keys() -> Iterator[Finding]:
    what = "FIELD_KEYS"
    try:
        [Fernet(key) for key in settings.FIELD_KEYS]
    except ValueError:
        yield wrong(what, "One of them is not a key.", _make(what))
        return
    if not settings.FIELD_KEYS:
        yield wrong(what, "None is set.", _make(what))
    elif len(settings.FIELD_KEYS) > 1:
        yield look(
            what,
            f"There are {len(settings.FIELD_KEYS)}.",
            "Run manage.py rotate_keys: it says when the older may go.",
        )
    else:
        yield ok(what, "One is set.")


def _file_of_environment() -> Iterator[Finding]:
    file = settings.BASE_DIR / ".env"
    if file.exists() and file.stat().st_mode & _OTHERS:
        yield wrong("File .env", "Others on this machine can read it, and it holds the keys.", f"Run chmod go= {file}")
    elif file.exists():
        yield ok("File .env", "Only its owner can read it.")


def _make(name: str) -> str:
    return f"docs/running.md says how to make {name}."
