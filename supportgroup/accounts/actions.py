"""Adding a user and giving roles."""

import datetime

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group

from .models import RoleHolding, User


@action("user.added")
def add_user(*, email: str, name: str, password: str | None, by: Actor) -> User:
    """Add somebody who will sign in. Without a password they cannot until one is set."""
    if User.objects.filter(email__iexact=email).exists():
        message = "There is already a user with this email address."
        raise Refused(message)
    user = User(email=email, name=name)
    user.set_password(password)
    user.save()
    return user


@action("role.given")
def give_role(
    user: User, *, role: Role, group: Group, by: Actor, starts_on: datetime.date | None = None
) -> RoleHolding:
    """Give a user a role in a group from a day on. Nobody gives a role to themselves."""
    if by.user is not None and by.user.pk == user.pk:
        message = "You cannot give a role to yourself. Ask another administrator."
        raise Refused(message)
    holding, _ = RoleHolding.objects.get_or_create(
        user=user, group=group, role=role, ends_on=None, defaults={"starts_on": starts_on or clock.today()}
    )
    return holding
