"""The frame of every page: which places this user may go to, where they are, and the footer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.groups.frame import footer_links

from .switching import groups_of, roles_words

PLACES = (
    ("Today", "today", {Power.SEE_TODAY}),
    ("People", "people", {Power.SEE_PEOPLE}),
    ("Members", "members", {Power.SEE_MEMBERS}),
    ("Surveys", "surveys", {Power.SEE_SURVEYS, Power.SEE_RESULTS}),
    ("Messages", "messages", {Power.SEE_MESSAGES}),
    ("Settings", "group_settings", {Power.RUN_GROUP}),
)
MORE = (
    ("Copies of what we hold", "copy_requests", {Power.ANSWER_REQUESTS}),
    ("Complaints", "complaints", {Power.HANDLE_COMPLAINTS}),
    ("How long we keep things", "records", {Power.KEEP_RECORDS}),
)
"""What stands under More: work that comes seldom."""


@dataclass(frozen=True)
class Place:
    """One item of the main navigation."""

    text: str
    url: str
    current: bool


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the page templates need: names of the Trust and the group, navigation, footer links."""
    frame: dict[str, Any] = {
        "trust_name": settings.TRUST_NAME,
        "trust_logo": settings.TRUST_LOGO,
        "home_url": reverse("front_door"),
        "footer_links": footer_links(None),
    }
    group = getattr(request, "group", None)
    if group is None or not request.user.is_authenticated:
        return frame
    roles = request.user.roles_in(group.slug)
    return frame | {
        "group_name": group.name,
        "home_url": reverse("today", args=[group.slug]),
        "navigation": _places(request, PLACES, powers_of(roles)),
        "navigation_more": _places(request, MORE, powers_of(roles)),
        "sign_in_label": f"{request.user.name}, {roles_words(request.user, group.slug)}: my sign-in",
        "sign_in_url": reverse("my_sign_in"),
        "sign_out_url": reverse("account_logout"),
        "footer_links": [_who_may_see_what(group), *footer_links(group)],
        "other_groups": groups_of(request.user, but=group.slug),
    }


def _places(request: HttpRequest, all_places: Iterable[Any], powers: frozenset[Power]) -> list[Place]:
    slug = request.group.slug  # type: ignore[attr-defined]
    home = reverse("today", args=[slug])
    places = [(text, reverse(name, args=[slug])) for text, name, any_of in all_places if any_of & powers]
    return [
        Place(text, url, current=request.path == url if url == home else request.path.startswith(url))
        for text, url in places
    ]


def _who_may_see_what(group: Any) -> dict[str, str]:
    return {"text": "Who may see what", "url": reverse("who_may_see_what", args=[group.slug])}
