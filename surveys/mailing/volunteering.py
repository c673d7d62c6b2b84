"""When a yellow slip is taken, whose it is on the register, and how the table forgets in which order slips came."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from supportgroup.people.folding import folded
from supportgroup.people.models import Person
from supportgroup.ui.wording import counted
from surveys.questionnaire.choices import STANDARD, SurveyState
from surveys.questionnaire.models import Edition, Survey
from surveys.questionnaire.phrases import ON_YELLOW_SLIP, filled
from surveys.questionnaire.reading_in import STANDARD_NAME, Reading, of_content, standard

from .models import Volunteer

_LOCK = 7_310


def survey_that_asks(group: Any) -> Survey | None:
    """Return the survey whose yellow slip is taken online now: of the open ones that offer it, the newest."""
    asking = Survey.objects.of(group).filter(state=SurveyState.OPEN, yellow_slip=True)
    return asking.select_related("group").order_by("-opened_on", "-pk").first()


def yellow_words(months: int) -> dict[str, str]:
    """Return what the yellow slip says in English: "1 month", "3 months"."""
    apart = ON_YELLOW_SLIP["yellow_apart"].replace("{months} months", counted(months, "month"))
    return ON_YELLOW_SLIP | {"yellow_apart": apart}


def slip_in(survey: Survey | None, wanted: Sequence[str], *, months: int) -> Reading:
    """Return the yellow slip in the first wanted edition of the survey that has words for all of it, else in English.

    others: those that can be chosen instead.
    """
    english = replace(standard("", []), phrases=yellow_words(months))
    if survey is None:
        return english
    rows = Edition.objects.open_ones(survey.pk).order_by("code").values("code", "content")
    whole = {row["code"]: row["content"] for row in rows if ON_YELLOW_SLIP.keys() <= row["content"]["phrases"].keys()}
    readings = {code: of_content(code, content) for code, content in whole.items()} | {STANDARD: english}
    code = next((code for code in wanted if code in readings), STANDARD)
    names = {code: content["name"] for code, content in whole.items()} | {STANDARD: STANDARD_NAME}
    own = dict(readings[code].phrases)
    own["yellow_apart"] = filled(own["yellow_apart"], months=months)
    others = [{"code": one, "name": names[one], "lang": readings[one].lang} for one in readings if one != code]
    return replace(readings[code], phrases=own, others=others)


def why_not_take(*, state: str, offered: bool) -> str | None:
    """Return why the public form takes no slip for a survey, or None if it does."""
    return None if offered and state == SurveyState.OPEN else "This survey is over, so the form takes no more slips."


def why_not_keep(*, state: str, offered: bool, received_on: datetime.date, today: datetime.date) -> str | None:
    """Return why a slip that came on paper or by phone cannot be kept, or None if it can; late ones can."""
    if not offered:
        return "This survey has no yellow slip."
    if state in (SurveyState.DRAFT, SurveyState.OPENING):
        return "This survey has not opened yet, so no slip can have come."
    return "The day it came cannot be in the future" if received_on > today else None


def alone(survey: int) -> None:
    """Wait until nobody else changes the slips of this survey, and keep others waiting to the end of the transaction.

    Needed because `forget_order` takes every row out and puts it back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, survey])


def forget_order(survey: int) -> None:
    """Write every slip of this survey anew by one statement, in the order of their random keys.

    Afterwards all carry one transaction number, so that neither it nor the place in the table tells when one came:
    beside the marks of who replied and when, that could say whose answers were whose.
    """
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in Volunteer._meta.concrete_fields)  # noqa: SLF001
    table = connection.ops.quote_name(Volunteer._meta.db_table)  # noqa: SLF001
    statement = (
        f"WITH taken AS (DELETE FROM {table} WHERE survey_id = %s RETURNING {columns}) "  # noqa: S608  names of our own
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM taken ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [survey])


def slips_of(person: Person) -> list[Volunteer]:
    """Return the slips that are this person's: their whole name, and their phone number or email address.

    No key joins the two. A name alone is not enough: somebody else may have it.
    """
    reached = Volunteer.objects.none()
    if person.phone:
        reached |= Volunteer.objects.filter(phone=person.phone)
    if person.email:
        reached |= Volunteer.objects.filter(email__iexact=person.email)
    names = {word for name in (person.first_name, person.last_name) for word in folded(name).split()}
    found = reached.filter(survey__group=person.group).select_related("survey__group").order_by("pk").distinct()
    return [slip for slip in found if names <= set(folded(slip.name).split())]
