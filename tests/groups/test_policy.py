import datetime

import pytest
from django.db import IntegrityError, transaction

from supportgroup import clock
from supportgroup.access.actor import System
from supportgroup.access.refusal import Refused
from supportgroup.groups.actions import drop_planned, set_policy
from supportgroup.groups.middleware import GroupOfTheAddress
from supportgroup.groups.models import GroupSetting
from supportgroup.groups.policy import Kind, Setting, declared
from supportgroup.showing import only_shown
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)
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


def test_a_setting_knows_what_may_be_typed_from_its_default():
    kinds = [Setting("tests.kinds", "Kind", default).kind for default in (True, 3, [1, 2], "words")]

    assert kinds == [Kind.YES_NO, Kind.NUMBER, Kind.DAYS, Kind.TEXT]
    assert Setting("tests.kinds", "Kind", "a", choices=(("a", "A"),)).kind == Kind.CHOICE


def test_every_setting_of_every_room_is_declared_with_a_default_that_it_would_take():
    settings = declared()

    assert {"outbox.tries", "mailing.days", "results.least_base", "replying.draft_days"} <= set(settings)
    assert {key: setting.why_not(setting.default) for key, setting in settings.items()} == dict.fromkeys(settings)


def test_a_change_applies_from_its_day_and_is_replaced_on_the_same_day(group, at_noon):
    days, by, today = Setting("tests.one", "Days", 3, "days", maximum=30), System("a test"), clock.today()

    set_policy(group, days, value=5, applies_from=today + ONE_DAY, by=by)
    set_policy(group, days, value=6, applies_from=today + ONE_DAY, by=by)

    assert [days.in_force(group, on=today + ONE_DAY * n) for n in (0, 1)] == [3, 6]
    assert GroupSetting.objects.count() == 1


@pytest.mark.parametrize(("value", "day"), [(31, 0), (-1, 0), (5, -1)])
def test_a_value_out_of_bounds_or_from_the_past_is_refused_and_nothing_is_kept(group, at_noon, value, day):
    days = Setting("tests.one", "Days", 3, "days", maximum=30)

    with pytest.raises(Refused):
        set_policy(group, days, value=value, applies_from=clock.today() + ONE_DAY * day, by=System("a test"))
    assert not GroupSetting.objects.exists()


def test_a_planned_change_can_be_dropped_and_one_in_force_cannot(group, at_noon):
    days, by, today = Setting("tests.one", "Days", 3, "days"), System("a test"), clock.today()
    set_policy(group, days, value=5, applies_from=today, by=by)
    set_policy(group, days, value=6, applies_from=today + ONE_DAY, by=by)

    drop_planned(group, days, applies_from=today + ONE_DAY, by=by)
    with pytest.raises(Refused, match="already dropped"):
        drop_planned(group, days, applies_from=today + ONE_DAY, by=by)
    with pytest.raises(Refused, match="applies already"):
        drop_planned(group, days, applies_from=today, by=by)
    assert days.in_force(group, on=today + ONE_DAY) == 5


def test_for_a_page_that_only_shows_all_settings_are_read_once(group, other_group, django_assert_num_queries):
    for of, value, day in ((group, 24, "2026-01-01"), (group, 48, "2026-06-01"), (other_group, 1, "2026-01-01")):
        GroupSetting.objects.create(group=of, key=DAYS.key, value=value, applies_from=day)
    only_shown(group)

    with django_assert_num_queries(1):
        assert DAYS.in_force(group, on=datetime.date(2025, 12, 31)) == DAYS.default
        assert DAYS.in_force(group, on=datetime.date(2026, 5, 31)) == 24
        assert DAYS.in_force(group, on=datetime.date(2026, 6, 1)) == 48


def test_a_page_that_changes_something_reads_a_setting_whenever_it_is_asked(group, rf):
    for method, once in (("get", True), ("post", False)):
        request = getattr(rf, method)("/")
        GroupOfTheAddress(lambda _: None).process_view(request, None, [], {"group": group.slug})
        assert hasattr(request.group, "found_once") is once
