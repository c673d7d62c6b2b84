"""What the clock starts: what was promised to go on a day goes on that day."""

import datetime
import logging

from celery import shared_task
from django.db import connection, transaction

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.access.refusal import Refused
from supportgroup.groups.keeping import Kept, everything_kept
from supportgroup.groups.models import Group

from . import actions, dates
from .models import Destruction

VACUUMED_FOR = datetime.timedelta(days=1)
"""How long after a destruction its tables are vacuumed each time: a worker that dies between the two skips none."""

_log = logging.getLogger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def destroy_what_is_due() -> None:
    """Destroy everything that goes by the clock and whose day has come. What fails does not hold up the others."""
    kinds = [kept for kept in everything_kept() if kept.by_clock]
    for group in Group.objects.order_by("pk"):
        for kept in kinds:
            try:
                _destroy(kept, group)
            except Exception as trouble:  # noqa: BLE001  what other groups promised must go
                _log.error("%s of group %s could not be looked through: %s", kept.key, group.pk, type(trouble).__name__)
    transaction.on_commit(lambda: _vacuum(kinds))


def _destroy(kept: Kept, group: Group) -> None:
    for one in dates.coming(kept, group, today=clock.today()):
        if one.on is None or clock.today() < one.on or one.waits:
            continue
        try:
            actions.destroy_by_clock(kept, group=group, key=one.item.key, by=CLOCK)
        except Refused:
            continue
        except Exception as trouble:  # noqa: BLE001  the other files must go
            _log.error("%s %s could not be destroyed: %s", kept.key, one.item.key, type(trouble).__name__)


def _vacuum(kinds: list[Kept]) -> None:
    """Clear the rows that were destroyed lately, by the clock or by a person, out of the files of the database."""
    lately = Destruction.objects.filter(destroyed_at__gt=clock.now() - VACUUMED_FOR).order_by()
    gone = set(lately.values_list("kept", flat=True).distinct())
    tables = [model for kept in kinds if kept.key in gone for model in kept.tables]
    if tables:
        names = [connection.ops.quote_name(model._meta.db_table) for model in tables]  # noqa: SLF001
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {', '.join(names)}")
