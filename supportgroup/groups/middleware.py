"""Put the group of the address on the request, before the view and its guard."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from supportgroup.remembered import remembered
from supportgroup.showing import only_shown

from .models import Group


class GroupOfTheAddress:
    """Where an address has a group's slug, `request.group` is that group; elsewhere it is None.

    A signed-out visitor is sent to sign in before they can learn which groups there are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.group = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if "group" not in kwargs:
            return
        found = _with_slug(kwargs["group"])
        if not found:
            raise Http404
        group = found[0]
        if request.method in ("GET", "HEAD"):
            only_shown(group)
        request.group = group  # type: ignore[attr-defined]


@remembered
def _with_slug(slug: str) -> Any:
    return Group.objects.filter(slug=slug)
