"""What waits for a user, gathered from the rooms: each knows its own work, this file only asks."""

import datetime
from collections.abc import Sequence
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
from supportgroup.ui.todo import Line, Question, Watch, ask
from surveys.keying import today as keying
from surveys.mailing import today as mailing
from surveys.questionnaire import today as questionnaire
from surveys.replying import today as replying
from surveys.screening import today as screening
from surveys.themes import today as themes

ROOMS = (
    names, outbox, contactlog, consent, people, tracing, questionnaire, mailing, keying, replying, screening,
    themes, complaints, copies, keeping, users,
)  # fmt: skip


def lines_for(user: Any, group: Any, today: datetime.date) -> list[Line]:
    """Return every line that waits for this user in this group today."""
    return lines_of([watch for room in ROOMS for watch in room.watches(user, group, today)])


def lines_of(watches: Sequence[Watch]) -> list[Line]:
    """Return the lines of these, in their order: one query asks all of them whether anything waits."""
    questions = [_question(rows) for watch in watches for rows in watch.rows]
    answers = iter(ask(questions))
    found: list[Line] = []
    for watch in watches:
        counts = [next(answers) for _ in watch.rows]
        if any(counts) or not counts:
            found += watch.lines(counts)
    return found


def _question(rows: Any) -> Question:
    return rows if isinstance(rows, Question) else Question.of(rows)
