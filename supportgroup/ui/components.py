"""NHS Digital's component macros, drawn from the package that is pinned beside our copy of nhsuk-frontend."""

import re
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader

# Two components live in a folder whose name is not the macro's.
FOLDERS = {"table": "tables", "image": "images"}


@cache
def _environment() -> Environment:
    """Return the macros' own environment; it escapes everything, and no template of ours is read by it."""
    return Environment(loader=PackageLoader("nhsuk_frontend_jinja"), undefined=ChainableUndefined, autoescape=True)


def component(name: str, params: dict[str, Any]) -> SafeString:
    """Return the HTML of one NHS.UK component.

    `name` is the macro's name as in the NHS service manual ("summaryList"), `params` its parameters. Pass what came
    from a person as `text`; `html` is for markup that another component or template has already escaped.
    """
    folder = FOLDERS.get(name, re.sub(r"([A-Z])", r"-\1", name).lower())
    macro = getattr(_environment().get_template(f"nhsuk/components/{folder}/macro.jinja").module, name)
    html: SafeString = mark_safe(macro(params))  # the macros escape every value
    return html
