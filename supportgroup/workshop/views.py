"""The caught mail under /dev/mail/, so that an invitation can be opened and its link followed."""

from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from supportgroup.access.gate import public

from .caught import Mailbox


@public(because="development only: it shows the mail that this machine caught instead of sending")
def caught_mail(request: HttpRequest) -> HttpResponse:
    """List what was caught, newest first."""
    page = Paginator(Mailbox(Path(settings.MAIL_CATCHER_DIR)), 50).get_page(request.GET.get("page"))
    return render(request, "workshop/caught_mail.html", {"page": page})


@public(because="development only: it shows one message that this machine caught instead of sending")
def caught_message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one message: its text with the links to follow, its HTML as source."""
    try:
        message = Mailbox(Path(settings.MAIL_CATCHER_DIR)).message(name)
    except KeyError as error:
        raise Http404 from error
    return render(request, "workshop/caught_message.html", {"message": message})
