"""The list of messages, and one message."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.outbox import listing, reading, words
from supportgroup.outbox.models import Message
from supportgroup.outbox.standing import MOST_COUNTED, gone, standing_of


@requires(Power.SEE_MESSAGES)
def messages(request: HttpRequest, group: str) -> HttpResponse:
    """Show what has been sent, what is on its way and what is held, and why."""
    visible = Message.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    standing = standing_of(visible)
    counts = listing.counts(standing, gone(visible))
    current = request.GET.get("state", listing.NEEDS if standing.need_someone else listing.EVERYTHING)
    current = current if current in listing.FILTERS else listing.EVERYTHING
    chosen = listing.chosen(visible, current)
    page = listing.page_of(chosen, number=request.GET.get("page"), count=counts[current])
    today, sees_people = clock.today(), may(request, Power.SEE_PEOPLE)
    context = {
        "standing": standing,
        "together": standing.together,
        "heading": listing.heading(standing),
        "lede": listing.lede(standing, now=clock.now(), today=today),
        "choices": listing.choices(counts, current=current),
        "current": current,
        "page": page,
        "rows": listing.rows_of(page.object_list, sees_people=sees_people, today=today),
        "sees_people": sees_people,
        "most_counted": MOST_COUNTED if counts[current] >= MOST_COUNTED else None,
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
        "preview": reading.preview_of(found) if sees_people else None,
        "history": reading.history_of(found, today=clock.today()),
        "breadcrumbs": trail(request),
        **reading.choices_of(found),
    }
    return render(request, "outbox/message.html", context)


def message_of(request: HttpRequest, pk: int) -> Message:
    """Return the message, or answer 404 for one that this user may not see in this group."""
    visible = Message.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    found: Message = get_object_or_404(visible.select_related("group", "print_run"), pk=pk)
    return found


def trail(request: HttpRequest, *further: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the breadcrumbs of a page below the list of messages; further: words and address of each step."""
    slug = request.group.slug  # type: ignore[attr-defined]
    steps = [("Today", reverse("today", args=[slug])), ("Messages", reverse("messages", args=[slug])), *further]
    return [{"text": text, "url": url} for text, url in steps]
