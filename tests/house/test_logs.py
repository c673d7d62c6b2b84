"""The search of the logs finds what it is there to find."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.code import ROOT
from tests.planted import FOLDER, found_in

COULD_LEAK = (
    "Message to Ada12 Lovell12 failed",
    "bounced: person3@example.org",
    "no account nurse@hospital.example",
    "GET /answer/k/AbCdEfGhIjKlMnOpQrStUvWxYz012345/ 404",
    "typed KTXR-4M7Q",
    "row (14 Orchard Close)",
    "treatment immunoglobulin",
    "NHS number 999 123 4567",
)
HARMLESS = (
    '{"event": "access.refused", "view": "person", "method": "GET", "status": 404, "user": 12}',
    "Not Found: answer/k/<str:token>/",
    "Message 17 of kind surveys.invitation: KeyError in compose, line 31",
)


@pytest.mark.parametrize("line", COULD_LEAK)
def test_a_line_with_something_planted_is_found(line):
    assert found_in([line]) != []


@pytest.mark.parametrize("line", HARMLESS)
def test_a_line_that_names_nobody_is_not(line):
    assert found_in([line]) == []


def test_this_run_is_searched():
    own = Path(os.environ[FOLDER]) / f"{os.getpid()}.log"
    logging.getLogger("supportgroup.watch").info("This line stands in the folder.")

    assert "This line stands in the folder." in own.read_text(encoding="utf-8")


def test_a_process_that_a_test_starts_writes_there_too():
    code = "import django; django.setup(); import logging; logging.getLogger('x').warning('from a child')"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)

    assert any("from a child" in file.read_text() for file in Path(os.environ[FOLDER]).glob("*.log"))


def test_a_run_whose_log_holds_a_name_fails(tmp_path):
    (tmp_path / "test_leak.py").write_text(
        "import logging\ndef test_it():\n    logging.getLogger('x').warning('Ada12 Lovell12 was here')\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != FOLDER and "PYTEST" not in name}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.planted", "-c", ROOT / "pyproject.toml", tmp_path]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stdout
    assert "1 passed" in done.stdout
    assert "a name: " in done.stdout
