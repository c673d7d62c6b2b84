"""The settings of a group that this room declares."""

from supportgroup.groups.policy import Setting

KEYED_TWICE = Setting(
    key="keying.second",
    label="How many of a hundred paper forms are keyed a second time, by somebody else",
    default=10,
    unit="forms",
    maximum=100,
    help="They are drawn by chance. Changing this changes nothing for forms that are keyed already.",
)
