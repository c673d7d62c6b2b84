"""`dev.py test`, `manage`, `bench` and `lock`."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from . import applications, migrated, packages, servers, sessions, variables
from .places import Places
from .processes import Children, Interrupted, in_foreground, listen_to_signals
from .sessions import Session
from .troubles import Trouble
from .variables import Wanted

# A run of one file or of what matches a word is over before a second process would have its own database.
_CHOOSES = ("-n", "-x", "-k", "-m", "--lf", "--last-failed", "--numprocesses", "--pdb", "--collect-only", "--co")
_STOPPED = 130  # what a shell reports of a program that Ctrl-C ended
_PATIENCE = 120.0  # seconds for another dev.py to start its servers, installing the packages included


def test(arguments: Sequence[str], places: Places, environment: Mapping[str, str]) -> int:
    """Run pytest on a Postgres and a Valkey of its own, whatever servers are named, and return its exit code."""
    packages.prepare(places, packages.TESTING, say=aside)
    told = {**environment, "SUPPORTGROUP_ALL": "1"} if "--all" in arguments else environment
    chosen = [argument for argument in arguments if argument != "--all"]

    def run(children: Children, apart: Places) -> int:
        addresses = servers.embedded(children, apart, durable=False)
        places.static.mkdir(parents=True, exist_ok=True)
        addresses |= migrated.template(children, places, variables.of_tests(told, addresses))
        pytest: list[str | Path] = [places.python, "-m", "pytest", *spread(chosen, places), *chosen]
        return in_foreground(pytest, env=variables.of_tests(told, addresses), cwd=places.root)

    return _apart(places, run)


def bench(arguments: Sequence[str], places: Places, environment: Mapping[str, str]) -> int:
    """Tell the demo into a database of its own, measure there, and return the exit code of the measuring."""
    packages.prepare(places, packages.TESTING, say=aside)

    def run(children: Children, apart: Places) -> int:
        addresses = servers.start(children, apart, Wanted.nothing(), say=aside)
        told = {**variables.of_development(environment, apart, port=8000), **addresses}
        told = variables.with_sealing_keys(told, {}, apart)
        for command in ("prepare", "seed_demo"):
            applications.manage(children, places, told, command)
        return in_foreground(
            [places.python, "-m", "supportgroup.workshop.bench", *arguments], env=told, cwd=places.root
        )

    return _apart(places, run)


def manage(arguments: Sequence[str], places: Places, environment: Mapping[str, str]) -> int:
    """Run manage.py with the servers up: those of a running `dev.py`, or our own for the length of the command."""
    wanted = Wanted.by(environment)
    packages.prepare(places, packages.RUNNING, say=aside)

    def run(addresses: Mapping[str, str], port: int) -> int:
        told = {**variables.of_development(environment, places, port=port), **addresses}
        told = variables.with_sealing_keys(told, environment, places)
        return in_foreground([places.python, "manage.py", *arguments], env=told, cwd=places.root)

    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with sessions.held(places) as ours:
            if ours:
                return _with_own_servers(places, wanted, " ".join(["dev.py manage", *arguments[:1]]), run)
        with sessions.borrowed(places):
            session = sessions.current(places)
            if session and session.addresses:
                return run(session.addresses, session.port)
        time.sleep(0.1)
    raise Trouble("Another dev.py in this folder has not started its servers yet: try again when it has.")


def lock(_arguments: Sequence[str], places: Places, _environment: Mapping[str, str]) -> int:
    """Write both locks anew from the requirements."""
    packages.prepare(places, packages.TESTING, say=aside)
    return packages.renew(places)


def spread(arguments: Sequence[str], places: Places) -> list[str]:
    """Return what makes pytest use both cores to the end, unless the arguments choose some of the tests."""
    for argument in arguments:
        name = argument.split("::")[0].split("=")[0]
        if name.startswith(_CHOOSES) or (places.root / name).exists():
            return []
    return ["-n", "2", "--dist", "worksteal"]


def aside(sentence: str) -> None:
    """Say what is being done without mixing it into what the command prints."""
    print(sentence, file=sys.stderr, flush=True)


def _apart(places: Places, run: Callable[[Children, Places], int]) -> int:
    """Run over servers whose data is in a folder of its own and gone afterwards."""
    listen_to_signals()
    try:
        with tempfile.TemporaryDirectory(prefix="supportgroup-") as folder, Children() as children:
            os.chmod(folder, 0o711)  # where Postgres must run as nobody, nobody passes through here
            return run(children, Places(places.root, Path(folder)))
    except Interrupted:
        return _STOPPED


def _with_own_servers(places: Places, wanted: Wanted, name: str, run: Callable[[Mapping[str, str], int], int]) -> int:
    listen_to_signals()
    session = Session(os.getpid(), name, 8000, {})
    session.keep(places)
    try:
        with Children() as children:
            session = session.listening(servers.start(children, places, wanted, say=lambda _: None))
            session.keep(places)
            code = run(session.addresses, session.port)
            sessions.close(places)
            return code
    except Interrupted:
        return _STOPPED
    finally:
        sessions.forget(places)
