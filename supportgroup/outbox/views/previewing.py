"""Looking at a message as its person will get it."""

from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.outbox import previews, reading, words
from supportgroup.outbox.choices import RecipientKind
from supportgroup.outbox.models import Message

from .messages import message_of, trail


@requires(Power.SEE_PEOPLE)
def preview_message(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one message as its person will get it, and lead to the next of the same batch."""
    message = message_of(request, pk)
    visible = Message.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    context = {
        "message": message,
        "label": reading.title_of(message),
        "preview": previews.preview_of(message),
        "name": str(message.addressee or words.NOBODY),
        "breadcrumbs": trail(request, (reading.title_of(message), message.get_absolute_url())),
        **previews.neighbours(message, visible),
    }
    _note(request, message)
    response = render(request, "outbox/preview_message.html", context)
    response._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined]  # noqa: SLF001  django-csp's way
    return response


@requires(Power.SEE_PEOPLE)
def preview_email(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give an email's HTML to the frame on its preview, under a policy of its own that lets nothing run or load."""
    message = message_of(request, pk)
    try:
        html = previews.html_of(message)
    except Refused:
        return redirect("preview_message", group, pk)
    response = HttpResponse(html)
    response["Content-Security-Policy"] = previews.policy_for(html)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@requires(Power.SEE_PEOPLE)
def preview_letter(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give one letter as a PDF whose codes and links open nothing."""
    message = message_of(request, pk)
    try:
        pdf = previews.letter_of(message)
    except Refused as refused:
        told.error(request, str(refused))
        return redirect("preview_message", group, pk)
    _note(request, message, way=Way.PRINT)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{message.pk}.pdf"'
    return response


def _note(request: HttpRequest, message: Message, *, way: Way = Way.PAGE) -> None:
    if message.recipient_kind == RecipientKind.PERSON:
        slug = request.group.slug  # type: ignore[attr-defined]
        looks.note("A message as they get it", [message.recipient_key], group_slug=slug, way=way, by=actor(request))
