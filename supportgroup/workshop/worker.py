"""Included by the development worker: each of its processes ends with it, also where it is killed."""

import ctypes
import signal
import sys

from celery.signals import worker_process_init


@worker_process_init.connect  # type: ignore[untyped-decorator]  # celery has no types
def end_with_the_worker(**_: object) -> None:
    """Ask the kernel to end this process when the worker dies: it would otherwise wait for ever for a next task."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(signal.SIGKILL), 0, 0, 0)
