"""The frame of every page: which places this user may go to, where they are, and the footer."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of

PLACES = (
    ("Today", "today", Power.SEE_TODAY),
    ("People", "people", Power.SEE_PEOPLE),
    ("Surveys", "surveys", Power.SEE_RESULTS),
    ("Messages", "messages", Power.SEE_MESSAGES),
)


@dataclass(frozen=True)
class Place:
    """One item of the main navigation."""

    text: str
    url: str
    current: bool


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the page templates need: names of the Trust and the group, navigation, footer links."""
    group = getattr(request, "group", None)
    frame = {
        "trust_name": settings.TRUST_NAME,
        "trust_logo": settings.TRUST_LOGO,
        "group": group,
        "navigation": [],
        "navigation_more": [],
        "footer_links": [{"text": "Accessibility", "url": reverse("accessibility")}],
    }
    user = getattr(request, "user", None)
    if group is not None and user is not None and user.is_authenticated:
        frame["navigation"] = _places(request, powers_of(user.roles_in(group.slug)))
        frame["footer_links"] = [*_footer(group), *frame["footer_links"]]
    return frame


def _places(request: HttpRequest, powers: frozenset[Power]) -> list[Place]:
    slug = request.group.slug  # type: ignore[attr-defined]
    places = [(text, reverse(name, args=[slug])) for text, name, power in PLACES if power in powers]
    home = reverse("today", args=[slug])
    return [
        Place(text, url, current=request.path == url if url == home else request.path.startswith(url))
        for text, url in places
    ]


def _footer(group: Any) -> list[dict[str, str]]:
    return [
        {"text": "Privacy", "url": reverse("privacy", args=[group.public_code])},
        {"text": "Who may see what", "url": reverse("who_may_see_what", args=[group.slug])},
        {"text": "Contact", "url": reverse("contact", args=[group.public_code])},
    ]
