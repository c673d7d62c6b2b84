"""Children that never outlive us, tried on real processes."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from supportgroup.workshop.processes import Children, in_foreground, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
_SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
_PARENT = """
import sys, time
from supportgroup.workshop.processes import Children
with Children() as children:
    print(children.start("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"]).process.pid, flush=True)
    time.sleep(600)
"""


def runs(pid):
    """Tell whether the process is there and more than a name in the table of processes."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def within(seconds, condition):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_leaving_ends_every_child(hearing):
    with Children() as children:
        pids = [children.start("sleeper", _SLEEPS).process.pid for _ in range(3)]
        assert all(runs(pid) for pid in pids)

    assert not any(runs(pid) for pid in pids)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of a killed process")
def test_killing_the_parent_leaves_no_child():
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], cwd=ROOT, stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    assert runs(child)

    parent.kill()
    parent.wait()

    assert within(5, lambda: not runs(child))


def test_a_child_that_ends_by_itself_is_noticed(hearing):
    with Children() as children:
        child = children.start("short", [sys.executable, "-c", "raise SystemExit(3)"])

        assert not wait_for(lambda: False, child=child, seconds=20)

    assert child.process.returncode == 3


def test_a_child_reads_what_it_is_told_on_its_standard_input(hearing, tmp_path):
    heard = tmp_path / "heard"
    command = [sys.executable, "-c", "import sys; sys.exit(sys.stdin.read() != 'secret')"]

    with Children() as children, heard.open("wb") as output:
        child = children.start("listener", command, told=b"secret", output=output)
        code = child.process.wait(20)

    assert code == 0


def test_a_program_in_the_foreground_gives_its_exit_code():
    command = [sys.executable, "-c", "raise SystemExit(5)"]

    assert in_foreground(command, env=dict(os.environ), cwd=ROOT) == 5
