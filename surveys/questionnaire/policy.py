"""The settings of a group that surveys go by."""

from supportgroup.groups.policy import Setting

DAYS_OPEN = Setting(
    "questionnaire.days_open", "How long a survey stays open", default=91, unit="days", minimum=7, maximum=365
)
