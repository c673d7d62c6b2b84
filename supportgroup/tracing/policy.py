"""Settings this room declares."""

from supportgroup.groups.policy import Setting

KEEP_KEYS = Setting(
    "tracing.keep_keys", "How long we remember who was in a list for the deceased check; its counts stay", 90, "days"
)
KEEP_RESULT = Setting(
    "tracing.keep_result",
    "How long the result of a deceased check waits to be looked at before it is forgotten",
    3,
    "days",
)
