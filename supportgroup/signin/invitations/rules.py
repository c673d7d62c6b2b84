"""When an invitation can be followed, sent again or withdrawn."""

import datetime

GOOD_FOR = datetime.timedelta(days=7)
TOO_OLD = "This link is older than 7 days."
NOT_THE_NEWEST = "A newer link was sent after this one."
USED = "This link has been used."
WITHDRAWN = "This invitation has been withdrawn."


def why_not_follow(
    *,
    version: int,
    newest: int,
    sent_at: datetime.datetime,
    accepted: bool,
    withdrawn: bool,
    now: datetime.datetime,
) -> str | None:
    """Return the reason a link opens nothing, or None. version: the link's; newest: the one sent last."""
    if withdrawn:
        return WITHDRAWN
    if accepted:
        return USED
    if version != newest:
        return NOT_THE_NEWEST
    if now - sent_at > GOOD_FOR:
        return TOO_OLD
    return None


def why_not_change(*, accepted: bool, withdrawn: bool) -> str | None:
    """Return the reason an invitation cannot be sent again or withdrawn, or None."""
    if accepted:
        return "They have come already: their sign-in works."
    if withdrawn:
        return "This invitation has been withdrawn. Invite them anew."
    return None
