"""Gunicorn's settings: `gunicorn --config python:supportgroup.workshop.web supportgroup.wsgi`.

No address is ever logged: that of an answer page is a patient's key.
"""

import ctypes
import gc
import logging
import signal
import sys

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

wsgi_app = "supportgroup.wsgi"
workers = 2
preload_app = True  # imported once, then forked: the first page is there a second earlier
worker_class = "gthread"  # a browser that opens a connection early and sends nothing must not hold up a whole process
threads = 4
timeout = 60
graceful_timeout = 5
accesslog = None
control_socket_disable = True  # a second launcher of the same user would take over the first one's
loglevel = "warning"


class WithoutAddresses(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's logger, which would otherwise write the address of a request that failed or was malformed."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        self.error_log.addFilter(without_address)


def without_address(record: logging.LogRecord) -> bool:
    """Take the request's address out of a record, and let the record through."""
    for said in ("Error handling request", "Invalid request"):
        if str(record.msg).startswith(said):
            record.msg, record.args = f"{said} (its address is not logged)", ()
    return True


def post_fork(_arbiter: Arbiter, _worker: Worker) -> None:
    """End with the master, whose killed worker would otherwise serve on for some seconds; tidy up less often.

    What was imported before the fork never goes, so Python's collector need not walk through it at every page (it
    costs a staff page a tenth of its time), and memory that is not walked through stays shared with the master.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(signal.SIGTERM), 0, 0, 0)


logger_class = WithoutAddresses
