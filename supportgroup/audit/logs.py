"""A filter for every log record: no address that could hold a patient's key is written, nor what an exception says."""

import logging
import traceback

_MOST_CAUSES = 5


class NothingPersonal(logging.Filter):
    """Replace the path in Django's request records by the pattern of its address, and failures by where they were.

    `/answer/k/abc…` becomes `answer/k/<str:token>`; a path that matches nothing becomes “an unknown address”. What an
    exception says may hold a name or a row (“Key (email)=(…) already exists”): only its kind and its places stay.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            path = getattr(request, "path", None)
            pattern = getattr(getattr(request, "resolver_match", None), "route", "an unknown address")
            record.args = tuple(pattern if arg == path else arg for arg in record.args)
        if record.name.startswith("django.security."):
            # It tells what the visitor sent: a host, a cookie, a size.
            record.msg, record.args = f"Refused: {record.name.removeprefix('django.security.')}", ()
        if record.name == "celery.app.trace" and isinstance(record.args, dict) and "exc" in record.args:
            record.args = {**record.args, "exc": "it failed", "traceback": ""}
        failure = record.exc_info[1] if record.exc_info else None
        if failure is not None:
            record.exc_info, record.exc_text = None, places_of(failure)
        return True


def places_of(failure: BaseException | None) -> str:
    """Return the kind of an exception and of its causes with the places they came through, and not what they say."""
    lines = []
    for _ in range(_MOST_CAUSES):
        if failure is None:
            break
        lines.append(f"{type(failure).__module__}.{type(failure).__qualname__}")
        frames = traceback.extract_tb(failure.__traceback__)
        lines += [f"  {frame.filename}, line {frame.lineno}, in {frame.name}" for frame in frames]
        failure = failure.__cause__ or failure.__context__
    return "\n".join(lines)
