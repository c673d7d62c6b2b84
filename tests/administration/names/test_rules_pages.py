"""Every dated setting of every room, in one place, changed from a day on."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supportgroup import clock
from supportgroup.administration.names.policy_words import in_words
from supportgroup.groups.models import GroupSetting
from supportgroup.groups.policy import Setting, declared
from supportgroup.outbox.policy import TRIES
from supportgroup.ui.wording import day
from surveys.mailing.policy import MAILING_DAYS

pytestmark = pytest.mark.django_db
RULES = "/immunology/settings/rules/"
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def admins(signed_in, administrator):
    return signed_in(administrator)


def change(client, key, value, on):
    posted = {"value": value, "applies_from_day": on.day, "applies_from_month": on.month, "applies_from_year": on.year}
    return client.post(reverse("change_rule", args=["immunology", key]), posted, follow=True)


def test_every_declared_setting_is_listed_with_its_value_and_each_has_a_page(admins, group):
    page = admins.get(RULES).content.decode()

    for key, setting in declared().items():
        assert setting.label in page or setting.label.replace("“", "&ldquo;") in page, key
        assert admins.get(reverse("change_rule", args=["immunology", key])).status_code == 200, key


def test_the_list_costs_the_same_however_much_was_changed(admins, group, django_assert_num_queries):
    admins.get(RULES)
    with CaptureQueriesContext(connection) as before:
        admins.get(RULES)
    GroupSetting.objects.bulk_create(
        GroupSetting(group=group, key=key, value=setting.default, applies_from=clock.today() - ONE_DAY * n)
        for key, setting in declared().items()
        for n in range(20)
    )
    with django_assert_num_queries(len(before.captured_queries)):
        admins.get(RULES)


def test_a_change_applies_from_its_day_and_the_page_says_both(admins, group):
    tomorrow = clock.today() + ONE_DAY

    answer = change(admins, "outbox.tries", "5", tomorrow)

    assert f"5 tries from {day(tomorrow)}" in answer.content.decode()
    assert [TRIES.in_force(group, on=tomorrow - ONE_DAY * n) for n in (0, 1)] == [5, 12]
    page = admins.get(reverse("change_rule", args=["immunology", "outbox.tries"]))
    assert page.context["entries"][0].who == "Ivy Stone"
    assert page.context["entries"][0].what == f"5 tries from {day(tomorrow)}"


def test_a_planned_change_can_be_dropped(admins, group):
    change(admins, "outbox.tries", "5", clock.today() + ONE_DAY)

    answer = admins.post(reverse("drop_planned_rule", args=["immunology", "outbox.tries"]), follow=True)

    assert "The planned change is dropped." in answer.content.decode()
    assert not GroupSetting.objects.exists()


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("outbox.tries", "many", "must be a whole number"),
        ("outbox.tries", "0", "Enter a number of 1 or more"),
        ("outbox.tries", "99999999999999999999999", "New value"),
        ("mailing.days", "0, 21", "Enter 3 numbers"),
        ("mailing.days", "0, 21, 21", "greater than the one before"),
        ("mailing.days", "0, x, 49", "whole numbers with commas"),
        ("mailing.days", "0,²,49", "whole numbers with commas"),
    ],
)
def test_what_cannot_be_a_value_is_said_and_nothing_is_kept(admins, group, key, typed, said):
    answer = change(admins, key, typed, clock.today())

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not GroupSetting.objects.exists()


def test_a_change_from_the_past_is_refused(admins, group):
    answer = change(admins, "outbox.tries", "5", clock.today() - ONE_DAY)

    assert "The day must be today or later" in answer.content.decode()
    assert not GroupSetting.objects.exists()


def test_days_are_typed_with_commas(admins, group):
    change(admins, "mailing.days", "0, 14,28", clock.today())

    assert MAILING_DAYS.in_force(group, on=clock.today()) == [0, 14, 28]


def test_a_rule_that_no_room_declares_is_not_there(admins, group):
    assert admins.get(reverse("change_rule", args=["immunology", "tests.none"])).status_code == 404


@pytest.mark.parametrize(
    ("unit", "words"), [("minutes", "1 minute"), ("tries", "1 try"), ("people", "1 person"), ("", "1")]
)
def test_one_of_something_is_said_as_one(unit, words):
    assert in_words(Setting("tests.one", "One", 2, unit), 1) == words
