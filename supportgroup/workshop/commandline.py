"""What may be typed after `python3 dev.py`."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from . import checks, commands, dotenv, launcher
from .places import Places, here
from .troubles import Trouble

Command = Callable[[Sequence[str], Places, Mapping[str, str]], int]

_HIGHEST_PORT = 65535
_COMMANDS: dict[str, Command] = {
    "test": commands.test,
    "check": checks.check,
    "manage": commands.manage,
    "bench": commands.bench,
    "lock": commands.lock,
}
_MORE = """
other commands:
  dev.py test [--all] [...]   run the tests on a database of their own; the rest goes to pytest
  dev.py check                format, lint, import contracts, types, templates, migrations, deployment settings
  dev.py manage ...           manage.py, with the servers up
  dev.py bench [...]          measure, on a database of its own
  dev.py lock                 write requirements.lock and requirements-dev.lock anew
"""


def run(arguments: Sequence[str]) -> int:
    """Do what was typed and return the exit code. What cannot be done is said in one sentence."""
    places = here()
    try:
        environment = dotenv.merged(places.root / ".env", os.environ)
        if arguments and arguments[0] in _COMMANDS:
            return _COMMANDS[arguments[0]](arguments[1:], places, environment)
        return launcher.run(_parser().parse_args(arguments), places, environment)
    except Trouble as trouble:
        sys.stdout.flush()
        print(trouble, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 dev.py",
        description="Run the service on this machine, with everything it needs.",
        epilog=_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="where the pages are served (8000)")
    parser.add_argument("--no-demo", action="store_true", help="do not fill an empty database with the demo")
    parser.add_argument("--reset", action="store_true", help="ask, then delete what is kept here and begin again")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is no port: choose a number from 1 to {_HIGHEST_PORT}")
    return int(text)
