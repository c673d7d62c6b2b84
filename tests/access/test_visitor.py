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
