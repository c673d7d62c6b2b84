"""Our own programs over the servers: Django's commands, the web server, the worker and the clock."""

import http.client
import signal
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from .places import Places
from .ports import LOOPBACK, answers
from .processes import Child, Children, wait_for
from .troubles import Trouble


def manage(children: Children, places: Places, told: Mapping[str, str], *arguments: str) -> None:
    """Run one of Django's commands to its end; raises Trouble where it fails."""
    child = children.start(
        f"manage.py {arguments[0]}", [places.python, "manage.py", *arguments], env=told, cwd=places.root
    )
    code = child.process.wait()
    children.running.remove(child)
    if code:
        raise Trouble(f"`manage.py {' '.join(arguments)}` failed: its last words are above.")


def start_web(children: Children, places: Places, told: Mapping[str, str], *, port: int) -> Child:
    """Start gunicorn. It asks nothing of the database before the first page, so migrations may run meanwhile."""
    command: list[str | Path] = [places.python, "-m", "gunicorn", "--config", "python:supportgroup.workshop.web"]
    return children.start("the web server", [*command, "--bind", f"{LOOPBACK}:{port}"], env=told, cwd=places.root)


def wait_for_first_page(web: Child, *, port: int) -> None:
    """Wait until the web server has made a page; raises Trouble where it cannot."""
    if not wait_for(partial(answers, port), child=web, seconds=60):
        raise Trouble("The web server did not start: its last words are above.")
    if not _gives_a_page(port):
        raise Trouble("The first page could not be made: the web server said why above.")


def start_celery(children: Children, places: Places, told: Mapping[str, str]) -> list[Child]:
    """Start the worker with two processes, and the clock that tells it when."""
    celery: list[str | Path] = [
        places.python,
        "-W",
        "ignore:You're running the worker",
        "-m",
        "celery",
        "--quiet",
    ]
    celery += ["--app", "supportgroup.celery"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    worker += ["--include", "supportgroup.workshop.worker"]
    clock = [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", places.var / "celery-beat"]
    return [
        # SIGTERM lets them finish what they have in hand; orphaned, they would wait for a Valkey that is gone
        children.start("the worker", worker, env=told, cwd=places.root, orphaned=signal.SIGKILL),
        children.start("the clock (Celery beat)", clock, env=told, cwd=places.root, orphaned=signal.SIGKILL),
    ]


def _gives_a_page(port: int) -> bool:
    """Tell whether the first page is one, not an apology."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
