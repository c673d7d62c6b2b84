"""What many tests start from: two groups, a user for each role, a clock that can be moved."""

import datetime
import gc
import os

import pytest
from django.core.cache import cache
from django.test import Client, TransactionTestCase

from supportgroup import clock
from supportgroup.access.choices import Role
from tests import emptying, factories

pytest_plugins = ["tests.planted"]


def pytest_collection_modifyitems(config, items):
    """Leave out the long tests unless all are asked for."""
    if os.environ.get("SUPPORTGROUP_ALL") == "1":
        return
    long_ones = [item for item in items if "everything" in item.keywords]
    config.hook.pytest_deselected(items=long_ones)
    items[:] = [item for item in items if "everything" not in item.keywords]


def pytest_collection_finish():
    """Keep the collector from walking through everything imported, again and again: a tenth of the time goes there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly():
    """What a test has committed is taken away by us: Django's own way takes a tenth of all the tests' time."""
    TransactionTestCase._fixture_teardown = lambda _: emptying.empty()


@pytest.fixture
def group(db):
    return factories.GroupFactory(slug="immunology", public_code="qvt", name="Immunology patient support group")


@pytest.fixture
def other_group(db):
    return factories.GroupFactory(slug="rheumatology", public_code="rzk", name="Rheumatology patient support group")


@pytest.fixture
def nurse(group):
    return factories.user_with_role(Role.NURSE, group, name="Grace Adeyemi", email="nurse@hospital.example")


@pytest.fixture
def pals(group):
    """The PALS officer who is usually given the mailing duty."""
    return factories.user_with_role(Role.PALS, group, name="Ruth Bell", email="pals@hospital.example")


@pytest.fixture
def pals_entry(group):
    """The PALS officer who is usually given the entry duty."""
    return factories.user_with_role(Role.PALS, group, name="Owen Price", email="pals2@hospital.example")


@pytest.fixture
def committee(group):
    return factories.user_with_role(Role.COMMITTEE, group, name="Ann Field", email="committee@hospital.example")


@pytest.fixture
def administrator(group):
    return factories.user_with_role(Role.ADMINISTRATOR, group, name="Ivy Stone", email="admin@hospital.example")


@pytest.fixture
def signed_in():
    """Return a function that gives a fresh client in which a user is signed in."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def the_cache_of_production(settings):
    """The cache as a table of the database, where its rows can tell something."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def at_noon():
    """Stop the clock at midday on Monday 7 September 2026."""
    with clock.moved_to(clock.at(datetime.date(2026, 9, 7), 12)):
        yield clock.now()


@pytest.fixture
def fault(record_property):
    """Return a function that adds a line to the table of faults: which one, what was tried, what came of it."""

    def line(number: str, what: str, came: str) -> None:
        record_property("fault", f"{number:<3} | {what:<62} | {came}")

    return line


def pytest_terminal_summary(terminalreporter, config):
    """Print one line for each fault that was tried, where all tests run."""
    if os.environ.get("SUPPORTGROUP_ALL") != "1":
        return
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "when")]
    lines = sorted({value for report in reports for name, value in report.user_properties if name == "fault"})
    if lines:
        terminalreporter.section("faults")
        terminalreporter.write_line(f"{'':<3} | {'fault':<62} | what came of it")
        for line in lines:
            terminalreporter.write_line(line)
