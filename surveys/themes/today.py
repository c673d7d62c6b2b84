"""What waits in this room: quotations for PALS's second look."""

import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch
from supportgroup.ui.wording import counted

from .models import Quotation


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the quotations that wait, for who screens what people wrote."""
    if Power.SCREEN_COMMENTS not in powers_of(user.roles_in(group.slug)):
        return []
    waiting = Quotation.objects.of(group).proposed().standing()
    return [Watch([waiting], lambda _: _lines(waiting, group))]


def _lines(waiting: Any, group: Any) -> list[Line]:
    """Return a line for each survey with quotations that wait."""
    surveys = waiting.order_by("-theme__survey__closed_on").values_list("theme__survey", "theme__survey__title")
    return [
        Line(
            text=f"Look at quotations from “{title}” a second time",
            url=reverse("quotations", args=[group.slug, pk]),
            reason=f"{counted(many, 'quotation waits', 'quotations wait')}. Could anybody be recognised by the words?",
        )
        for pk, title, many in surveys.annotate(many=Count("pk"))
    ]
