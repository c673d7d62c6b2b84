"""The virtual environment: made once, then filled from the locks, by uv where it works and by pip where not."""

import fcntl
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .places import Places
from .troubles import Trouble

RUNNING = ("requirements.lock",)
TESTING = ("requirements.lock", "requirements-dev.lock")
# What uv and pip say when they cannot reach a package index at all.
_UNREACHABLE = re.compile(
    r"dns error|name resolution|Name or service not known|Network is unreachable|No route to host|"
    r"Connection refused|timed out|error sending request|NewConnectionError|Failed to fetch",
    re.IGNORECASE,
)


def prepare(places: Places, locks: Sequence[str], *, say: Callable[[str], None]) -> None:
    """Make sure that the virtual environment holds what these locks name. Costs nothing when it does already."""
    wanted = {lock: _fingerprint(places.root / lock) for lock in locks}
    if _has(places, wanted):
        return
    places.var.mkdir(exist_ok=True)
    with (places.var / "packages.lock").open("ab") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)  # another command may be installing the same at this moment
        if _has(places, wanted):
            return
        _log(places).unlink(missing_ok=True)
        if not _works(places):
            say("Making the virtual environment .venv")
            _make(places)
        say("Installing the locked packages")
        _install(places, locks, say=say)
        for lock, fingerprint in wanted.items():
            _stamp(places, lock).write_text(fingerprint, encoding="ascii")


def renew(places: Places) -> int:
    """Write both locks anew from the two requirements files; return uv's exit code."""
    for name in ("requirements", "requirements-dev"):
        command = [_uv(places), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-header", f"{name}.txt", "-o", f"{name}.lock"]
        if code := subprocess.run(command, cwd=places.root, check=False).returncode:
            return code
    return 0


def _has(places: Places, wanted: dict[str, str]) -> bool:
    try:
        same = all(_stamp(places, lock).read_text(encoding="ascii") == value for lock, value in wanted.items())
    except OSError:
        return False
    return same and places.python.exists()


def _stamp(places: Places, lock: str) -> Path:
    return places.venv / f"installed-{lock}"


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _works(places: Places) -> bool:
    try:
        return subprocess.run([places.python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make(places: Places) -> None:
    uv = shutil.which("uv")
    if uv and not _words_of([uv, "venv", "--clear", "--seed", "--python", sys.executable, places.venv], places):
        return
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        raise Trouble(
            "This Python has no venv module: install it (on Debian and Ubuntu: `apt install python3-venv`), "
            "then start again."
        )
    if _words_of([sys.executable, "-m", "venv", "--clear", places.venv], places):
        raise Trouble(f"The virtual environment .venv could not be made: {_log(places)} says why.")


def _install(places: Places, locks: Sequence[str], *, say: Callable[[str], None]) -> None:
    chosen = ["--require-hashes", *(part for lock in locks for part in ("-r", lock))]
    words = _get_uv(places)
    if not words:
        uv: list[str | Path] = [_uv(places), "pip", "install", "--python", places.python, *chosen]
        words = _words_of(uv, places)
        if "certificate" in words:  # a hospital's proxy signs for every site, with a certificate that the machine knows
            words = _words_of([*uv, "--system-certs"], places)
        if not words:
            return
    elif _UNREACHABLE.search(words):
        raise _no_network(places)
    say("uv could not install them; pip is trying, which takes longer")
    words = _words_of([*_pip(places), "install", *chosen], places)
    if words and _UNREACHABLE.search(words):
        raise _no_network(places)
    if words:
        raise Trouble(f"The packages could not be installed: {_log(places)} says why.")


def _no_network(places: Places) -> Trouble:
    return Trouble(
        "The packages could not be fetched, because no package index can be reached: "
        f"check the network or the proxy, then start again ({_log(places)} has the details)."
    )


def _uv(places: Places) -> str:
    """Return the uv that is there: the machine's own or, where it has none, the one in .venv."""
    return shutil.which("uv") or str(places.venv / "bin" / "uv")


def _pip(places: Places) -> list[str | Path]:
    return [places.python, "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "1"]


def _get_uv(places: Places) -> str:
    """Have pip install the locked uv unless one is there. Returns what went wrong, or nothing."""
    if Path(_uv(places)).exists():
        return ""
    locked = re.search(r"^uv==.*?(?=^\S|\Z)", (places.root / TESTING[-1]).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    if not locked:
        return "requirements-dev.lock does not name uv."
    only = places.venv / "uv.lock"
    only.write_text(locked.group(), encoding="utf-8")
    return _words_of([*_pip(places), "install", "--require-hashes", "-r", only], places)


def _words_of(command: Sequence[str | Path], places: Places) -> str:
    """Run a command, keep what it says in the log, and return that where it failed, or nothing where it worked."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=places.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    places.logs.mkdir(parents=True, exist_ok=True)
    with _log(places).open("a", encoding="utf-8") as log:
        log.write(done.stdout)
    return (done.stdout or "It failed without a word.") if done.returncode else ""


def _log(places: Places) -> Path:
    return places.logs / "install.log"
