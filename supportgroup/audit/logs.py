"""A filter for every log record: no address that could hold a patient's key is ever written."""

import logging


class NothingPersonal(logging.Filter):
    """Replace the path in Django's request records by the pattern of its address.

    `/answer/k/abc…` becomes `answer/k/<str:token>`; a path that matches nothing becomes “an unknown address”.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            path = getattr(request, "path", None)
            pattern = getattr(getattr(request, "resolver_match", None), "route", "an unknown address")
            record.args = tuple(pattern if arg == path else arg for arg in record.args)
        return True
