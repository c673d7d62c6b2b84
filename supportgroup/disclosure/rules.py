"""When a figure may be shown. Whole-survey tables need a base (GP Patient Survey analysis tool: 10)."""

FEWEST_SHOWN = 5
"""GP Patient Survey, for populations of 1,000 or fewer: in a breakdown, counts from 1 to 4 are not shown."""
CANNOT_BE_PROTECTED = (
    "The groups are too small: whatever else were hidden, a number of 1 to 4 people could be worked out "
    "from the totals."
)


def why_hidden(*, base: int, least_base: int) -> str | None:
    """Return the reason a table of this base is hidden, or None where it may be shown.

    base: how many people the table is about; least_base: the fewest that may be shown.
    """
    if base < least_base:
        return (
            f"Fewer than {least_base} people answered this, so its numbers are hidden: "
            "with so few, somebody might be recognised."
        )
    return None


def care_needed(*, base: int, careful_below: int) -> bool:
    """Tell whether a base that may be shown is so low that it must be read with care."""
    return base < careful_below


def is_small(count: int) -> bool:
    """Tell whether a count of a breakdown is hidden for itself: 0 too, because shown it would tell on 1 to 4."""
    return count < FEWEST_SHOWN


def is_given_away(low: int, high: int, *, most: int) -> bool:
    """Tell whether a hidden cell that must be a number from low to high is as good as shown.

    most: the smaller of the totals of its row and column, which are known anyway and bound it.
    Given away is a range that says “1 to 4”, and one that is narrower than the counts which must not be known,
    where its totals would leave more open.
    """
    if low >= 1 and high < FEWEST_SHOWN:
        return True
    return high - low < min(FEWEST_SHOWN - 1, most)
