"""Questionnaires that belong to somebody else: used only with a reference and an end date that has not passed."""

import datetime
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action
from supportgroup.groups.models import Group

from . import rules
from .models import Licence


@action("licence.noted")
def add_licence(group: Group, *, by: Actor, **fields: Any) -> Licence:
    """Make a place for a licensed questionnaire: title, owner, reference, ends_on, note."""
    Group.objects.select_for_update().get(pk=group.pk)
    if Licence.objects.filter(group=group, title__iexact=fields["title"]).exists():
        raise Refused("There is a licensed questionnaire of this title already")
    return Licence.objects.create(group=group, **fields)


@action("licence.changed")
def edit_licence(licence: Licence, *, by: Actor, **fields: Any) -> Licence:
    """Change what is known of a licence; it holds at once for all that is written under it."""
    Group.objects.select_for_update().get(pk=licence.group_id)
    licence = Licence.objects.select_for_update().get(pk=licence.pk)
    others = Licence.objects.filter(group=licence.group_id).exclude(pk=licence.pk)
    if others.filter(title__iexact=fields["title"]).exists():
        raise Refused("There is a licensed questionnaire of this title already")
    for name, value in fields.items():
        setattr(licence, name, value)
    licence.save(update_fields=list(fields))
    return licence


def why_not_use(licence: Licence | None, *, on: datetime.date | None = None) -> str | None:
    """Return the reason nothing under this licence may be started, opened or sent today, or None. No licence: None."""
    if licence is None:
        return None
    return rules.why_not_licensed(
        title=licence.title, reference=licence.reference, ends_on=licence.ends_on, today=on or clock.today()
    )
