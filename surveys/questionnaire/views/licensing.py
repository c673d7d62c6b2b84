"""Places for licensed questionnaires: what is known of each licence."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from surveys.questionnaire import licences
from surveys.questionnaire.library_forms import LicenceForm
from surveys.questionnaire.models import Licence

from .finding import trail


@requires(Power.WRITE_SURVEYS)
def add_licence(request: HttpRequest, group: str) -> HttpResponse:
    """Make a place for a licensed questionnaire."""
    return _page(
        request, None, lambda fields: licences.add_licence(request.group, by=actor(request), **fields)  # type: ignore[attr-defined]
    )  # fmt: skip


@requires(Power.WRITE_SURVEYS)
def edit_licence(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Change what is known of a licence, for example when it has been renewed."""
    visible = Licence.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    licence = get_object_or_404(visible, pk=pk)
    return _page(request, licence, lambda fields: licences.edit_licence(licence, by=actor(request), **fields))


def _page(request: HttpRequest, licence: Licence | None, save: Any) -> HttpResponse:
    slug = request.group.slug  # type: ignore[attr-defined]
    names = ("title", "owner", "reference", "ends_on", "note")
    form = LicenceForm(
        request.POST or None, initial={name: getattr(licence, name) for name in names} if licence else {}
    )
    if form.is_valid():
        try:
            save(form.fields_typed())
        except Refused as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("survey_library", slug)
    crumbs = [*trail(request), {"text": "Library", "url": reverse("survey_library", args=[slug])}]
    context = {"form": form, "licence": licence, "breadcrumbs": crumbs}
    return render(request, "surveys/questionnaire/edit_licence.html", context)
