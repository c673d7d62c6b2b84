"""Sections: a heading, with words if need be, above a run of questions. Pure.

A heading stands on the question it is above, as `section`: {"heading": …, "words": …}, or {} where there is none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Question = Mapping[str, Any]
Section = Mapping[str, str]


def section_of(questions: Sequence[Question], number: int) -> Section:
    """Return the section that a question belongs to, {} before the first heading."""
    above = [question.get("section") for question in questions if question["number"] <= number]
    return next((section for section in reversed(above) if section), {})


def begins_with(questions: Sequence[Question], number: int, *, earlier: int | None) -> bool:
    """Tell whether somebody comes into a section with this question, having been at `earlier` before."""
    section = section_of(questions, number)
    return bool(section) and (earlier is None or section_of(questions, earlier) is not section)


def without(sections: Sequence[Section], number: int) -> list[Section]:
    """Return the headings by place when question `number` goes.

    The heading above it stands above the next, unless that has one: then its section is empty and goes too.
    """
    left = [*sections[: number - 1], *sections[number:]]
    if number <= len(left) and not left[number - 1]:
        left[number - 1] = sections[number - 1]
    return left


def with_new(sections: Sequence[Section], number: int) -> list[Section]:
    """Return the headings by place when a question comes as `number`: it belongs to the section before it.

    What comes first of all stands under the heading that was first.
    """
    place = number - 1 if number > 1 else 1
    return [*sections[:place], {}, *sections[place:]]


def moved(sections: Sequence[Section], number: int, to: int) -> list[Section]:
    """Return the headings when the one above question `number` comes to stand above `to`, and the other way round."""
    left = list(sections)
    left[number - 1], left[to - 1] = left[to - 1], left[number - 1]
    return left
