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
from surveys.mailing.rehearsing import NOTHING, editions_among, rehearsed
from surveys.mailing.sampling import Reach
from surveys.questionnaire.choices import STANDARD, edition_name
from surveys.questionnaire.models import Survey

from .choosing import kept_reach

Examples = dict[Channel, Message]


@requires(Power.SEND_SURVEYS)
def preview_mailing(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show the invitation of one person for each way it goes; "?edition=ur": of people who get that edition."""

    def page(examples: Examples, survey: Survey, found: Reach) -> HttpResponse:
        shown = _written(examples)
        _note(request, [one["key"] for one in shown])
        context = {
            "survey": survey,
            "breadcrumbs": trail(survey),
            "shown": shown,
            "editions": _named(editions_among(survey, found.letters)),
            "written_in": _named(editions_among(survey, [*found.emails, *found.texts])),
            "chosen": request.GET.get("edition"),
        }
        response = render(request, "surveys/mailing/preview_mailing.html", context)
        response._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined]  # noqa: SLF001  django-csp's way
        return response

    return _rehearse(request, pk, page)


@requires(Power.SEND_SURVEYS)
def preview_mailing_email(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the email's HTML to the frame on the page, under a policy of its own that lets nothing run or load."""

    def framed(examples: Examples, *_: Any) -> HttpResponse:
        html = previews.html_of(_of(examples, Channel.EMAIL), is_prepared=True)
        response = HttpResponse(html)
        response["Content-Security-Policy"] = previews.policy_for(html)
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return _rehearse(request, pk, framed)


@requires(Power.SEND_SURVEYS)
def preview_mailing_letter(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give one postal pack as a PDF whose code opens nothing; "?edition=ur": of somebody who gets that edition."""

    def printed(examples: Examples, *_: Any) -> HttpResponse:
        letter = _of(examples, Channel.LETTER)
        pdf = previews.letter_of(letter, is_prepared=True)
        _note(request, [letter.recipient_key], way=Way.PRINT)
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="invitation.pdf"'
        return response

    return _rehearse(request, pk, printed)


def _rehearse(request: HttpRequest, pk: int, answer: Callable[[Examples, Survey, Reach], HttpResponse]) -> HttpResponse:
    """Answer with the examples, of which nothing is left; the way back where there is none of the kind."""
    survey = survey_of(request, pk)
    if survey.mailings.exists():
        return redirect(survey)
    try:
        found = kept_reach(request, survey)
        return answer(rehearsed(survey, found, read_in=request.GET.get("edition")), survey, found)
    except Refused as why:
        messages.error(request, str(why))
        return redirect("check_mailing", survey.group.slug, survey.pk)


def _written(examples: Examples) -> list[dict[str, Any]]:
    return [
        {
            "channel": channel,
            "key": message.recipient_key,
            "preview": previews.preview_of(message, is_prepared=True),
            "name": str(message.addressee),
        }
        for channel, message in sorted(examples.items())
    ]


def _named(codes: list[str]) -> list[dict[str, str]]:
    return [{"code": code, "name": edition_name(code or STANDARD)} for code in codes]


def _of(examples: Examples, channel: Channel) -> Message:
    if channel not in examples:
        raise Refused(NOTHING)
    return examples[channel]


def _note(request: HttpRequest, keys: list[int], *, way: Way = Way.PAGE) -> None:
    slug = request.group.slug  # type: ignore[attr-defined]
    looks.note("An invitation as they get it", keys, group_slug=slug, way=way, by=actor(request))
