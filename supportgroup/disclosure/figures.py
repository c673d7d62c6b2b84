"""A table that has been through the rules: its numbers are there, or they are not there at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import rules


@dataclass(frozen=True)
class Part:
    """One row of a table: its words, how many, and its share of the base (0 to 1)."""

    text: str
    count: int
    share: float


@dataclass(frozen=True)
class Figures:
    """A table as it may leave. Where `hidden` says why, parts, base and mean are empty: nothing to leak."""

    parts: tuple[Part, ...]
    base: int | None
    hidden: str = ""
    with_care: bool = False
    mean: float | None = None


def whole_survey(
    counts: Sequence[tuple[str, int]],
    *,
    base: int,
    least_base: int,
    careful_below: int = 30,
    total: float | None = None,
) -> Figures:
    """Return the counts of one question over all who answered it, shown or hidden as a whole.

    counts: (words, how many) in order; base: how many answered, which for tick-all questions is
    less than the sum of the counts. total: the sum of what they answered, where that is a number: its mean is
    shown or hidden with the rest.
    """
    if reason := rules.why_hidden(base=base, least_base=least_base):
        return Figures(parts=(), base=None, hidden=reason)
    parts = tuple(Part(text, count, count / base) for text, count in counts)
    with_care = rules.care_needed(base=base, careful_below=careful_below)
    return Figures(parts=parts, base=base, with_care=with_care, mean=None if total is None else total / base)
