"""Who is still worth a phone call, and logging a call with one of them: for the survey's mailing duty alone.

The people who treat somebody never learn who has not replied: the invitation promises it, so no nurse sees this list.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from surveys.mailing import actions, phoning
from surveys.mailing.finding import names_of, trail, with_mailing_duty
from surveys.mailing.forms import CallForm

PAGE = 50


@requires(Power.SEE_WHO_REPLIED)
@with_mailing_duty
def to_phone(request: HttpRequest, survey: Any) -> HttpResponse:
    """List those who have not replied and may be phoned, those who want a call first."""
    waiting = phoning.worth_a_call(survey).select_related("person").prefetch_related("calls")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    seen = [invitee.person_id for invitee in page]
    looks.note("Who is worth a phone call", seen, group_slug=survey.group.slug, way=Way.LIST, by=actor(request))
    context = {"survey": survey, "names": names_of(request, survey), "page": page, "breadcrumbs": trail(survey)}
    return render(request, "surveys/mailing/to_phone.html", context)


@requires(Power.SEE_WHO_REPLIED)
@with_mailing_duty
def log_call_with(request: HttpRequest, survey: Any, invitee: int) -> HttpResponse:
    """Log a call with one person who was asked."""
    found = get_object_or_404(survey.invitees.select_related("person", "survey"), pk=invitee)
    form = CallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.log_call(found, reason=form.cleaned_data["reason"], on=clock.today(), by=actor(request))
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, "The call is logged.")
            return redirect("to_phone", survey.group.slug, survey.pk)
    context = {
        "survey": survey,
        "invitee": found,
        "form": form,
        "calls": found.calls.select_related("taken_by"),
        "breadcrumbs": [*trail(survey), _list_of(survey)],
    }
    return render(request, "surveys/mailing/log_call_with.html", context)


def _list_of(survey: Any) -> dict[str, str]:
    return {"text": "Who is worth a call", "url": reverse("to_phone", args=[survey.group.slug, survey.pk])}
