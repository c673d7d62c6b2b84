"""What waits for somebody on their Today page."""

import datetime
from typing import Any

from django.urls import reverse

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.ui.todo import Line, Watch, question
from supportgroup.ui.wording import counted

from .batches import title_of
from .choices import State
from .models import Batch, Message
from .policy import LATE_AFTER
from .standing import Standing, standing_for


def watches(user: Any, group: Any, today: datetime.date) -> list[Watch]:
    """Watch the messages that this user may see and that have not gone."""
    powers = powers_of(user.roles_in(group.slug))
    if Power.SEE_MESSAGES not in powers:
        return []
    return [Watch([_any_not_gone(group.pk, powers)], lambda _: _lines(user, group, today))]


@question()
def _any_not_gone(group: int, powers: frozenset[Power]) -> Any:
    return Message.objects.of(group).for_powers(powers).exclude(state=State.SENT)


def _lines(user: Any, group: Any, today: datetime.date) -> list[Line]:
    powers, standing = powers_of(user.roles_in(group.slug)), standing_for(user, group)
    found = [_away(standing, group, today), _unsure(standing, group), _stuck(standing, group)]
    if standing.count(State.TO_APPROVE):
        found += _to_approve(user, group, powers)
    if Power.SEE_PEOPLE in powers:
        found += [_to_print(standing, group), _to_post(standing, group)]
    return [line for line in found if line]


def _away(standing: Standing, group: Any, today: datetime.date) -> Line | None:
    since = standing.server_away_since
    if since is None:
        return None
    minutes = LATE_AFTER.in_force(group, on=today)
    if clock.now() - since < datetime.timedelta(minutes=minutes):
        return None
    emails = counted(standing.emails_to_go, "email")
    reason = f"{emails} waited for more than {minutes} minutes. They go by themselves when it answers."
    return Line("Ask your IT service desk about the mail server", _messages(group, "waiting"), reason, urgent=True)


def _to_approve(user: Any, group: Any, powers: frozenset[Power]) -> list[Line]:
    """Return one line for each batch that this user may approve: not those they asked for themselves."""
    if Power.APPROVE_MESSAGES not in powers:
        return []
    waiting = Batch.objects.visible_to(user, in_group=group).waiting().exclude(asked_by=user)
    return [
        Line(
            f"Approve {counted(batch.count, 'message')}, or say why not",
            batch.get_absolute_url(),
            f"{batch.asked_by.name if batch.asked_by else 'The timetable'} wants to send them: {title_of(batch)}.",
        )
        for batch in waiting.select_related("group", "asked_by")
    ]


def _unsure(standing: Standing, group: Any) -> Line | None:
    if not (unsure := standing.count(State.UNSURE)):
        return None
    return Line(
        f"Say whether {counted(unsure, 'message')} arrived",
        _messages(group, "unsure"),
        "The answer of the mail server was lost. Nothing is sent twice unless you say so.",
    )


def _stuck(standing: Standing, group: Any) -> Line | None:
    if not (stuck := standing.need_someone - standing.count(State.UNSURE)):
        return None
    reason = standing.alike[0].reason if len(standing.alike) == 1 else "Each says why, and what you can do."
    return Line(f"See to {counted(stuck, 'message')} that could not go", _messages(group, "needs"), reason)


def _to_print(standing: Standing, group: Any) -> Line | None:
    if not (letters := standing.letters_to_print):
        return None
    reason = "It waits for a print run." if letters == 1 else "They wait for a print run."
    return Line(f"Print and post {counted(letters, 'letter')}", _letters(group), reason)


def _to_post(standing: Standing, group: Any) -> Line | None:
    if not (letters := standing.letters_to_post):
        return None
    reason = "Say when it is in the post." if letters == 1 else "Say when they are in the post."
    return Line(f"Post {counted(letters, 'printed letter')}", _letters(group), reason)


def _messages(group: Any, state: str) -> str:
    return f"{reverse('messages', args=[group.slug])}?state={state}"


def _letters(group: Any) -> str:
    return reverse("letters_waiting", args=[group.slug])
