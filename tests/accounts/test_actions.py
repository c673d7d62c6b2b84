import datetime

import pytest
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn, System
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.accounts import actions
from supportgroup.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
BY = System("a test")


def test_a_user_is_added_once_whatever_the_capitals():
    actions.add_user(email="Sam@hospital.example", name="Sam Reed", password=None, by=BY)

    with pytest.raises(Refused):
        actions.add_user(email="sam@HOSPITAL.example", name="Sam Reed", password=None, by=BY)


def test_the_database_holds_one_user_for_each_email_even_if_nobody_asked_first():
    UserFactory(email="sam@hospital.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="SAM@hospital.example")


def test_without_a_password_nobody_can_sign_in():
    user = actions.add_user(email="sam@hospital.example", name="Sam Reed", password=None, by=BY)

    assert not user.has_usable_password()


def test_nobody_gives_a_role_to_themselves(administrator, group):
    with pytest.raises(Refused):
        actions.give_role(administrator, role=Role.FINANCE, group=group, by=SignedIn(administrator))


def test_a_role_given_twice_is_held_once(nurse, group):
    actions.give_role(nurse, role=Role.NURSE, group=group, by=BY)

    assert nurse.holdings.count() == 1


def test_a_role_holds_from_its_first_day_to_its_last(group, nurse):
    nurse.holdings.update(starts_on=datetime.date(2026, 1, 10), ends_on=datetime.date(2026, 1, 20))

    def roles_on(day):
        with clock.moved_to(clock.at(datetime.date(2026, 1, day))):
            return User.objects.get(pk=nurse.pk).roles_in(group.slug)

    assert [bool(roles_on(day)) for day in (9, 10, 20, 21)] == [False, True, True, False]


def test_roles_in_one_group_say_nothing_of_another(nurse, other_group):
    assert nurse.roles_in(other_group.slug) == frozenset()


def test_a_user_who_left_holds_no_role(nurse, group):
    User.objects.filter(pk=nurse.pk).update(is_active=False)

    assert User.objects.get(pk=nurse.pk).roles_in(group.slug) == frozenset()


def test_roles_are_asked_for_once_in_a_request(nurse, group, other_group, django_assert_num_queries):
    with django_assert_num_queries(1):
        nurse.roles_in(group.slug)
        nurse.roles_in(other_group.slug)
        nurse.group_slugs()
