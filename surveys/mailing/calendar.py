"""On which days a group writes to people: by its own settings."""

import datetime
from collections.abc import Callable

from supportgroup import clock, workdays
from supportgroup.groups.models import Group
from supportgroup.ui.wording import full_day

from . import rules
from .policy import DECEASED_CHECK_HOURS, EVERY_DAY, NATION

OPENS = 9
"""The hour at which what waited for a working day goes."""


def workday_of(group: Group) -> Callable[[datetime.date], datetime.date]:
    """Return what moves a day on which nothing goes to the next working day of this group."""
    today = clock.today()
    if EVERY_DAY.in_force(group, on=today):
        return lambda day: day
    nation = NATION.in_force(group, on=today)
    return lambda day: workdays.on_or_after(day, nation=nation)


def check_day(group: Group, planned_on: datetime.date) -> datetime.date:
    """Return the day on which the deceased check before a mailing of that day is due, and its list is made."""
    today = clock.today()
    nation, one_day = NATION.in_force(group, on=today), datetime.timedelta(days=1)
    every_day = EVERY_DAY.in_force(group, on=today)
    return rules.check_day(
        planned_on=planned_on,
        hours=DECEASED_CHECK_HOURS.in_force(group, on=today),
        workday=workday_of(group),
        last_before=lambda day: day - one_day if every_day else workdays.last_before(day, nation=nation),
    )


def can_count(group: Group, planned_on: datetime.date) -> bool:
    """Tell whether a check of the last working day before that day still counts when the mailing of that day goes."""
    today = clock.today()
    if EVERY_DAY.in_force(group, on=today):
        return True
    last = workdays.last_before(planned_on, nation=NATION.in_force(group, on=today))
    return rules.can_count(last=last, planned_on=planned_on, hours=DECEASED_CHECK_HOURS.in_force(group, on=today))


def moment_of(day: datetime.date) -> datetime.datetime | None:
    """Return when what waits for that day goes; None where it goes at once."""
    return clock.at(day, OPENS) if day > clock.today() else None


def when_held_goes(group: Group) -> str:
    """Return when something goes that need not be held any more: "within 5 minutes", or the next working day."""
    day = workday_of(group)(clock.today())
    return f"on {full_day(day)}" if day > clock.today() else "within 5 minutes"
