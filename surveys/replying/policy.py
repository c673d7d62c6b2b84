"""The settings of a group that this room declares."""

from supportgroup.groups.policy import Setting

DRAFT_DAYS = Setting(
    key="replying.draft_days",
    label="How long an unfinished reply is kept, counted from its last answer",
    default=7,
    unit="days",
    minimum=1,
    maximum=30,
)
SLIPS_AND_FORMS = Setting(
    key="replying.slips_and_forms",
    label="By how many reply slips and keyed forms may differ before Today says so",
    default=5,
    unit="forms",
    maximum=100,
)
