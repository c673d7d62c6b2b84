"""What rooms above say of everybody on the list: a filter by it, and a tag for each row that is shown.

Each registers its mark in `AppConfig.ready`; the list only asks. A filter is read from the database only where it is
chosen, so it has no counts beside it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Tag = tuple[str, str]
"""Words and colour."""


@dataclass(frozen=True)
class Mark:
    """One thing that a room above knows of everybody.

    key: its word in an address. heading: of the filter and of the column. options: {value: words}.
    narrow(people, value): those of these people. tags(keys): {key of a person: tag}, in one query.
    """

    key: str
    heading: str
    options: Mapping[str, str]
    narrow: Callable[[Any, str], Any]
    tags: Callable[[Collection[int]], Mapping[int, Tag]]


_marks: list[Mark] = []


def register(mark: Mark) -> None:
    """Have the list filtered by this mark and show it."""
    _marks.append(mark)


def headings() -> list[str]:
    """Return what the columns are called."""
    return [mark.heading for mark in _marks]


def read(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that an address asks for and that exist."""
    return {mark.key: given[mark.key] for mark in _marks if given.get(mark.key) in mark.options}


def narrowed(people: Any, given: Mapping[str, str]) -> Any:
    """Return those of these people whom the filters mean."""
    for mark, value in _chosen(given):
        people = mark.narrow(people, value)
    return people


def in_words(given: Mapping[str, str]) -> list[str]:
    """Return the filters that hold, in words."""
    return [mark.options[value] for mark, value in _chosen(given)]


def groups(given: Mapping[str, str], link: Callable[..., str]) -> list[dict[str, Any]]:
    """Return the filters for `ui/components/filters.html`; they have no counts."""
    return [
        {
            "heading": mark.heading,
            "items": [
                {
                    "text": words,
                    "current": given.get(mark.key) == value,
                    "url": link(**{mark.key: "" if given.get(mark.key) == value else value}),
                }
                for value, words in mark.options.items()
            ],
        }
        for mark in _marks
    ]


def tags_of(keys: Collection[int]) -> Mapping[int, list[Tag]]:
    """Return the tags of each of these people, in the order of the columns; one query for each mark."""
    found = [mark.tags(keys) if keys else {} for mark in _marks]
    return {key: [tags[key] for tags in found] for key in keys}


def _chosen(given: Mapping[str, str]) -> Iterable[tuple[Mark, str]]:
    return [(mark, given[mark.key]) for mark in _marks if given.get(mark.key) in mark.options]
