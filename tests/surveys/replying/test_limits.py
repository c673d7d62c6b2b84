from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory

from surveys.replying import limits


def visit(address="192.0.2.7", **headers):
    return RequestFactory().post("/answer/", REMOTE_ADDR=address, headers=headers)


def test_ten_wrong_codes_from_one_address_are_enough(at_noon):
    for _ in range(limits.PER_ADDRESS):
        assert not limits.too_many_wrong_codes(visit())
        limits.count_wrong_code(visit())

    assert limits.too_many_wrong_codes(visit())
    assert not limits.too_many_wrong_codes(visit("192.0.2.8"))


def test_wrong_codes_from_many_addresses_are_limited_overall(at_noon):
    for number in range(limits.OVERALL):
        limits.count_wrong_code(visit(f"192.0.2.{number}"))

    assert limits.too_many_wrong_codes(visit("198.51.100.1"))


def test_after_a_quarter_of_an_hour_it_begins_anew(at_noon):
    import datetime

    from supportgroup import clock

    for _ in range(limits.PER_ADDRESS):
        limits.count_wrong_code(visit())
    with clock.moved_to(at_noon + datetime.timedelta(minutes=15)):
        assert not limits.too_many_wrong_codes(visit())


def test_the_cache_keeps_no_address(at_noon):
    limits.count_wrong_code(visit("192.0.2.7"))

    assert cache._cache, "the tests' cache is in memory"
    assert not [key for key in cache._cache if "192.0.2.7" in key]


@pytest.mark.django_db(transaction=True)
def test_workers_that_count_at_once_lose_no_count(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    }
    cache.clear()

    def count(number):
        limits.count_wrong_code(visit(f"192.0.2.{number}"))
        connection.close()

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(count, range(24)))

    taken = [
        place for place in range(1, limits.OVERALL + 1) if cache.get(f"{limits._WRONG_CODES._key('overall')}:{place}")
    ]
    assert taken == list(range(1, 25))
    cache.clear()
