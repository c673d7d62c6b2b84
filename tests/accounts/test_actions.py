import datetime

import pytest
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import SignedIn, System
from supportgroup.access.choices import Role
from supportgroup.access.refusal import Refused
from supportgroup.accounts import actions
from supportgroup.accounts.models import User
from tests.factories import UserFactory, user_with_role

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
    with pytest.raises(Refused, match="They hold this role already"):
        actions.give_role(nurse, role=Role.NURSE, group=group, by=BY)

    assert nurse.holdings.count() == 1


def test_a_role_ended_at_once_opens_nothing_from_that_moment_and_stays_in_the_history(nurse, administrator, group):
    holding = actions.end_role(nurse.holdings.get(), by=SignedIn(administrator))

    assert User.objects.get(pk=nurse.pk).roles_in(group.slug) == frozenset()
    assert (holding.ends_on, holding.stopped_at is None) == (clock.today(), False)
    actions.give_role(nurse, role=Role.NURSE, group=group, by=SignedIn(administrator))
    assert nurse.holdings.count() == 2


def test_a_role_that_was_to_begin_later_can_be_ended_before_it_does(nurse, administrator, group):
    later = clock.today() + datetime.timedelta(days=9)
    holding = actions.give_role(nurse, role=Role.PALS, group=group, starts_on=later, by=SignedIn(administrator))

    actions.end_role(holding, by=SignedIn(administrator))

    with clock.moved_to(clock.at(later)):
        assert User.objects.get(pk=nurse.pk).roles_in(group.slug) == {Role.NURSE}


def test_the_last_administrator_stays_whoever_asks(administrator, group):
    mine = administrator.holdings.get()
    tomorrow = clock.today() + datetime.timedelta(days=1)
    for refused in (
        lambda: actions.end_role(mine, by=BY),
        lambda: actions.move_end(mine, ends_on=tomorrow, by=BY),
        lambda: actions.end_all_roles(administrator, group=group, by=BY),
    ):
        with pytest.raises(Refused, match="last administrator"):
            refused()

    assert User.objects.get(pk=administrator.pk).roles_in(group.slug) == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("other", ["invited", "gone", "ends before", "ends one day", "elsewhere"])
def test_an_administrator_who_will_not_be_there_does_not_count(administrator, group, other_group, other):
    second = user_with_role(Role.ADMINISTRATOR, other_group if other == "elsewhere" else group)
    if other == "invited":
        second.set_unusable_password()
    second.is_active = other != "gone"
    second.save()
    if other == "ends before":
        second.holdings.update(ends_on=clock.today())
    if other == "ends one day":
        second.holdings.update(ends_on=clock.today() + datetime.timedelta(days=400))

    with pytest.raises(Refused, match="last administrator"):
        actions.move_end(administrator.holdings.get(), ends_on=clock.today(), by=BY)


def test_with_a_second_administrator_the_first_may_go(administrator, group):
    second = user_with_role(Role.ADMINISTRATOR, group)

    actions.end_role(administrator.holdings.get(), by=SignedIn(second))

    assert User.objects.get(pk=administrator.pk).roles_in(group.slug) == frozenset()


def test_leaving_ends_roles_here_and_only_here(nurse, administrator, group, other_group):
    actions.give_role(nurse, role=Role.PALS, group=other_group, by=BY)

    assert actions.end_all_roles(nurse, group=group, by=SignedIn(administrator)) is True

    left = User.objects.get(pk=nurse.pk)
    assert (left.is_active, left.group_slugs()) == (True, [other_group.slug])


def test_with_the_last_role_the_user_goes(nurse, administrator, group):
    assert actions.end_all_roles(nurse, group=group, by=SignedIn(administrator)) is False

    assert not User.objects.get(pk=nurse.pk).is_active


def test_who_comes_back_needs_a_new_password(nurse, administrator, group):
    actions.end_all_roles(nurse, group=group, by=SignedIn(administrator))

    back = actions.let_back(nurse, by=SignedIn(administrator))

    assert (back.is_active, back.has_usable_password()) == (True, False)


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
