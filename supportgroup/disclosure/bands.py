"""Numbers and dates in bands, so that nobody stands alone in a table. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST_IN_A_BAND = 5
"""GP Patient Survey, for small populations: counts below 5 are not shown."""


@dataclass(frozen=True)
class Band:
    """So many answers from `low` to `high`."""

    low: str
    high: str
    count: int

    @property
    def words(self) -> str:
        """Return "10 to 19", or "10" where both ends are one."""
        return self.low if self.low == self.high else f"{self.low} to {self.high}"


def merged(bands: Iterable[Band], *, least: int = FEWEST_IN_A_BAND) -> list[Band]:
    """Return the bands, in order, with small ones joined to their neighbours until each holds this many.

    Where all together are fewer, one band is left.
    """
    done: list[Band] = []
    small: Band | None = None
    for band in bands:
        small = _joined(small, band) if small else band
        if small.count >= least:
            done.append(small)
            small = None
    if small and done:
        done[-1] = _joined(done[-1], small)
    elif small:
        done.append(small)
    return done


def _joined(first: Band, second: Band) -> Band:
    return Band(first.low, second.high, first.count + second.count)
