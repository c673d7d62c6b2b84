"""Takes the work that waits, oldest first, and does it; each piece by one worker at a time."""

import functools
import logging
import traceback

from django.db import InterfaceError, OperationalError
from django.db.models import F

from supportgroup import clock
from supportgroup.access.refusal import Refused

from .choices import WorkState
from .desk import Desk, at_a_desk
from .kinds import Ending, Progress, gave_up_of, run_of
from .models import LongWork

MOST_TRIES = 5
"""A piece of work that takes its worker down with it must not do so for ever."""

_log = logging.getLogger(__name__)


def do_waiting() -> int:
    """Do every piece of work that nobody else has in hand, what is asked for meanwhile too; return how many."""
    done = last = 0
    with at_a_desk() as desk:
        while work := LongWork.objects.unended().filter(pk__gt=last).first():
            last = work.pk
            if not desk.take(work.pk):
                continue
            try:
                done += _do(work.pk, desk)
            finally:
                desk.leave(work.pk)
    return done


def _do(key: int, desk: Desk) -> bool:
    """Do one piece of work that is locked. False if another worker ended it before we had the lock."""
    begun = LongWork.objects.unended().filter(pk=key).update(state=WorkState.RUNNING, tries=F("tries") + 1, done=0)
    if not begun:
        return False
    work = LongWork.objects.filter(pk=key).first()
    if work is None:  # its room has forgotten it meanwhile
        return False
    ending = _ending_of(work, desk)
    LongWork.objects.filter(pk=key).update(
        state=WorkState.REFUSED if ending.refused else WorkState.DONE,
        sentence=ending.sentence[:300],
        result=ending.result,
        ended_at=clock.now(),
    )
    return True


def _ending_of(work: LongWork, desk: Desk) -> Ending:
    if work.tries > MOST_TRIES:
        return _given_up(work, f"This was begun {MOST_TRIES} times and never ended, so we stopped. {_ASK}")
    try:
        return run_of(work.kind)(Progress(work.subject, functools.partial(desk.say, work.pk)))
    except Refused as refused:
        return Ending(str(refused), refused=True)
    except (OperationalError, InterfaceError):
        raise  # the database went away, or was too busy: the row still says “going on”, and a later sweep takes it
    except Exception as trouble:  # noqa: BLE001  one bad piece of work must not hold up the others
        _note(work, trouble)
        return _given_up(work, f"Something went wrong on our side, so this was not done. {_ASK}")


def _given_up(work: LongWork, because: str) -> Ending:
    try:
        gave_up_of(work.kind)(work.subject, because)
    except (OperationalError, InterfaceError):
        raise
    except Exception as trouble:  # noqa: BLE001  the work is over, whatever its room makes of that
        _note(work, trouble)
    return Ending(because, refused=True)


def _note(work: LongWork, trouble: Exception) -> None:
    """Log where it happened and nothing more: the message of an error may hold somebody's data."""
    where = "".join(traceback.format_tb(trouble.__traceback__))
    _log.error("Long work %s (%s) failed with %s at\n%s", work.pk, work.kind, type(trouble).__name__, where)


_ASK = "Try again. If it happens again, tell the people who look after this service."
