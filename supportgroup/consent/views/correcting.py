"""What was recorded and needs a further record: a withdrawal by mistake, a signed form whose place was not known."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.consent import actions, in_force
from supportgroup.consent.choices import Purpose
from supportgroup.consent.forms import CorrectForm, PaperForm
from supportgroup.consent.models import Answer

from .person import crumbs


@requires(Power.RECORD_CONSENT)
@sensitive_post_parameters()
def correct_withdrawal(request: HttpRequest, group: str, pk: int, answer: int) -> HttpResponse:
    """Put right a withdrawal that was typed by mistake today, with the reason."""
    found = _answer(request, pk, answer)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.correct(found, why=form.cleaned_data["why"], by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "Put right: what they had said before holds again. See Messages for what was held."
            )
            return redirect("person_consent", group, pk)
    labels = [str(Purpose(one.purpose).label) for one in in_force.withdrawn_with(found)]
    return _page(request, found, form, "correct_withdrawal", labels=labels)


@requires(Power.RECORD_CONSENT)
@sensitive_post_parameters()
def note_paper(request: HttpRequest, group: str, pk: int, answer: int) -> HttpResponse:
    """Write down where a signed form lies, also after it was recorded."""
    found = _answer(request, pk, answer)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.note_paper(found, place=form.cleaned_data["place"], by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("person_consent", group, pk)
    return _page(request, found, form, "note_paper")


def _answer(request: HttpRequest, pk: int, answer: int) -> Any:
    visible = Answer.objects.visible_to(request.user, in_group=request.group)
    return get_object_or_404(visible.select_related("person__group", "version"), pk=answer, person=pk)


def _page(request: HttpRequest, found: Any, form: Any, name: str, **context: Any) -> HttpResponse:
    slug = request.group.slug
    looks.note("What the person agreed to", [found.person_id], group_slug=slug, by=actor(request))
    consent = {"text": "Consent", "url": reverse("person_consent", args=[slug, found.person_id])}
    shown = {
        "answer": found,
        "person": found.person,
        "form": form,
        "breadcrumbs": [*crumbs(slug, found.person), consent],
    }
    return render(request, f"consent/{name}.html", shown | context)
