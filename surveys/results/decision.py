"""Whether the rule that was written down beforehand is met, and what those who stayed silent could change. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup.disclosure.figures import Figures, Part
from supportgroup.ui.wording import counted, number, percentage, share

from .intervals import Limits, limits


@dataclass(frozen=True)
class Silent:
    """Those who were asked and did not answer the question. turning: how few, or how many, yes of theirs would turn it.

    None where no answer of theirs could.
    """

    people: int
    turning: int | None


@dataclass(frozen=True)
class Decision:
    """The rule and what became of it. yes, answered, asked: people; likely: the limits among all who were asked."""

    rule: str
    is_met: bool
    yes: int
    answered: int
    likely: Limits
    silent: Silent
    at_least: int
    words: str

    @property
    def asked(self) -> int:
        return self.likely.population

    @property
    def sentence(self) -> str:
        """Return the finding in one sentence that a Board can read."""
        low, high = self.likely.shares
        return (
            f"{share(self.yes, self.answered, 0)} of the {number(self.answered)} people who answered said "
            f"{self.words}; of all {number(self.asked)} who were asked it is likely {_between(low, high)}."
        )

    @property
    def verdict(self) -> str:
        """Return whether the rule is met."""
        met = "is met" if self.is_met else "is not met"
        return f"The rule {met}: it asks for at least {self.at_least}%."

    @property
    def about_the_silent(self) -> str:
        """Return how different those who did not answer would have to be to change the decision."""
        who, turning = counted(self.silent.people, "person", "people"), self.silent.turning
        if not self.silent.people:
            return "Everybody who was asked has answered, so nobody is left who could change the decision."
        if turning is None:
            whatever = "even if all of them said no" if self.is_met else "even if all of them said yes"
            return f"{who} did not answer. The decision would stand {whatever}."
        those = f"{number(turning)} of those {number(self.silent.people)} ({share(turning, self.silent.people, 0)})"
        among = f"{share(self.yes, self.answered, 0)} of those who answered"
        bound = "or fewer" if self.is_met else "or more"
        return (
            f"{who} did not answer. The decision would change only if {those} {bound} would say yes, against {among}."
        )


def decide(
    declared: Mapping[str, Any], *, rule: str, options: Sequence[Mapping[str, Any]], figures: Figures, asked: int
) -> Decision | None:
    """Return what became of the rule, or None where the figures are hidden or nobody answered.

    declared: as the version keeps it. options: of its question. figures: its counts, after disclosure.
    """
    if not figures.base or figures.hidden:
        return None
    wanted = [option["text"] for option in options if option["code"] in declared["yes"]]
    yes = sum(part.count for part in figures.parts if part.text in wanted)
    answered, at_least = figures.base, declared["at_least"]
    asked = max(asked, answered)
    silent = asked - answered
    return Decision(
        rule=rule,
        is_met=is_enough(yes, answered, at_least),
        yes=yes,
        answered=answered,
        likely=limits(yes, answered=answered, population=asked),
        silent=Silent(silent, turning_point(yes=yes, answered=answered, silent=silent, at_least=at_least)),
        at_least=at_least,
        words=" or ".join(f"“{text}”" for text in wanted),
    )


def is_enough(yes: int, of: int, at_least: int) -> bool:
    """Tell whether so many are at least that many per cent; in whole numbers, so that 60% of 5 is 3."""
    return 100 * yes >= at_least * of


def turning_point(*, yes: int, answered: int, silent: int, at_least: int) -> int | None:
    """Return how many yes among the silent would turn the decision: the most, where it is met, else the fewest.

    None where it stands whatever they say.
    """
    met = is_enough(yes, answered, at_least)
    turned = [more for more in range(silent + 1) if is_enough(yes + more, answered + silent, at_least) != met]
    if not turned:
        return None
    return max(turned) if met else min(turned)


def likely_share(part: Part, *, base: int, asked: int) -> Limits:
    """Return the limits of one answer among all who were asked."""
    return limits(part.count, answered=base, population=max(asked, base))


def _between(low: float, high: float) -> str:
    return f"between {percentage(100 * low, 0)} and {percentage(100 * high, 0)}"
