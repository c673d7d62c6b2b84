"""SVG elements, written in Python: a chart has a hundred of them, and a template takes a millisecond for each ten.

Every value is escaped here; names are ours.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def element(name: str, attributes: dict[str, object], *inside: str | SafeString) -> SafeString:
    """Return an element. What is inside is escaped unless it is markup already; None and "" leave an attribute out."""
    opening = "".join(
        f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None and value != ""
    )
    if not inside:
        return SafeString(f"<{name}{opening}/>")
    return SafeString(f"<{name}{opening}>{joined(inside)}</{name}>")


def joined(parts: Iterable[str | SafeString]) -> SafeString:
    """Return the parts one after the other, each escaped unless it is markup already."""
    return SafeString("".join(part if isinstance(part, SafeString) else escape(str(part)) for part in parts))
