"""The list of messages, and one message."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.outbox import listing, previews, reading, recipients, words
from supportgroup.outbox.choices import RecipientKind
from supportgroup.outbox.forms import SearchForm
from supportgroup.outbox.models import Message
from supportgroup.outbox.narrowing import kinds_known, read
from supportgroup.outbox.selecting import SEARCH, Chosen
from supportgroup.outbox.standing import MOST_COUNTED


@requires(Power.SEE_MESSAGES)
def messages(request: HttpRequest, group: str) -> HttpResponse:
    """Show what has been sent, what is on its way and what is held, and why."""
    sees_people = may(request, Power.SEE_PEOPLE)
    if request.method == "POST":
        return _search(request, group) if sees_people else redirect("messages", group)
    chosen = Chosen(request)
    rows = listing.rows_of(chosen.page.object_list, sees_people=sees_people, today=clock.today())
    note_seen(request, (row.message for row in rows), sees_people=sees_people)
    context = {
        "chosen": chosen,
        "standing": chosen.standing,
        "together": chosen.standing.together,
        "heading": listing.heading(chosen.standing),
        "lede": listing.lede(chosen.standing, now=clock.now(), today=clock.today()),
        "choices": listing.choices(chosen.counts, current=chosen.current, narrowing=chosen.narrowing),
        "current": chosen.current,
        "kinds": kinds_known(),
        "page": chosen.page,
        "rows": rows,
        "sees_people": sees_people,
        "batches": chosen.batches_to_approve,
        "most_counted": MOST_COUNTED if chosen.counts[chosen.current] >= MOST_COUNTED else None,
    }
    return render(request, "outbox/messages.html", context)


@requires(Power.SEE_MESSAGES)
def message(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one message: what, to whom, where it is and why, its words, and what can be done."""
    found = message_of(request, pk)
    sees_people = may(request, Power.SEE_PEOPLE)
    reading.complete(found)
    context = {
        "message": found,
        "label": reading.title_of(found),
        "tag": words.tag_of(found),
        "says": reading.says(found, today=clock.today()),
        "rows": reading.rows_of(found, sees_people=sees_people, today=clock.today()),
        "sees_people": sees_people,
        "preview": previews.preview_of(found) if sees_people else None,
        "what_to_do": reading.what_to_do(found) if sees_people else None,
        "history": reading.history_of(found, today=clock.today()),
        "breadcrumbs": trail(request),
        "waits_for_format": may(request, Power.EDIT_PEOPLE) and recipients.waits_for_format(found),
        **reading.choices_of(found),
    }
    note_seen(request, [found], sees_people=sees_people, way=Way.PAGE)
    return render(request, "outbox/message.html", context)


def message_of(request: HttpRequest, pk: int) -> Message:
    """Return the message, or answer 404 for one that this user may not see in this group."""
    visible = Message.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    found: Message = get_object_or_404(visible.select_related("group", "print_run"), pk=pk)
    return found


def note_seen(request: HttpRequest, seen: Iterable[Message], *, sees_people: bool, way: Way = Way.LIST) -> None:
    """Write down whose names were shown."""
    if sees_people:
        keys = [message.recipient_key for message in seen if message.recipient_kind == RecipientKind.PERSON]
        looks.note("Messages", keys, group_slug=request.group.slug, way=way, by=actor(request))  # type: ignore[attr-defined]


def _search(request: HttpRequest, group: str) -> HttpResponse:
    """Keep the words of a search in the session: no name stands in an address."""
    form = SearchForm(request.POST)
    request.session[SEARCH.format(group)] = form.cleaned_data["search"] if form.is_valid() else ""
    return redirect(f"{request.path}?{urlencode(read(request.GET).chosen | {'state': listing.EVERYTHING})}")


def trail(request: HttpRequest, *further: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the breadcrumbs of a page below the list of messages; further: words and address of each step."""
    slug = request.group.slug  # type: ignore[attr-defined]
    steps = [("Today", reverse("today", args=[slug])), ("Messages", reverse("messages", args=[slug])), *further]
    return [{"text": text, "url": url} for text, url in steps]
