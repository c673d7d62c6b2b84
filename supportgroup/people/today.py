"""What waits in this room: spreadsheets that nobody has confirmed."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup.ui.todo import Line

from .importing.steps import page_of
from .models import Import


def lines(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return a line for each spreadsheet that waits, for who may import."""
    waiting = Import.objects.visible_to(user, in_group=group).unconfirmed().select_related("file", "work")
    return [
        Line(
            text=f"Finish importing “{one.file_name}”",
            url=reverse(page_of(one), args=[group.slug, one.pk]),
            reason="Nobody in it is on the register yet.",
            due=one.file.keep_until,
            consequence="or the file is forgotten",
        )
        for one in waiting
    ]
