"""What the outbox adds to a person's page: what was sent to them last, and whether their email comes back."""

from typing import Any

from django.http import HttpRequest

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from supportgroup.people.models import Person
from supportgroup.people.parts import Part

from . import listing, returned
from .choices import RecipientKind
from .models import Message

NEWEST = 5


def context(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Return what the section needs, or None where there is nothing to say."""
    visible = Message.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    theirs = visible.to(recipient_kind=RecipientKind.PERSON, recipient_key=person.pk)
    newest = list(theirs.select_related("group").order_by("-pk")[:NEWEST])
    address = returned.of_person(person)
    if not newest and address is None:
        return None
    return {
        "rows": listing.rows_of(newest, sees_people=True, today=clock.today()),
        "address": address,
        "does_not_work": address is not None and returned.counts(address),
        "by_letter": returned.may_go_by_letter(person),
        "may_clear": may(request, Power.EDIT_PEOPLE),
    }


PART = Part("Messages", Power.SEE_MESSAGES, "outbox/parts/of_person.html", context, order=60)
