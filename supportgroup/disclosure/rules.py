"""When a figure may be shown. Whole-survey tables need a base (GP Patient Survey analysis tool: 10)."""


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
