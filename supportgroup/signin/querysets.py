"""Named questions about emailed codes and about invitations."""

import datetime
from typing import Any, Self

from django.db import models

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.access.querysets import InGroupQuerySet

from .rules import GOOD_FOR, LONG_IS_OUT_FOR, Digits


class EmailedCodeQuerySet(models.QuerySet[Any]):
    """Codes that were asked for. Nobody is shown any."""

    def lately(self, now: datetime.datetime) -> Self:
        """Return those whose time is not over."""
        return self.filter(made_at__gt=now - GOOD_FOR)

    def short(self) -> Self:
        """Return those that went out as short codes."""
        return self.filter(digits=Digits.SHORT)

    def emailed(self) -> Self:
        """Return those that led to an email."""
        return self.exclude(digits=Digits.NONE)

    def long_and_out(self, now: datetime.datetime) -> Self:
        """Return the long codes that can still be typed at leisure."""
        return self.filter(digits=Digits.LONG, used=False, made_at__gt=now - LONG_IS_OUT_FOR)


class InvitationQuerySet(InGroupQuerySet[Any]):
    """Colleagues who were invited."""

    def visible_to(self, user: Any, *, in_group: Any) -> Self:
        """Return the invitations to the group, or none without the power to run it."""
        may_see = Power.RUN_GROUP in powers_of(user.roles_in(in_group.slug))
        return self.of(in_group) if may_see else self.none()

    def of_user(self, user: Any) -> Self:
        """Return the invitations of this user, to every group."""
        return self.filter(user=user)

    def not_come(self) -> Self:
        """Return the invitations that are neither followed nor withdrawn, also those that are too old to be."""
        return self.filter(accepted_at=None, withdrawn_at=None)
