"""One short run of one lane, alone in it."""

from supportgroup import clock

from . import delivery, presence, taking
from .models import Message

SECONDS_A_RUN = 5


def sweep_lane(*, urgent: bool) -> bool:
    """Send what is due in a lane for a few seconds and tell whether another run should follow at once.

    It looks again after it has let the lane go: what was queued while it ended found the lane taken.
    """
    with presence.alone_in_lane(urgent=urgent) as alone:
        if not alone:
            return False
        with presence.in_turn_for_the_mail_server():
            run = delivery.send_due(urgent=urgent, capped=True, seconds=SECONDS_A_RUN)
    due = taking.of_lane(Message.objects.emails_due(now=clock.now()), urgent=urgent)
    return not run.gave_up_because and due.exists()
