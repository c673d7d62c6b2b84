"""Named questions about the contact log."""

import datetime
from typing import Any, Self

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import Ended


class OfPeopleQuerySet(InGroupQuerySet[Any]):
    """Rows about a person: for who may see the register."""

    group_path = "person__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the rows of the group's people, or none without the power to see the register."""
        may_see = Power.SEE_PEOPLE in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()


class FollowUpQuerySet(OfPeopleQuerySet):
    """What comes next, and who does it."""

    group_path = "entry__person__group"

    def open(self) -> Self:
        """Return what is not closed, the earliest due first."""
        return self.filter(ended=Ended.OPEN).order_by("due_on", "pk")

    def for_user(self, user: Any) -> Self:
        """Return what this user is to do, and what nobody is named for."""
        return self.filter(owner=user) | self.filter(owner=None)

    def due_by(self, day: datetime.date) -> Self:
        """Return what is due by this day."""
        return self.filter(due_on__lte=day)


class HelperQuerySet(OfPeopleQuerySet):
    """Who helps a person."""

    def permitted(self) -> Self:
        """Return those with permission in force."""
        return self.filter(ended_on=None)
