"""The words of the statements: what is in use, and how a group puts them in its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.consent import actions, versions
from supportgroup.consent.choices import Sheet
from supportgroup.consent.forms import WordingForm
from supportgroup.consent.models import Version


@requires(Power.WRITE_CONSENT)
def consent_wording(request: HttpRequest, group: str) -> HttpResponse:
    """Show the words of every sheet as they are used today, and which versions there were."""
    in_use = versions.all_in_use(request.group)
    older = Version.objects.visible_to(request.user, in_group=request.group)
    keys = {version.pk for version in in_use.values()}
    context = {
        "in_use": list(in_use.values()),
        "older": [version for version in older if version.pk not in keys],
        "breadcrumbs": _crumbs(group),
    }
    return render(request, "consent/consent_wording.html", context)


@requires(Power.WRITE_CONSENT)
def edit_wording(request: HttpRequest, group: str) -> HttpResponse:
    """Put one sheet in other words from now on; answers keep the version they were given to."""
    sheet = request.GET.get("form", Sheet.MEMBERSHIP)
    if sheet not in Sheet.values:
        raise Http404
    version = versions.in_use(request.group, Sheet(sheet))
    form = WordingForm(request.POST if request.method == "POST" else None, version=version)
    if form.is_valid():
        written = actions.write_version(
            request.group, sheet=Sheet(sheet), boxes=form.boxes(), told=form.cleaned_data["told"], by=actor(request)
        )
        messages.success(request, f"{written.code} is in use from now on. Print the form again before you hand it out.")
        return redirect("consent_wording", group)
    back = {"text": "Consent wording", "url": reverse("consent_wording", args=[group])}
    context = {"form": form, "version": version, "breadcrumbs": [*_crumbs(group), back]}
    return render(request, "consent/edit_wording.html", context)


def _crumbs(group: str) -> list[dict[str, Any]]:
    return [{"text": "Today", "url": reverse("today", args=[group])}]
