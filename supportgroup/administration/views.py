"""The page that lists what can be set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires

from . import places


@requires(Power.RUN_GROUP)
def group_settings(request: HttpRequest, group: str) -> HttpResponse:
    """List what can be set in this group."""
    return render(request, "administration/group_settings.html", {"sections": places.sections(request)})
