import datetime

import pytest
from django.db import IntegrityError, transaction

from supportgroup.groups.models import GroupSetting
from supportgroup.groups.policy import Setting
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db
DAYS = Setting("tests.days", "Days until a reminder", [21, 49], "days")


def on(day):
    return datetime.date(2026, 1, day)


def test_until_somebody_sets_it_the_default_holds(group):
    assert DAYS.in_force(group, on=on(1)) == [21, 49]


def test_a_value_holds_from_its_day_and_the_older_one_for_older_days(group):
    GroupSetting.objects.create(group=group, key="tests.days", value=[14, 28], applies_from=on(10))
    GroupSetting.objects.create(group=group, key="tests.days", value=[7, 14], applies_from=on(20))

    assert [DAYS.in_force(group, on=on(day)) for day in (9, 10, 19, 20)] == [[21, 49], [14, 28], [14, 28], [7, 14]]


def test_a_value_holds_in_its_own_group_only(group, other_group):
    GroupSetting.objects.create(group=group, key="tests.days", value=[1, 2], applies_from=on(1))

    assert DAYS.in_force(other_group, on=on(2)) == [21, 49]


@pytest.mark.parametrize("slug", ["answer", "privacy", "me", "sign-in"])
def test_a_group_cannot_take_an_address_of_the_service(slug):
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupFactory(slug=slug)
