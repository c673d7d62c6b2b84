"""What is drawn many times on one page, the rows of a table or a long list of links, by templates that are compiled.

Django's own templates stay the rule: they are what everybody reads. Fifty rows of eight cells take them longer than
all queries of the page; the same rows as a Jinja template (`.jinja`, in the same folders) take a tenth of it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, FileSystemLoader, Template

from . import wording

_words: dict[str, Callable[..., Any]] = {}


def teach(**words: Callable[..., Any]) -> None:
    """Let every such template use these functions: a room does it when Django starts."""
    _words.update(words)


@cache
def _environment() -> Environment:
    """Return the rows' own environment: it escapes everything."""
    made = Environment(
        loader=FileSystemLoader(settings.BASE_DIR / "templates"),
        autoescape=True,
        auto_reload=settings.DEBUG,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(_words)
    made.filters.update(day=wording.day, number=wording.number)
    return made


def compiled(name: str) -> Template:
    """Return one `.jinja` template, ready to be drawn."""
    return _environment().get_template(name)


def drawn(name: str, given: dict[str, Any]) -> SafeString:
    """Return the HTML of one `.jinja` template with these words; markup that is safe already is not escaped again."""
    html: SafeString = mark_safe(compiled(name).render(given))  # everything in it was escaped
    return html
