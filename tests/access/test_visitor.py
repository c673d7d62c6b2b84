import pytest
from django.test import RequestFactory

from supportgroup.access.visitor import address_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "", "192.0.2.7"),
        (2, "203.0.113.9", "192.0.2.7"),
    ],
)
def test_only_what_our_own_proxies_saw_is_believed(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXY_COUNT = proxies

    visit = RequestFactory().post("/answer/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": forwarded})
    assert address_of(visit) == address


@pytest.mark.parametrize(
    ("seen", "address"),
    [
        ("2001:db8:7:1:aaaa::1", "2001:db8:7:1::"),
        ("2001:db8:7:1:ffff:1:2:3", "2001:db8:7:1::"),
        ("2001:db8:7:2::1", "2001:db8:7:2::"),
        ("::1", "::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_one_household_is_one_visitor_however_many_of_its_addresses_it_uses(seen, address):
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=seen)) == address
