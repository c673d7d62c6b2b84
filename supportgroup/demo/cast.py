"""Who signs in to the demo: one for each part, two where a rule needs two."""

import datetime
from dataclasses import dataclass

from supportgroup.access.actor import SignedIn, System
from supportgroup.access.choices import Role
from supportgroup.accounts.actions import add_user, give_role
from supportgroup.accounts.models import User
from supportgroup.groups.models import Group

TELLER = System("the demo")
CAST = {
    "nurse": ("Grace Adeyemi", Role.NURSE),
    "nurse2": ("Helen Marsh", Role.NURSE),
    "pals": ("Ruth Bell", Role.PALS),
    "pals2": ("Owen Price", Role.PALS),
    "pals3": ("Nadia Rahman", Role.PALS),
    "committee": ("Ann Field", Role.COMMITTEE),
    "coordinator": ("Tom Whitfield", Role.COORDINATOR),
    "buddylead": ("Maya Sen", Role.BUDDY_LEAD),
    "buddylead2": ("Peter Lowe", Role.BUDDY_LEAD),
    "finance": ("Joan Hill", Role.FINANCE),
    "finance2": ("Daniel Ross", Role.FINANCE),
    "admin": ("Ivy Stone", Role.ADMINISTRATOR),
}
ELSEWHERE = {"nurse2": Role.PALS, "buddylead2": Role.NURSE, "admin": Role.ADMINISTRATOR}
"""Who has a part in the second group too, and which: a nurse here is a PALS officer there."""


@dataclass(frozen=True)
class Cast:
    """The people who act in the story, by the first half of their email address."""

    users: dict[str, User]

    def __getitem__(self, name: str) -> SignedIn:
        return SignedIn(self.users[name])


def bring_on(group: Group, elsewhere: Group, *, password: str, since: datetime.date) -> Cast:
    """Add everybody and give them their roles from a day on."""
    users = {}
    for name, (full_name, role) in CAST.items():
        users[name] = add_user(email=f"{name}@demo.example", name=full_name, password=password, by=TELLER)
        give_role(users[name], role=role, group=group, by=TELLER, starts_on=since)
    for name, role in ELSEWHERE.items():
        give_role(users[name], role=role, group=elsewhere, by=TELLER, starts_on=since)
    return Cast(users)
