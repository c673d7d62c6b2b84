"""`python3 dev.py` run for real, in a checkout of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from supportgroup.workshop import ports, sessions
from supportgroup.workshop.places import Places
from supportgroup.workshop.sessions import Session

_NAMED = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "SUPPORTGROUP_ALL")
_PLAIN = {name: value for name, value in os.environ.items() if name not in _NAMED}


def dev(checkout, *arguments, told="", **environment):
    """Run dev.py to its end."""
    return subprocess.run(
        [sys.executable, "dev.py", *arguments],
        cwd=checkout,
        env={**_PLAIN, **environment},
        input=told,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_port_in_use_ends_it_with_one_sentence(checkout):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        done = dev(checkout, "--port", str(port))

    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is in use: stop the program that uses it, "
        f"or choose another port with `python3 dev.py --port {port + 1}`.\n"
    )


def test_a_second_launcher_ends_with_one_sentence(checkout):
    places = Places(checkout)
    with sessions.held(places):
        Session(os.getpid(), "dev.py", 8123, {}).keep(places)

        done = dev(checkout, "--port", str(ports.free()))

    assert done.returncode == 1
    assert done.stderr == (
        f"The service already runs in this folder, at http://127.0.0.1:8123/ (process {os.getpid()}): "
        "use that one, or stop it with Ctrl-C where it was started.\n"
    )


def test_one_of_two_addresses_ends_it_with_one_sentence(checkout):
    done = dev(checkout, REDIS_URL="redis://127.0.0.1:1/0")

    assert done.returncode == 1
    assert done.stderr == (
        "REDIS_URL is set and DATABASE_URL is not: set both to use your own servers, "
        "or neither to have them started here.\n"
    )


def test_a_port_that_is_none_is_refused(checkout):
    done = dev(checkout, "--port", "80000")

    assert done.returncode == 2
    assert "80000 is no port: choose a number from 1 to 65535" in done.stderr


@pytest.mark.parametrize("answer", ["no\n", "\n", ""])
def test_reset_deletes_nothing_unless_told_yes(checkout, answer):
    kept = checkout / "var" / "files" / "letter.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_text("paper")

    done = dev(checkout, "--reset", "--port", str(ports.free()), told=answer)

    assert done.returncode == 1
    assert done.stderr == "Nothing was deleted, and nothing started.\n"
    assert kept.read_text() == "paper"


def test_reset_leaves_a_named_database_alone(checkout):
    done = dev(checkout, "--reset", "--port", str(ports.free()), DATABASE_URL="postgres://a/b", REDIS_URL="redis://c")

    assert done.returncode == 1
    assert done.stderr == (
        "--reset empties only the database in this folder, and DATABASE_URL names another: unset it first.\n"
    )


def pids_of(folder):
    """Return the processes whose command line or working folder is in the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes()
            stands = str((process / "cwd").readlink())
        except OSError:
            continue
        if told and (os.fsencode(folder) in told or stands.startswith(str(folder))):
            found.append(int(process.name))
    return found


class Running:
    """A launcher in the background, its output in a file."""

    def __init__(self, checkout, environment):
        self.checkout, self.port = checkout, ports.free()
        self.output = checkout / "output.txt"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "dev.py", "--no-demo", "--port", str(self.port)],
                cwd=checkout,
                env={**_PLAIN, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def says(self, words, seconds=90):
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            if words in self.output.read_text():
                return True
            time.sleep(0.1)
        return False

    def status(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/")
        return connection.getresponse().status

    def is_gone(self, seconds=15):
        until = time.monotonic() + seconds
        while pids_of(self.checkout) and time.monotonic() < until:
            time.sleep(0.05)
        return pids_of(self.checkout) == []


@pytest.fixture
def running(checkout):
    """Starts launchers in the checkout, and leaves none behind."""
    started = []

    def start(**environment):
        started.append(Running(checkout, environment))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.terminate()
            one.process.wait(60)


_COUNT = "from supportgroup.groups.models import Group; print('groups', Group.objects.count())"
_ADD = "from supportgroup.groups.models import Group; Group.objects.create(slug='kept', name='Kept', public_code='kpt')"


@pytest.mark.everything
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of a killed process")
def test_after_a_kill_nothing_runs_and_nothing_is_lost(running, checkout):
    first = running()
    assert first.says("Ctrl-C stops everything"), first.output.read_text()
    assert first.status() == 200
    added = dev(checkout, "manage", "shell", "-c", _ADD)
    assert added.returncode == 0, added.stderr

    first.process.kill()
    first.process.wait()

    assert first.is_gone(), pids_of(checkout)
    counted = dev(checkout, "manage", "shell", "-v", "0", "-c", _COUNT)
    assert "groups 1" in counted.stdout, counted.stderr
    assert first.is_gone(), pids_of(checkout)


def test_ctrl_c_stops_everything(running):
    launcher = running()
    assert launcher.says("Ctrl-C stops everything"), launcher.output.read_text()

    launcher.process.send_signal(signal.SIGINT)

    assert launcher.process.wait(30) == 0
    assert launcher.is_gone(), pids_of(launcher.checkout)
    assert launcher.output.read_text().endswith("Stopped.\n")


def test_named_servers_are_used_and_none_is_started(running, checkout):
    broker = os.environ["REDIS_URL"].rsplit("/", 1)[0] + "/7"

    launcher = running(DATABASE_URL=os.environ["DATABASE_URL"], REDIS_URL=broker)

    assert launcher.says("Ctrl-C stops everything"), launcher.output.read_text()
    assert launcher.status() == 200
    assert launcher.output.read_text().startswith("Using the servers of DATABASE_URL and REDIS_URL\n")
    assert list((checkout / "var").glob("postgres-*")) == []
    assert not (checkout / "var" / "valkey").exists()
