"""One short run of one lane, in a place of it that no other run has."""

from django.conf import settings

from supportgroup import clock
from supportgroup.longwork import nudge

from . import cap, delivery, presence, rules, taking
from .models import Message
from .querysets import MessageQuerySet

SECONDS_A_RUN = 5


def sweep_lane(*, urgent: bool, helped_by: str = "") -> bool:
    """Send what is due in a lane for a few seconds and tell whether another run should follow at once.

    helped_by: the task to nudge where more is due than one run takes at once, so that another process joins in.
    It looks again after it has let its place go: what was queued while it ended found the lane taken.
    """
    places = _places(urgent=urgent)
    with presence.place_in_lane(urgent=urgent, places=places) as has_place:
        if not has_place:
            return False
        if helped_by and places > 1 and _due(urgent=urgent)[delivery.BATCH :].exists():
            nudge.now(helped_by)
        with presence.in_turn_for_the_mail_server():
            run = delivery.send_due(urgent=urgent, capped=True, seconds=SECONDS_A_RUN, places=places)
    return not run.gave_up_because and _due(urgent=urgent).exists()


def _due(*, urgent: bool) -> MessageQuerySet:
    return taking.of_lane(Message.objects.emails_due(now=clock.now()), urgent=urgent)


def _places(*, urgent: bool) -> int:
    return rules.places_in_lane(
        urgent=urgent, connections=settings.OUTBOX_EMAIL_CONNECTIONS, is_capped=bool(cap.a_minute())
    )
