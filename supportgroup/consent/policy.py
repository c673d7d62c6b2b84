"""What a group may set about consent."""

import datetime

from supportgroup.groups.models import Group
from supportgroup.groups.policy import Setting

from .choices import Sheet

ASK_AGAIN_AFTER = Setting(
    "consent.ask_again_after", "After how many days without an answer Today reminds you of a form", 28, "days"
)
OFFERED = Setting(
    "consent.offered", "Which forms people find on their own page before they are asked", [Sheet.MEMBERSHIP.value]
)


def offered(group: Group, *, on: datetime.date) -> list[str]:
    """Return the sheets that somebody who has not answered them finds on their own page."""
    return [sheet for sheet in OFFERED.in_force(group, on=on) if sheet in Sheet.values]
