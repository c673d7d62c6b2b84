"""What waits for a user, gathered from the rooms: each knows its own work, this file only asks."""

import datetime
from typing import Any

from supportgroup.administration.names import today as names
from supportgroup.administration.users import today as users
from supportgroup.consent import today as consent
from supportgroup.contactlog import today as contactlog
from supportgroup.outbox import today as outbox
from supportgroup.people import today as people
from supportgroup.rights.complaints import today as complaints
from supportgroup.rights.copies import today as copies
from supportgroup.rights.keeping import today as keeping
from supportgroup.tracing import today as tracing
from supportgroup.ui.todo import Line
from surveys.mailing import today as mailing
from surveys.questionnaire import today as questionnaire
from surveys.replying import today as replying

ROOMS = (
    names, outbox, contactlog, consent, people, tracing, questionnaire, mailing, replying, complaints, copies, keeping,
    users,
)  # fmt: skip


def lines_for(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return every line that waits for this user in this group today."""
    return [line for room in ROOMS for line in room.lines(user, group, today)]
