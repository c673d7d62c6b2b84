"""Where a visitor comes from, as far as it can be believed."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address: what the last of our own proxies saw, or the connection's where there is none."""
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    ours = settings.TRUSTED_PROXY_COUNT
    return seen[-ours] if ours and len(seen) >= ours else str(request.META.get("REMOTE_ADDR", ""))
