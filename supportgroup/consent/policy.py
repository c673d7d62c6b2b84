"""What a group may set about consent."""

import datetime

from supportgroup.groups.models import Group
from supportgroup.groups.policy import Setting

from .choices import Sheet

ASK_AGAIN_AFTER = Setting(
    "consent.ask_again_after", "After how many days without an answer Today reminds you of a form", 28, "days"
)
OFFER_BUDDIES = Setting(
    "consent.offer_buddies", "Whether people find the form of the buddy scheme on their own page", default=False
)
OFFER_PUBLICITY = Setting(
    "consent.offer_publicity", "Whether people find the form on photos and publicity on their own page", default=False
)


def offered(group: Group, *, on: datetime.date) -> list[Sheet]:
    """Return the sheets that somebody who has not answered them finds on their own page: joining always."""
    optional = ((Sheet.BUDDIES, OFFER_BUDDIES), (Sheet.PUBLICITY, OFFER_PUBLICITY))
    return [Sheet.MEMBERSHIP, *(sheet for sheet, setting in optional if setting.in_force(group, on=on))]
