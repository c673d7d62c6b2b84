"""What is said of users and their roles."""

import datetime

from supportgroup.access.choices import Role
from supportgroup.accounts.models import RoleHolding
from supportgroup.ui import wording

WHAT_FOR: dict[str, str] = {
    Role.NURSE: "Keeps the register with its clinical outline, writes and opens surveys.",
    Role.PALS: "Sends surveys and takes in replies. Does not see the clinical outline.",
    Role.COMMITTEE: "A patient who helps to run the group. Sees published results, nobody’s record.",
    Role.COORDINATOR: "A patient who runs a meeting.",
    Role.BUDDY_LEAD: "Brings buddies together.",
    Role.FINANCE: "Decides and pays claims. Sees no register.",
    Role.ADMINISTRATOR: "Invites colleagues, gives and ends roles, changes settings. Sees no register.",
}
"""Role -> one line for whoever gives it."""


def until_words(holding: RoleHolding, *, today: datetime.date) -> str:
    """Return how long a role holds: "from 1 May 2027 until 31 May 2027", "until today", "since 3 May 2026"."""
    first = f"from {wording.day(holding.starts_on)}" if holding.starts_on > today else ""
    last = f"until {'today' if holding.ends_on == today else wording.day(holding.ends_on)}" if holding.ends_on else ""
    return " ".join(part for part in (first, last) if part) or f"since {wording.day(holding.starts_on)}"


def last_day_words(holding: RoleHolding) -> str:
    """Return the last day of a role that has ended."""
    return wording.day(holding.ends_on) if holding.ends_on else ""


def is_over(holding: RoleHolding, *, today: datetime.date) -> bool:
    """Tell whether a role has ended, by its last day or at once."""
    return holding.stopped_at is not None or (holding.ends_on is not None and holding.ends_on < today)
