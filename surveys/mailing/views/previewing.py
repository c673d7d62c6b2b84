"""The invitations as they will be got, before anything is sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.outbox import previews
from supportgroup.outbox.choices import Channel
from supportgroup.outbox.models import Message
from surveys.mailing.finding import survey_of, trail
from surveys.mailing.rehearsing import NOTHING, rehearsed

from .choosing import kept_reach

Examples = dict[Channel, Message]


@requires(Power.SEND_SURVEYS)
def preview_mailing(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show the invitation of one person for each way it goes."""

    def page(shown: Any) -> HttpResponse:
        _note(request, [one["key"] for one in shown])
        survey = survey_of(request, pk)
        context = {"survey": survey, "breadcrumbs": trail(survey), "shown": shown}
        response = render(request, "surveys/mailing/preview_mailing.html", context)
        response._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined]  # noqa: SLF001  django-csp's way
        return response

    return _rehearse(request, pk, _written, page)


@requires(Power.SEND_SURVEYS)
def preview_mailing_email(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the email's HTML to the frame on the page, under a policy of its own that lets nothing run or load."""

    def framed(html: str) -> HttpResponse:
        response = HttpResponse(html)
        response["Content-Security-Policy"] = previews.policy_for(html)
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return _rehearse(request, pk, lambda examples: previews.html_of(_of(examples, Channel.EMAIL)), framed)


@requires(Power.SEND_SURVEYS)
def preview_mailing_letter(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give one postal pack as a PDF whose code opens nothing."""

    def printed(letter: tuple[int, bytes]) -> HttpResponse:
        key, pdf = letter
        _note(request, [key], way=Way.PRINT)
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="invitation.pdf"'
        return response

    def made(examples: Examples) -> tuple[int, bytes]:
        letter = _of(examples, Channel.LETTER)
        return letter.recipient_key, previews.letter_of(letter)

    return _rehearse(request, pk, made, printed)


def _rehearse(
    request: HttpRequest, pk: int, write: Callable[[Examples], Any], answer: Callable[[Any], HttpResponse]
) -> HttpResponse:
    """Write the examples, forget that they were there, and answer; the way back where there is none of the kind."""
    survey = survey_of(request, pk)
    if survey.mailings.exists():
        return redirect(survey)
    found = kept_reach(request, survey)
    try:
        with rehearsed(survey, found) as examples:
            shown = write(examples)
    except Refused as why:
        messages.error(request, str(why))
        return redirect("check_mailing", survey.group.slug, survey.pk)
    return answer(shown)


def _written(examples: Examples) -> list[dict[str, Any]]:
    return [
        {
            "channel": channel,
            "key": message.recipient_key,
            "preview": previews.preview_of(message),
            "name": str(message.addressee),
        }
        for channel, message in sorted(examples.items())
    ]


def _of(examples: Examples, channel: Channel) -> Message:
    if channel not in examples:
        raise Refused(NOTHING)
    return examples[channel]


def _note(request: HttpRequest, keys: list[int], *, way: Way = Way.PAGE) -> None:
    slug = request.group.slug  # type: ignore[attr-defined]
    looks.note("An invitation as they get it", keys, group_slug=slug, way=way, by=actor(request))
