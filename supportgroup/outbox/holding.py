"""Holding what waits, because it is no longer wanted."""

from django.db import transaction

from supportgroup import clock

from .choices import State
from .models import Message
from .querysets import MessageQuerySet

DECIDED = "Somebody here decided that it should not go."
MAY_HAVE_GONE = (
    "This waited when the backup was made, so it may have gone since. Ask the mail server, then try again or leave it."
)
ONLY_A_PERSON_RELEASES = (DECIDED, MAY_HAVE_GONE)
"""Reasons that are not asked about again when the message is sent."""


def let_go_in_place_of(waiting: MessageQuerySet, held: MessageQuerySet) -> int:
    """Queue those of the held messages of whose kind and occasion another waits, and return how many there were.

    The two are for one person, and the other is not sent. Before it goes, it is asked again whether this one may.
    """
    about = set(waiting.in_state(State.QUEUED, State.TAKEN).values_list("kind", "occasion"))
    free = held.in_state(State.HELD).filter(needs_approval=False).exclude(reason__in=ONLY_A_PERSON_RELEASES)
    keys = [key for key, *of in free.values_list("pk", "kind", "occasion") if tuple(of) in about]
    today = clock.at(clock.today(), 0)
    afresh = {"reason": "", "needs_someone": False, "tries": 0, "not_before": today, "state_since": today}
    return Message.objects.filter(pk__in=keys, state=State.HELD).update(state=State.QUEUED, **afresh)


def hold_waiting(messages: MessageQuerySet, *, because: str) -> int:
    """Hold those of these messages that have not begun to leave, and return how many there were.

    Among them are emails that a worker has taken and letters that are printed and not posted. What had failed or was
    held, and waited for somebody, needs nobody any more. Dated by the day.
    """
    with transaction.atomic():
        chosen = messages.in_state(State.TO_APPROVE, State.QUEUED, State.TAKEN, State.FAILED, State.HELD).order_by("pk")
        keys = list(chosen.select_for_update().values_list("pk", flat=True))
        locked = Message.objects.filter(pk__in=keys)
        locked.in_state(State.FAILED, State.HELD).filter(needs_someone=True).update(needs_someone=False)
        return locked.in_state(State.TO_APPROVE, State.QUEUED, State.TAKEN).update(
            state=State.HELD, reason=because, taken_by=None, state_since=clock.at(clock.today(), 0)
        )
