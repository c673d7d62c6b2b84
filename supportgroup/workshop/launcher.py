"""`python3 dev.py`: from an empty machine to a running service, and everything stopped again at the end."""

import os
import shutil
import time
from argparse import Namespace
from collections.abc import Mapping

from . import applications, greeting, packages, ports, servers, sessions, variables
from .places import Places
from .processes import Child, Children, Interrupted, listen_to_signals
from .sessions import Session
from .troubles import Trouble
from .variables import Wanted


def say(sentence: str) -> None:
    """Tell the person at the keyboard what is being done."""
    print(sentence, flush=True)


def run(asked: Namespace, places: Places, environment: Mapping[str, str]) -> int:
    """Run the service until Ctrl-C. Raises Trouble with one sentence where it cannot."""
    wanted = Wanted.by(environment)
    listen_to_signals()
    try:
        with sessions.held(places) as ours:
            previous = sessions.current(places)
            if not ours:
                raise Trouble(previous.why_busy() if previous else "Another dev.py is at work in this folder.")
            session = Session(os.getpid(), sessions.RUN, asked.port, {})
            session.keep(places)
            try:
                _wait_for_port(asked.port, previous)
                if asked.reset:
                    _reset(places, wanted)
                places.static.mkdir(exist_ok=True)
                packages.prepare(places, packages.RUNNING, say=say)
                _serve(asked, places, environment, wanted, session)
            finally:
                sessions.forget(places)
    except Interrupted:
        say("\nStopped.")
    return 0


def _serve(asked: Namespace, places: Places, environment: Mapping[str, str], wanted: Wanted, session: Session) -> None:
    with Children() as below, Children() as ours:
        addresses = servers.start(below, places, wanted, say=say)
        session.listening(addresses).keep(places)
        told = {**variables.of_development(environment, places, port=asked.port), **addresses}
        knowing = variables.with_sealing_keys(told, environment, places)
        say("Bringing the database up to date and starting the web server")
        web = applications.start_web(ours, places, told, port=asked.port)
        applications.manage(ours, places, told, "prepare")
        applications.wait_for_first_page(web, port=asked.port)
        say(greeting.text(asked.port, told["DEMO_PASSWORD"], demo=not asked.no_demo))
        if not asked.no_demo:
            _tell_the_story(ours, places, knowing)
        applications.start_celery(ours, places, knowing)
        say("The worker and the clock have started. Ctrl-C stops everything.")
        _watch([*below.running, *ours.running])


def _wait_for_port(port: int, previous: Session | None) -> None:
    """Make sure of the port; after a kill, the web server of before needs a moment to see that it is alone."""
    until = time.monotonic() + (5 if previous and previous.port == port else 0)
    while ports.why_not(port) and time.monotonic() < until:
        time.sleep(0.1)
    ports.demand(port)


def _reset(places: Places, wanted: Wanted) -> None:
    """Ask, and delete everything that the service keeps in this folder."""
    if not wanted.embedded:
        raise Trouble(
            "--reset empties only the database in this folder, and DATABASE_URL names another: unset it first."
        )
    print(
        f"This deletes the database, files, caught mail, keys and passwords under {places.var}.\n"
        "Type yes to delete them: ",
        end="",
        flush=True,
    )
    try:
        answer = input()
    except EOFError:
        answer = ""
    if answer.strip().lower() != "yes":
        raise Trouble("Nothing was deleted, and nothing started.")
    for path in places.var.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix not in {".lock", ".json"}:
            path.unlink()
    say("Deleted.")


def _tell_the_story(ours: Children, places: Places, told: Mapping[str, str]) -> None:
    """Fill an empty database with the demo; the command itself sees whether it is empty."""
    try:
        applications.manage(ours, places, told, "seed_demo")
    except Trouble:
        say("The demo could not be told to its end. The service runs; `python3 dev.py --reset` begins again.")
    except Interrupted:
        say("\nThe demo was stopped before its end: `python3 dev.py --reset` begins again.")
        raise


def _watch(children: list[Child]) -> None:
    while True:
        for child in children:
            if child.ended:
                raise Trouble(
                    f"Everything was stopped because {child.name} ended by itself "
                    f"(exit code {child.process.returncode}): its last words are above or under var/log."
                )
        time.sleep(0.3)
