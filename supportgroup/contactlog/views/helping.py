"""Who helps a person: add, change, and end what the person allowed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.contactlog import actions
from supportgroup.contactlog.forms import HelperForm
from supportgroup.contactlog.models import Helper

from .contacts import crumbs, person_here


@requires(Power.EDIT_PEOPLE)
@sensitive_post_parameters()
def add_helper(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Record who helps a person, with the person's permission."""
    shown = person_here(request, pk)
    form = HelperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.add_helper(shown, values=form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{form.cleaned_data['name']} is recorded as a helper.")
            return redirect(shown)
    return _page(request, form, shown, heading="Add a helper")


@requires(Power.EDIT_PEOPLE)
@sensitive_post_parameters()
def edit_helper(request: HttpRequest, group: str, pk: int, helper: int) -> HttpResponse:
    """Change how to reach a helper, or what the person allows them."""
    shown, found = person_here(request, pk), _helper(request, pk, helper)
    form = HelperForm(request.POST if request.method == "POST" else None, helper=found)
    if form.is_valid():
        try:
            actions.change_helper(found, values=form.cleaned_data, by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect(shown)
    return _page(request, form, shown, heading="Change helper")


@requires(Power.EDIT_PEOPLE)
@require_POST
def end_helper(request: HttpRequest, group: str, pk: int, helper: int) -> HttpResponse:
    """End what a helper is allowed, from now on."""
    found = _helper(request, pk, helper)
    return attempt(
        request,
        lambda: actions.end_helper(found, by=actor(request)),
        done=f"Ended. Nobody speaks with {found.name} for them any more.",
        then=person_here(request, pk),
    )


def _helper(request: HttpRequest, pk: int, helper: int) -> Helper:
    helpers = Helper.objects.visible_to(request.user, in_group=request.group)
    found: Helper = get_object_or_404(helpers, pk=helper, person=pk)
    return found


def _page(request: HttpRequest, form: HelperForm, person: Any, *, heading: str) -> HttpResponse:
    context = {"form": form, "person": person, "heading": heading, "breadcrumbs": crumbs(request.group.slug, person)}
    looks.note("Who helps the person", [person.pk], group_slug=request.group.slug, by=actor(request))
    return render(request, "contactlog/helper.html", context)
