"""A checkout of its own for each test, so that dev.py can be run for real beside the one that runs the tests."""

import shutil
import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
_KEPT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "tests", "__pycache__", ".*_cache", ".env")


@pytest.fixture
def checkout(tmp_path):
    """The project as a fresh clone would hold it, with the packages of this one."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT, folder, ignore=_KEPT_OUT)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


@pytest.fixture
def hearing():
    """Leaving a group of children makes a process deaf to signals: give its hearing back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
