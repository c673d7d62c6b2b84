"""Settings this room declares."""

from supportgroup.groups.policy import Setting

KEEP_SPREADSHEETS = Setting(
    "people.keep_spreadsheets",
    "How long a spreadsheet waits to be confirmed before it is forgotten",
    3,
    "days",
    minimum=1,
    maximum=30,
)
REVIEW_NEEDS = Setting(
    "people.review_needs", "How long after somebody was asked what they need they are asked again", 365, "days"
)
