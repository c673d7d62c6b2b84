"""Named questions about the register."""

from typing import Any, Self

from django.db import models

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .choices import Standing


class PersonQuerySet(InGroupQuerySet[models.Model]):
    """People of a group."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the people of the group, or none without the power to see the register."""
        may_see = Power.SEE_PEOPLE in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def current(self) -> Self:
        """Return those who are with the service."""
        return self.filter(standing=Standing.CURRENT)


class ClinicalOutlineQuerySet(InGroupQuerySet[models.Model]):
    """Clinical outlines: nurses only."""

    group_path = "person__group"

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the outlines of the group, or none without the power to see clinical words."""
        may_see = Power.SEE_CLINICAL in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()
