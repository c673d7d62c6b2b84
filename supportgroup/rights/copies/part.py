"""The section “Copy of what we hold” of a person's page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from supportgroup import clock
from supportgroup.people.models import Person

from .models import CopyRequest
from .timing import standing_of, why_not_make


def context_of_pals(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Return the address of PALS's part of the copy while somebody's request can be answered; None where none can."""
    asked = CopyRequest.objects.filter(person=person).unanswered().first()
    if asked is None or why_not_make(asked):
        return None
    return {"url": reverse("copy_of_pals", args=[person.group.slug, asked.pk])}


def context(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return the newest request of a person, how it stands, and where a new one is written down."""
    newest = CopyRequest.objects.filter(person=person).with_people().first()
    is_open = newest is not None and newest.closed_on is None
    return {
        "standing": standing_of(newest, today=clock.today()) if newest else None,
        "ask_url": "" if is_open else reverse("ask_for_copy", args=[person.group.slug, person.pk]),
    }
