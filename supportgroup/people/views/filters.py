"""Filters of the list that are kept under a name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.people import facets, keeping
from supportgroup.people.actions import ChangedMeanwhile
from supportgroup.people.forms_handing import KeptFilterForm, RenameFilterForm
from supportgroup.people.models import KeptFilter
from supportgroup.people.rules import mark_of

from .register import crumbs


@requires(Power.SEE_PEOPLE)
def keep_filter(request: HttpRequest, group: str) -> HttpResponse:
    """Keep the filters of an address under a name."""
    filters = facets.read(request.GET, clinical=may(request, Power.SEE_CLINICAL))
    then = f"{reverse('people', args=[group])}?{urlencode(filters)}"
    if not filters:
        return redirect("people", group)
    form = KeptFilterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            keeping.keep(request.group, filters=filters, **form.cleaned_data, by=actor(request))  # type: ignore[attr-defined]
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "The filter is kept. It stands above the list.")
            return redirect(then)
    words = keeping.in_words(filters)
    context = {"form": form, "words": words, "then": then, "breadcrumbs": crumbs(group)}
    return render(request, "people/keep_filter.html", context)


@requires(Power.SEE_PEOPLE)
def rename_filter(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give one's own filter or one of the group's another name, share it, or forget it."""
    kept = _kept(request, pk)
    if request.POST.get("forget"):
        return _forget(request, kept)
    now = keeping.values_of(kept)
    form = RenameFilterForm(request.POST if request.method == "POST" else None, initial={**now, "mark": mark_of(now)})
    if form.is_valid():
        try:
            keeping.rename(kept, **form.cleaned_data, by=actor(request))
        except ChangedMeanwhile:
            form.show_newer(now, by="Somebody")
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("people", group)
    context = {"form": form, "kept": kept, "words": keeping.in_words(kept.filters), "breadcrumbs": crumbs(group)}
    return render(request, "people/rename_filter.html", context)


def _forget(request: HttpRequest, kept: KeptFilter) -> HttpResponse:
    """Ask first; on the second press, forget it."""
    slug = request.group.slug  # type: ignore[attr-defined]
    if "sure" not in request.POST:
        context = {"kept": kept, "words": keeping.in_words(kept.filters), "breadcrumbs": crumbs(slug)}
        return render(request, "people/forget_filter.html", context)
    done, then = f"“{kept}” is forgotten.", reverse("people", args=[slug])
    return attempt(request, lambda: keeping.forget(kept, by=actor(request)), done=done, then=then)


def _kept(request: HttpRequest, pk: int) -> KeptFilter:
    visible = KeptFilter.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    found: KeptFilter = get_object_or_404(visible, pk=pk)
    return found
