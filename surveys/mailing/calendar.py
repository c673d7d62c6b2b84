"""On which days a group writes to people: by its own settings."""

import datetime
from collections.abc import Callable

from supportgroup import clock, workdays
from supportgroup.groups.models import Group

from .policy import EVERY_DAY, NATION


def workday_of(group: Group) -> Callable[[datetime.date], datetime.date]:
    """Return what moves a day on which nothing goes to the next working day of this group."""
    today = clock.today()
    if EVERY_DAY.in_force(group, on=today):
        return lambda day: day
    nation = NATION.in_force(group, on=today)
    return lambda day: workdays.on_or_after(day, nation=nation)
