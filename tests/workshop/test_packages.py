"""What is said where the packages cannot be installed, tried with a Python that really lacks something."""

import os
import subprocess
import sys

import pytest

from supportgroup.workshop import ports

_WITHOUT = "import sys; sys.modules['ensurepip'] = None; sys.argv = ['dev.py', '--port', '{port}']; {run}"
_RUN = "import runpy; runpy.run_path('dev.py', run_name='__main__')"
_UNREACHABLE = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")


@pytest.fixture
def bare(checkout):
    """A checkout in which nothing is installed, on a machine without uv."""
    (checkout / ".venv").unlink()
    return checkout


def run(command, folder, **environment):
    told = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": os.environ.get("LANG", "C.UTF-8"), **environment}
    return subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, timeout=120, check=False)


def test_a_python_without_venv_ends_it_with_one_sentence(bare):
    done = run([sys.executable, "-c", _WITHOUT.format(port=ports.free(), run=_RUN)], bare)

    assert done.returncode == 1
    assert done.stderr == (
        "This Python has no venv module: install it (on Debian and Ubuntu: `apt install python3-venv`), "
        "then start again.\n"
    )


def test_a_machine_without_a_network_ends_it_with_one_sentence(bare):
    done = run([sys.executable, "dev.py", "check"], bare, PIP_CONFIG_FILE=os.devnull, **_UNREACHABLE)

    assert done.returncode == 1
    assert done.stderr == (
        "The packages could not be fetched, because no package index can be reached: check the network or the "
        f"proxy, then start again ({bare / 'var' / 'log' / 'install.log'} has the details).\n"
    )
