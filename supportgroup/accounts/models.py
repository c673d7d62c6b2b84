"""The user who signs in, and the roles they hold in each group."""

import datetime
from functools import cached_property
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from supportgroup import clock
from supportgroup.access.choices import Role
from supportgroup.groups.models import Group
from supportgroup.remembered import remembered

from .querysets import RoleHoldingQuerySet, UserQuerySet


class UserManager(BaseUserManager["User"]):
    """Users are found by email, capital or small letters alike."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: Any, *, in_group: Any) -> UserQuerySet:
        """Return the users of the group, or none without the power to run it."""
        return self.get_queryset().visible_to(user, in_group=in_group)

    def who_have_come(self) -> UserQuerySet:
        """Return those who can sign in."""
        return self.get_queryset().who_have_come()


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """Somebody who holds or held a role. There are no users without one, and no superusers."""

    email = models.EmailField()
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    sessions_ended_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_for_each_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what each session of this user must hold: a new one ends every session, wherever it is kept."""
        held = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{held}.{self.sessions_ended_at.timestamp()}" if self.sessions_ended_at else held

    @cached_property
    def _roles(self) -> dict[tuple[str, str], frozenset[Role]]:
        """Return {(slug, name) of a group: the roles held there today}; one query."""
        held: dict[tuple[str, str], set[Role]] = {}
        for slug, name, role in _held(self.pk, clock.today()):
            held.setdefault((slug, name), set()).add(Role(role))
        return {group: frozenset(roles) for group, roles in held.items()}

    def roles_in(self, slug: str) -> frozenset[Role]:
        """Return the roles this user holds today in the group with this slug."""
        return next((roles for (of, _), roles in self._roles.items() if of == slug), frozenset())

    def group_slugs(self) -> list[str]:
        """Return the slugs of the groups in which this user holds a role today, in order."""
        return sorted(slug for slug, _ in self._roles)

    def group_names(self) -> dict[str, str]:
        """Return {slug: name} of these groups, by name."""
        return dict(sorted(self._roles, key=lambda group: group[1]))


@pghistory.track()
class RoleHolding(models.Model):
    """One role of one user in one group, from a day until a day.

    stopped_at: the moment it was ended at once; empty where it holds to the end of its last day.
    given_by: the user who gave it; empty where a command of the service did.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="holdings")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group", "role"], condition=models.Q(ends_on=None), name="one_open_holding_of_a_role"
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="role_stopped_has_a_last_day",
                condition=models.Q(stopped_at=None) | models.Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.group}"


@remembered
def _held(user: int, today: datetime.date) -> Any:
    holdings = RoleHolding.objects.filter(user=user).in_force(on=today)
    return holdings.values_list("group__slug", "group__name", "role")
