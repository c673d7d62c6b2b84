"""Adding a user; giving, changing and ending roles."""

import datetime

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group

from . import rules
from .models import RoleHolding, User


@action("user.added")
def add_user(*, email: str, name: str, password: str | None, by: Actor) -> User:
    """Add somebody who will sign in. Without a password they cannot until one is set."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("There is already a user with this email address.")
    user = User(email=email.lower(), name=name)
    user.set_password(password)
    user.save()
    return user


@action("role.given")
def give_role(
    user: User,
    *,
    role: Role,
    group: Group,
    by: Actor,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> RoleHolding:
    """Give a user a role in a group from a day on, to a last day or without end. Nobody gives one to themselves."""
    _lock(group)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    today = clock.today()
    starts_on = starts_on or today
    held = _spans(user, role=role, group=group)
    _refuse(rules.why_not_give(to=user.pk, by=_key(by), starts_on=starts_on, ends_on=ends_on, held=held, today=today))
    return RoleHolding.objects.create(
        user=user, group=group, role=role, starts_on=starts_on, ends_on=ends_on, given_by=by.user, given_at=clock.now()
    )


@action("role.end_moved")
def move_end(holding: RoleHolding, *, ends_on: datetime.date | None, by: Actor) -> RoleHolding:
    """Let a role end with another day, or with none. A group keeps an administrator."""
    holding = _locked(holding)
    held = _spans(holding.user, role=Role(holding.role), group=holding.group, but=holding)
    span = (holding.starts_on, holding.ends_on)
    today = clock.today()
    _refuse(
        rules.why_not_move_the_end(of=holding.user_id, by=_key(by), span=span, ends_on=ends_on, held=held, today=today)
    )
    if ends_on is not None:
        _refuse_if_last(holding, free_from=ends_on + datetime.timedelta(days=1))
    holding.ends_on = ends_on
    holding.save(update_fields=["ends_on"])
    return holding


@action("role.ended")
def end_role(holding: RoleHolding, *, by: Actor) -> RoleHolding:
    """End a role at once. It stays in the history. A group keeps an administrator."""
    holding = _locked(holding)
    ended_on = holding.ends_on if holding.stopped_at is None else clock.today() - datetime.timedelta(days=1)
    _refuse(rules.why_not_end(of=holding.user_id, by=_key(by), ends_on=ended_on, today=clock.today()))
    _refuse_if_last(holding, free_from=clock.today())
    return _stopped(holding)


@action("user.left")
def end_all_roles(user: User, *, group: Group, by: Actor) -> bool:
    """End every role somebody holds or will hold in a group, at once, and tell whether they hold one anywhere.

    Whoever holds none any more is no longer active: they cannot sign in.
    """
    _lock(group)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    today = clock.today()
    mine = list(RoleHolding.objects.of(group).not_over(on=today).filter(user=user).select_related("group", "user"))
    for holding in mine:
        _refuse(rules.why_not_end(of=user.pk, by=_key(by), ends_on=holding.ends_on, today=today))
        _refuse_if_last(holding, free_from=today)
    for holding in mine:
        _stopped(holding)
    if user.holdings.not_over(on=today).exists():
        return True
    user.is_active = False
    user.save(update_fields=["is_active"])
    return False


@action("user.came_back")
def let_back(user: User, *, by: Actor) -> User:
    """Let somebody who had left sign in again, with a new password: the old one opens nothing."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.is_active = True
    user.set_unusable_password()
    user.last_login = None
    user.save(update_fields=["is_active", "password", "last_login"])
    return user


def _lock(group: Group) -> None:
    """Lock the group, before any user and any role: whoever changes its roles does so one at a time."""
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def _locked(holding: RoleHolding) -> RoleHolding:
    _lock(holding.group)
    locked: RoleHolding = (
        RoleHolding.objects.select_for_update(of=("self",)).select_related("user", "group").get(pk=holding.pk)
    )
    return locked


def _stopped(holding: RoleHolding) -> RoleHolding:
    holding.ends_on = max(clock.today(), holding.starts_on)
    holding.stopped_at = clock.now()
    holding.save(update_fields=["ends_on", "stopped_at"])
    return holding


def _spans(user: User, *, role: Role, group: Group, but: RoleHolding | None = None) -> list[rules.Span]:
    held = user.holdings.of(group).filter(role=role, stopped_at=None)
    return list((held.exclude(pk=but.pk) if but else held).values_list("starts_on", "ends_on"))


def _refuse_if_last(holding: RoleHolding, *, free_from: datetime.date) -> None:
    if holding.role == Role.ADMINISTRATOR:
        administrators = RoleHolding.objects.of(holding.group).of_administrators()
        staying = administrators.in_force(on=free_from).filter(ends_on=None)
        others = staying.exclude(user=holding.user_id).values("user").distinct()
        _refuse(rules.why_not_leave_nobody(others=others.count()))


def _key(by: Actor) -> int | None:
    return by.user.pk if by.user is not None else None


def _refuse(reason: str | None) -> None:
    if reason:
        raise Refused(reason)
