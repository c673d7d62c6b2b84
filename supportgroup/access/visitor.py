"""Where a visitor comes from, as far as it can be believed."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address: what the last of our own proxies saw, or the connection's where there is none.

    Of the newer addresses (IPv6) it is the first of their network: each household and phone has billions of them.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    ours = settings.TRUSTED_PROXY_COUNT
    return _of_one_visitor(seen[-ours] if ours and len(seen) >= ours else str(request.META.get("REMOTE_ADDR", "")))


def _of_one_visitor(written: str) -> str:
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return written
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.IPv6Network((int(address), 64), strict=False).network_address)
