"""The suite's own search of its logs: what the tests plant as names, addresses, tokens and diagnoses stands in no log.

Every process of a run, those that tests start included, writes its log into one folder. At the end of the run the
folder is searched. A line that holds something planted fails the run.
"""

import logging
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest

FOLDER = "SUPPORTGROUP_TEST_LOGS"
PLANTED = {
    "a name": r"Ada\d+|Lovell\d+|Sam Tester\d+|Grace Adeyemi|Edith Marsh|Mary Lane|Omar Haddad",
    "an address": r"Orchard Close|ZZ99 ?3WZ",
    "an email address": r"[\w.+-]+@(?:hospital|mail|demo)\.example|[\w.+-]+@example\.(?:org|com)",
    "a phone number or NHS number": r"\b999 ?\d{3} ?\d{4}\b",
    "a diagnosis or treatment": r"immunoglobulin|hypogammaglobulin|\bCVID\b",
    "a password": r"quiet-otter-walks-home",
    "a link or code of a person": r"answer/k/[\w-]{32}|reset/key/\w+-\w{6,}|\b[34679CDFGHJKMNPQRTVWXY]{4}-[34679CDFGHJKMNPQRTVWXY]{4}\b",
}
_SEARCH = {what: re.compile(pattern, re.IGNORECASE if "diagnosis" in what else 0) for what, pattern in PLANTED.items()}
_MOST = 20


def found_in(lines):
    """Return what is planted in these lines of a log, with the line."""
    return [
        f"{what}: {line.rstrip()[:300]}" for line in lines for what, pattern in _SEARCH.items() if pattern.search(line)
    ]


def file_handler(folder):
    """Return a handler that writes as production does, into a file of this process."""
    from supportgroup.audit.logs import NothingPersonal

    handler = logging.FileHandler(Path(folder) / f"{os.getpid()}.log", encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("{asctime} {levelname} {name} {message}", style="{"))
    handler.addFilter(NothingPersonal())
    return handler


def pytest_configure(config):
    """Make the folder once for the whole run: the processes that xdist starts are told its name."""
    if FOLDER not in os.environ:
        config.made_logs = os.environ[FOLDER] = tempfile.mkdtemp(prefix="supportgroup-logs-")


@pytest.fixture(scope="session", autouse=True)
def _log_into_the_folder():
    handler = file_handler(os.environ[FOLDER])
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """Search what all processes wrote; only the process that made the folder does."""
    folder = getattr(session.config, "made_logs", None)
    if folder is None:
        return
    session.config.found_planted = [
        line
        for file in sorted(Path(folder).glob("*.log"))
        for line in found_in(file.read_text(encoding="utf-8", errors="replace").splitlines())
    ]
    shutil.rmtree(folder, ignore_errors=True)
    if session.config.found_planted and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    """Show the lines that failed the run."""
    lines = getattr(config, "found_planted", [])
    if lines:
        terminalreporter.section("personal data in the logs", red=True)
        for line in lines[:_MOST]:
            terminalreporter.line(line)
        terminalreporter.line(f"{len(lines)} lines hold something that no log may hold.")
