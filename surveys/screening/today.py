"""What waits in this room: texts that nobody has read yet."""

import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch
from supportgroup.ui.wording import counted

from .models import Text


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the texts that wait, for who screens them."""
    if Power.SCREEN_COMMENTS not in powers_of(user.roles_in(group.slug)):
        return []
    waiting = Text.objects.of(group).waiting()
    return [Watch([waiting], lambda _: _lines(waiting, group))]


def _lines(waiting: Any, group: Any) -> list[Line]:
    """Return a line for each survey with texts that wait."""
    surveys = waiting.order_by("-survey__closed_on").values_list("survey", "survey__title").annotate(many=Count("pk"))
    return [
        Line(
            text=f"Read what people wrote in “{title}”",
            url=reverse("screening", args=[group.slug, pk]),
            reason=f"{counted(many, 'text waits', 'texts wait')}. Nobody else reads them before you release them.",
        )
        for pk, title, many in surveys
    ]
