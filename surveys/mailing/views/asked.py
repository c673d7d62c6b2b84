"""Who was asked and how they stand: for the PALS officer with this survey's mailing duty, and nobody else."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import attempt
from supportgroup.outbox.channels.text import NOTIFY
from surveys.mailing import actions, lists, rules
from surveys.mailing.finding import names_of, trail, with_mailing_duty
from surveys.mailing.models import Invitee

PAGE = 50
SHOWN = {
    "all": "Everybody",
    "waiting": "Not yet replied",
    "replied": "Replied",
    "other": "Others",
    "wishes": "Asked us for something",
}


@requires(Power.SEE_WHO_REPLIED)
@with_mailing_duty
def who_replied(request: HttpRequest, survey: Any) -> HttpResponse:
    """List who was asked with their outcome; a search is posted, so that no name stands in an address."""
    visible = Invitee.objects.visible_to(request.user, in_group=survey.group).filter(survey=survey)
    counts = visible.shown_counts()
    shown = request.GET.get("show", "all")
    search = request.POST.get("search", "").strip()
    rows = visible.shown(shown).named_like(search).select_related("person")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "survey": survey,
        "names": names_of(request, survey),
        "letters_by_notify": settings.LETTERS == NOTIFY,
        "page": page,
        "search": search,
        "choices": [
            {"text": text, "url": f"?show={key}", "count": counts[key], "current": key == shown}
            for key, text in SHOWN.items()
        ],
        "action": f"{request.path}?show={shown}" if shown != "all" else request.path,
        "breadcrumbs": trail(survey),
    }
    return render(request, "surveys/mailing/who_replied.html", context)


@requires(Power.SEE_WHO_REPLIED)
@with_mailing_duty
def not_reminded(request: HttpRequest, survey: Any) -> HttpResponse:
    """List whom a reminder of today would leave out, and why."""
    invitees = list(survey.invitees.select_related("person").order_by("record_number"))
    why = lists.why_left_out(invitees, today=clock.today())
    rows = [(invitee, why[invitee.pk]) for invitee in invitees if invitee.pk in why]
    context = {
        "survey": survey,
        "names": names_of(request, survey),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "breadcrumbs": trail(survey),
    }
    return render(request, "surveys/mailing/not_reminded.html", context)


@requires(Power.SEE_WHO_REPLIED)
@with_mailing_duty
def asked(request: HttpRequest, survey: Any, invitee: int) -> HttpResponse:
    """Show one person who was asked, and what can be done for them."""
    found = _invitee(survey, invitee)
    who = {"text": "Who has replied", "url": reverse("who_replied", args=[survey.group.slug, survey.pk])}
    context = {
        "survey": survey,
        "invitee": found,
        "why_no_code": rules.why_not_new_code(state=survey.state, outcome=found.outcome),
        "breadcrumbs": [*trail(survey), who],
    }
    return render(request, "surveys/mailing/asked.html", context)


@requires(Power.SEE_WHO_REPLIED)
@require_POST
@with_mailing_duty
def send_new_code(request: HttpRequest, survey: Any, invitee: int) -> HttpResponse:
    """Send somebody a new invitation with a new code; the old one stops working."""
    found = _invitee(survey, invitee)
    return attempt(
        request,
        lambda: actions.send_new_code(found, by=actor(request)),
        done="A new letter with a new code waits to be sent. The old code has stopped working.",
        then=reverse("asked", args=[survey.group.slug, survey.pk, found.pk]),
    )


@requires(Power.SEE_WHO_REPLIED)
@require_POST
@with_mailing_duty
def meet_wish(request: HttpRequest, survey: Any, invitee: int) -> HttpResponse:
    """Note that we have phoned somebody, or sent them what they asked for."""
    found = _invitee(survey, invitee)
    return attempt(
        request,
        lambda: actions.meet_wish(found, by=actor(request)),
        done="Noted as done.",
        then=reverse("who_replied", args=[survey.group.slug, survey.pk]),
    )


def _invitee(survey: Any, key: int) -> Any:
    return get_object_or_404(survey.invitees.select_related("person"), pk=key)
