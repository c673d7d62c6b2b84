"""What every table of the trail has: when, which action, who; and what finds it again among a million rows."""

from django.db import models
from django.db.models import F, Func, Value
from pghistory import models as pghistory


class Event(pghistory.Event):
    """One change of one row, as the database's trigger wrote it.

    pgh_created_at: the moment the action gives (the demo's clock moves it), or the database's own.
    pgh_actor: the key of who acted, taken out of the signature so that it can be searched.
    """

    pgh_created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    pgh_actor = models.GeneratedField(
        expression=Func(F("pgh_context"), Value("actor_key"), function="jsonb_extract_path_text"),
        output_field=models.TextField(),
        db_persist=True,
        db_index=True,
    )

    class Meta:
        abstract = True
