"""What a page that only shows needs more than once is found once.

The memory lies in an object that lives as long as the page, its group. What is changed meanwhile the page does not see;
a page that changes something is given no memory, and finds everything anew.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")


def only_shown(thing: Any) -> None:
    """Have this object keep what is found for it from now on."""
    thing.found_once = {}


def once(thing: Any, what: str, find: Callable[[], Found]) -> Found:
    """Return what `find` finds for this object; where it is only shown it is looked for once, and kept as `what`."""
    kept = getattr(thing, "found_once", None)
    if kept is None:
        return find()
    if what not in kept:
        kept[what] = find()
    found: Found = kept[what]
    return found
