"""The servers that the service stands on: embedded ones, or those that the person named."""

from collections.abc import Callable
from functools import partial

from . import keys, ports
from .places import Places
from .postgres import Postgres
from .processes import Children, wait_for
from .troubles import Trouble
from .valkey import Valkey
from .variables import Wanted

_ATTEMPTS = 5


def start(children: Children, places: Places, wanted: Wanted, *, say: Callable[[str], None]) -> dict[str, str]:
    """Start what is not named, over the data under `var`; return the three addresses by their variable's name."""
    addresses = {"DATABASE_URL": wanted.database_url, "REDIS_URL": wanted.redis_url, "EMAIL_URL": wanted.email_url}
    if wanted.embedded:
        say("Starting Postgres and Valkey")
        addresses |= embedded(children, places, durable=True)
    else:
        say("Using the servers of DATABASE_URL and REDIS_URL")
    if not wanted.email_url:
        addresses["EMAIL_URL"] = catcher(children, places)
    return addresses


def embedded(children: Children, places: Places, *, durable: bool) -> dict[str, str]:
    """Start Postgres and Valkey; return DATABASE_URL and REDIS_URL."""
    postgres = Postgres.at(places, password=keys.kept(places.keys, "postgres"), durable=durable)
    valkey = Valkey.at(places, password=keys.kept(places.keys, "valkey"), durable=durable)
    return {"DATABASE_URL": postgres.start(children), "REDIS_URL": valkey.start(children)}


def catcher(children: Children, places: Places) -> str:
    """Start the mail catcher and return its EMAIL_URL."""
    places.logs.mkdir(parents=True, exist_ok=True)
    log = places.logs / "mail-catcher.log"
    for _ in range(_ATTEMPTS):
        port = ports.free()
        with log.open("ab") as output:
            child = children.start(
                "the mail catcher",
                [places.python, "-m", "supportgroup.workshop.catcher", "--port", str(port), "--into", places.mail],
                cwd=places.root,
                output=output,
            )
        if wait_for(partial(ports.answers, port, answer=b"220"), child=child, seconds=30):
            return f"smtp://{ports.LOOPBACK}:{port}"
        children.dismiss(child)
    raise Trouble(f"The mail catcher did not start: its last words are in {log}.")
