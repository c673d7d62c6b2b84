"""Roles that were given lately, by whom, so that no new colleague comes in unseen."""

import datetime
from typing import Any

from supportgroup import clock
from supportgroup.accounts.models import RoleHolding
from supportgroup.ui import wording

LATELY = datetime.timedelta(days=30)
MOST = 20


def given_lately(group: Any, *, now: datetime.datetime) -> list[dict[str, Any]]:
    """Return the roles that administrators gave lately in this group, the newest first."""
    given = RoleHolding.objects.of(group).filter(given_at__gt=now - LATELY, given_by__isnull=False)
    return [
        {
            "user": holding.user,
            "role": holding.get_role_display(),
            "by": holding.given_by,
            "day": wording.day(holding.given_at.astimezone(clock.LONDON).date()),
        }
        for holding in given.select_related("user", "given_by").order_by("-given_at", "-pk")[:MOST]
    ]
