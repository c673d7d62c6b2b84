"""Named questions about users and roles."""

import datetime
from typing import Any, Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Exists, OuterRef, Q

from supportgroup.access.choices import Power, Role
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet


class UserQuerySet(models.QuerySet[Any]):
    """Who signs in."""

    def of(self, group: Any) -> Self:
        """Return the users who hold, held or will hold a role in the group."""
        holdings = self.model.holdings.rel.related_model
        return self.filter(Exists(holdings.objects.of(group).filter(user=OuterRef("pk"))))

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the users of the group, or none without the power to run it."""
        may_see = Power.RUN_GROUP in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def found_by(self, search: str) -> Self:
        """Return those who have every word in their name or their email address."""
        found = self
        for word in search.split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found

    def who_have_come(self) -> Self:
        """Return those who can sign in: they have set a password, or came by the hospital's own sign-in."""
        return self.filter(
            ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(last_login__isnull=False), is_active=True
        )


class RoleHoldingQuerySet(InGroupQuerySet[Any]):
    """Who holds which role."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the roles held in the group, or none without the power to run it."""
        may_see = Power.RUN_GROUP in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def in_force(self, *, on: datetime.date) -> Self:
        """Return the holdings that have begun and not ended on that day (the last day counts)."""
        return self.not_over(on=on).filter(starts_on__lte=on)

    def not_over(self, *, on: datetime.date) -> Self:
        """Return the holdings that are in force on that day or begin later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), stopped_at=None, user__is_active=True)

    def of_administrators(self) -> Self:
        """Return the holdings of administrators who can sign in."""
        come = ~Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(user__last_login__isnull=False)
        return self.filter(come, role=Role.ADMINISTRATOR)
