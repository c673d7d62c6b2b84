"""The numbers of the results that policy sets."""

from supportgroup.groups.policy import Setting

LEAST_BASE = Setting(
    "results.least_base", "Fewest answers a table may have before it is hidden", 10, "people", minimum=5, maximum=100
)
CAREFUL_BELOW = Setting(
    "results.careful_below", "Answers below which a table says “read with care”", 30, "people", minimum=10, maximum=200
)
