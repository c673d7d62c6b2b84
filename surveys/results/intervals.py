"""How sure a share is when most of a small population has answered. Pure.

Exact limits for a population of known size: those numbers of yes among all whom a sample with this many yes does not
speak against, by the hypergeometric distribution with half of the error at each end, as Clopper and Pearson (1934) do
for the binomial (Konijn, H. S., Statistical Theory of Sample Survey Design and Analysis, 1973; Buonaccorsi, J. P.,
American Statistician 41 (1987) 215-218). Chosen over a score interval with a finite population correction, because 75
of 100 is far from "a small part of a large population", because it never promises more than it keeps, and because its
limits are numbers of people. It supposes that who stayed silent is like who answered; `decision` says what if not.
"""

from dataclasses import dataclass
from math import exp, inf, lgamma, sqrt

ERROR = 0.05
"""How often such limits may miss: the usual 95% interval."""
_TOO_SMALL = 1e-16
_ROUNDED = 1 + 1e-9
"""What is exactly as rare as the tail counts as rarer, however the logarithms were rounded."""


@dataclass(frozen=True)
class Limits:
    """The least and the most of all `population` people who can be thought to say yes."""

    low: int
    high: int
    population: int

    @property
    def shares(self) -> tuple[float, float]:
        """Return both as shares of the population, 0 to 1."""
        return self.low / self.population, self.high / self.population


@dataclass(frozen=True)
class Change:
    """A difference between two shares, with its limits, all from -1 to 1."""

    by: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Tell whether the limits leave out no change at all."""
        return self.low > 0 or self.high < 0


def limits(yes: int, *, answered: int, population: int, error: float = ERROR) -> Limits:
    """Return the limits for how many of the population would say yes, where `yes` of those who answered do.

    ValueError where more answered than there are, or more said yes than answered.
    """
    if not 0 <= yes <= answered <= population or not population:
        raise ValueError(f"{yes} of {answered} of {population} cannot be.")
    low = _least(yes, answered, population, error / 2)
    high = population - _least(answered - yes, answered, population, error / 2)
    return Limits(low, high, population)


def change(before: tuple[float, Limits], after: tuple[float, Limits]) -> Change:
    """Return the change from one share to another, each with its own limits, as if their samples were independent.

    The limits of the difference are made of both (MOVER: Zou and Donner, Statistics in Medicine 27 (2008) 1693-1702).
    """
    (old, old_limits), (new, new_limits) = before, after
    (old_low, old_high), (new_low, new_high) = old_limits.shares, new_limits.shares
    low = sqrt((new - new_low) ** 2 + (old_high - old) ** 2)
    high = sqrt((new_high - new) ** 2 + (old - old_low) ** 2)
    return Change(new - old, max(-1.0, new - old - low), min(1.0, new - old + high))


def _least(yes: int, answered: int, population: int, tail: float) -> int:
    """Return the fewest yes among all with which `yes` or more in the sample is not rarer than the tail."""
    least, most = yes, population - answered + yes
    while least < most:
        middle = (least + most) // 2
        if _at_least(yes, answered, population, middle) > tail * _ROUNDED:
            most = middle
        else:
            least = middle + 1
    return least


def _at_least(yes: int, answered: int, population: int, of_all: int) -> float:
    """Return how likely it is to draw `yes` or more where `of_all` of the population say yes; 1 below the average."""
    if yes * population <= answered * of_all:
        return 1.0
    no, missed = population - of_all, answered - yes
    term = exp(_log_ways(of_all, yes) + _log_ways(no, missed) - _log_ways(population, answered))
    sum_, drawn = term, yes
    while drawn < min(answered, of_all) and term > sum_ * _TOO_SMALL:
        term *= (of_all - drawn) * (answered - drawn) / ((drawn + 1) * (no - answered + drawn + 1))
        sum_ += term
        drawn += 1
    return sum_


def _log_ways(of: int, chosen: int) -> float:
    """Return the logarithm of the number of ways to choose so many; there are none where that is too many."""
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1) if chosen <= of else -inf
