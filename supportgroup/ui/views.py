"""The accent colour as a stylesheet: the content security policy forbids it in the page itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def accent_stylesheet(request: HttpRequest) -> HttpResponse:
    """Return the one rule that carries the Trust's accent colour."""
    return HttpResponse(f":root{{--accent:{settings.ACCENT_COLOUR}}}\n", content_type="text/css; charset=utf-8")
