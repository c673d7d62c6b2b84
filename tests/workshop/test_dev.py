"""dev.py itself: the Pythons it can be read by, and the ones it takes."""

import ast
import runpy
from pathlib import Path

import pytest

DEV = Path(__file__).resolve().parent.parent.parent / "dev.py"
why_not_python = runpy.run_path(str(DEV))["why_not_python"]


@pytest.mark.parametrize("version", [(3, 11), (3, 11, 7, "final", 0), (3, 13, 0), (4, 0)])
def test_a_python_that_is_new_enough_is_taken(version):
    assert why_not_python(version) is None


@pytest.mark.parametrize(("version", "shown"), [((3, 10, 13), "3.10"), ((2, 7, 18), "2.7")])
def test_a_python_that_is_too_old_is_told_so_in_one_sentence(version, shown):
    reason = why_not_python(version)

    assert reason == (
        f"Python 3.11 or newer is needed and this is {shown}: install a newer one and start dev.py with it, "
        "for example `python3.11 dev.py`."
    )


def test_an_old_python_can_read_the_file_that_turns_it_away():
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 4))
