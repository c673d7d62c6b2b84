"""The close of the mailing side: the list is written anew, so that nothing in it keeps the order of replies."""

from typing import Any

from django.db import connection

from supportgroup.access.actor import Actor
from supportgroup.audit.action import action
from surveys.mailing import volunteering
from surveys.mailing.choices import MailingState
from surveys.mailing.models import Invitee
from surveys.mailing.standing import standing_of
from surveys.questionnaire.models import Survey


@action("mailing_list.rewritten")
def rewrite_list(survey: Survey, *, by: Actor) -> dict[str, Any]:
    """Write every row of the list anew by one statement, in the order of record numbers; return the final counts.

    An update in place would leave the rows where they were moved to when each reply came, so they are taken out and
    put back sorted: same keys, one transaction number, one order. The caller vacuums the table after the commit.
    So are its yellow slips. Reminders that have not gone are called off.
    """
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in Invitee._meta.concrete_fields)  # noqa: SLF001
    table = connection.ops.quote_name(Invitee._meta.db_table)  # noqa: SLF001
    statement = (
        f"WITH taken AS (DELETE FROM {table} WHERE survey_id = %s RETURNING {columns}) "  # noqa: S608  names of our own
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM taken ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [survey.pk])
    volunteering.alone(survey.pk)
    volunteering.forget_order(survey.pk)
    unsent = survey.mailings.filter(state__in=[MailingState.PLANNED, MailingState.HELD])
    unsent.update(state=MailingState.CANCELLED, held_because="", emails=0, letters=0, calls=0)
    return standing_of(survey).as_final_counts()
