"""What waits about consent: forms that people have had for long without an answer. Who was never asked is no task."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.people.models import Person
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted

from . import in_force
from .choices import Purpose, Sheet
from .policy import ASK_AGAIN_AFTER


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch, for who records consent, the people who have had the membership form for long."""
    if Power.RECORD_CONSENT not in powers_of(user.roles_in(group.slug)):
        return []
    days = ASK_AGAIN_AFTER.in_force(group, on=today)
    asked = _long_ago(group.pk, today - datetime.timedelta(days=days))
    return [Watch([asked], lambda counts: [_line(counts[0], group, days)])]


@question(counted=True)
def _long_ago(group: int, since: datetime.date) -> Any:
    people = Person.objects.of(group).current().filter(do_not_contact=False)
    waiting = in_force.with_answer(people, Purpose.MEMBER, Sheet.MEMBERSHIP).filter(said=None, was_asked=True)
    return waiting.exclude(consent_asked__asked_on__gt=since)


def _line(number: int, group: Any, days: int) -> Line:
    return Line(
        text=f"Ask {counted(number, 'person', 'people')} again whether they want to join",
        url=f"{reverse('consent_list', args=[group.slug])}?said=asked",
        reason=f"They have had the form for more than {days} days and have not answered. No answer is not a no.",
    )
