"""A Typst template and plain data become an accessible PDF (PDF/UA-1: tagged, with language and title).

Data travels beside the template, never through its source, so `#`, `*` or `$` in a name print as they stand.
A template begins with `#show: sheet` from `templates/documents/sheet.typ`; QR codes cannot be drawn by Typst, so it
is asked first which ones it wants and then given them as pictures.
"""

import contextlib
import json
import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from functools import cache
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.template import Engine

from . import qr
from .glyphs import EMPTY_SQUARE, FONTS, drawable

IN_PARALLEL = 2

logger = logging.getLogger(__name__)
_folded: ContextVar[bool] = ContextVar("folded", default=True)


@contextlib.contextmanager
def unfolded() -> Iterator[None]:
    """Leave out the marks for folding from every letter set within: a print service wants its edges white."""
    token = _folded.set(False)
    try:
        yield
    finally:
        _folded.reset(token)


def compile_pdf(template: str, data: dict[str, Any], *, title: str) -> bytes:
    """Return the PDF that a template makes of the data.

    template: its path under `templates/`, such as "surveys/mailing/letters/print_run.typ".
    data: whatever JSON can hold. Characters our fonts do not have print as □ (see `glyphs`).
    title: what a reader's window shows; must not be empty.
    Raises RuntimeError (typst.TypstError is one) where the data do not fit the template.
    """
    return cast("bytes", _typst().compile(**_sheet(template, data, title), pdf_standards=["ua-1"]))


def compile_each(sheets: Iterable[tuple[str, dict[str, Any]]], *, title: str) -> Iterator[bytes]:
    """Yield the PDF of each template with its data, in order, while the next ones are being made on the other core.

    Typst uses one core and lets Python run meanwhile. Errors as of `compile_pdf`, when their turn comes.
    """
    with ThreadPoolExecutor(max_workers=IN_PARALLEL) as threads:
        waiting: deque[Future[bytes]] = deque()
        for template, data in sheets:
            # A thread knows nothing of `unfolded` unless it is told.
            waiting.append(threads.submit(copy_context().run, compile_pdf, template, data, title=title))
            if len(waiting) > IN_PARALLEL:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def pictures(template: str, data: dict[str, Any], *, title: str, dots: int = 80) -> list[bytes]:
    """Return the pages as PNG pictures, to be looked at beside the PDF; dots: per inch."""
    drawn = _typst().compile(**_sheet(template, data, title), format="png", ppi=float(dots))
    return list(drawn) if isinstance(drawn, list) else [cast("bytes", drawn)]


def query(template: str, data: dict[str, Any], *, label: str) -> list[Any]:
    """Return the values of all `metadata` with this label, in the order of the laid-out pages.

    The questionnaire tells the place of each box to cross this way, for whoever reads scanned forms.
    """
    return _values(_sheet(template, data, label), label)


def _sheet(template: str, data: dict[str, Any], title: str) -> dict[str, Any]:
    """Return what Typst needs, QR codes included."""
    root = Path(Engine.get_default().dirs[0])
    printable = _printable(data)
    payload = json.dumps(printable, ensure_ascii=False)
    if empty := payload.count(EMPTY_SQUARE):
        logger.warning("%d characters on %s cannot be drawn and print as empty squares", empty, template)
    inputs = {"data": payload, "title": drawable(title), "accent": settings.ACCENT_COLOUR}
    if not _folded.get():
        inputs["unfolded"] = "yes"
    sheet = {
        "input": root / template,
        "root": root,
        "font_paths": _fonts(),
        "ignore_system_fonts": True,
        "sys_inputs": inputs,
    }
    wanted = {(error, text) for squares in _values(sheet, "<squares>") for error, text in squares}
    inputs["squares"] = json.dumps({f"{error} {text}": qr.svg(text, error=error, border=0) for error, text in wanted})
    return sheet


def _values(sheet: dict[str, Any], label: str) -> list[Any]:
    values: list[Any] = json.loads(_typst().query(**sheet, selector=label, field="value"))
    return values


def _printable(value: Any) -> Any:
    """Return the same data with every string made drawable."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _printable(entry) for key, entry in value.items()}
    return [_printable(entry) for entry in value] if isinstance(value, list | tuple) else value


def _typst() -> Any:
    import typst  # 7 MB, which a process of the website that prints nothing has no use for

    return typst


@cache
def _fonts() -> Any:
    return _typst().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
