"""Two administrators at the same moment, each on a connection of their own."""

import datetime

import pytest

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.accounts import actions
from supportgroup.accounts.models import RoleHolding
from tests import factories
from tests.outbox.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_administrators_who_end_each_other_leave_one(group):
    for _ in range(10):
        RoleHolding.objects.all().delete()
        one, two = (factories.user_with_role(Role.ADMINISTRATOR, group) for _ in range(2))

        found = at_once(
            lambda of=two, by=one: actions.end_role(of.holdings.get(), by=SignedIn(by)),
            lambda of=one, by=two: actions.end_role(of.holdings.get(), by=SignedIn(by)),
        )

        assert sum(isinstance(answer, Refused) for answer in found) == 1
        assert RoleHolding.objects.of(group).of_administrators().in_force(on=clock.today()).count() == 1


def test_a_role_given_by_two_at_once_is_held_once(group):
    one, two = (factories.user_with_role(Role.ADMINISTRATOR, group) for _ in range(2))
    for _ in range(10):
        user = factories.UserFactory()

        found = at_once(
            *[
                lambda by=by, user=user: actions.give_role(user, role=Role.NURSE, group=group, by=SignedIn(by))
                for by in (one, two)
            ]
        )

        assert sum(isinstance(answer, Refused) for answer in found) == 1
        assert user.holdings.count() == 1


def test_a_role_given_while_the_end_of_another_moves_is_never_held_twice_on_one_day(group):
    one, two = (factories.user_with_role(Role.ADMINISTRATOR, group) for _ in range(2))
    day, later = (clock.today() + datetime.timedelta(days=days) for days in (10, 20))
    for _ in range(10):
        user = factories.UserFactory()
        held = factories.HoldingFactory(
            user=user, group=group, role=Role.NURSE, ends_on=day - datetime.timedelta(days=1)
        )

        found = at_once(
            lambda held=held: actions.move_end(held, ends_on=later, by=SignedIn(one)),
            lambda user=user: actions.give_role(
                user, role=Role.NURSE, group=group, starts_on=day, ends_on=later, by=SignedIn(two)
            ),
        )

        assert [isinstance(answer, Refused) for answer in found].count(True) == 1


def test_giving_moving_ending_and_leaving_at_once_wait_for_each_other_and_never_lock_up(group):
    one, two = (factories.user_with_role(Role.ADMINISTRATOR, group) for _ in range(2))
    day = clock.today() + datetime.timedelta(days=10)
    for _ in range(10):
        user = factories.user_with_role(Role.NURSE, group)
        held = user.holdings.get()

        found = at_once(
            lambda held=held: actions.move_end(held, ends_on=day, by=SignedIn(one)),
            lambda user=user: actions.give_role(user, role=Role.PALS, group=group, by=SignedIn(two)),
            lambda held=held: actions.end_role(held, by=SignedIn(one)),
            lambda user=user: actions.end_all_roles(user, group=group, by=SignedIn(two)),
        )

        assert len(found) == 4, "one of them failed with something else than a refusal"
