"""Two administrators at the same moment, each on a connection of their own."""

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
