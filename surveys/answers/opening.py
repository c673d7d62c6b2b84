"""All sealed answers opened together at the close, some hundreds at a time: however many, they take little memory.

What is opened waits in a temporary table, which no other session sees and which is gone at the end of the transaction.
It comes there by COPY, because what a COPY carries stands in no statement that a database might log. From there one
statement writes it, in an order of the database's own random source.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection

from surveys.questionnaire.choices import STANDARD
from surveys.questionnaire.models import Edition, Survey, Version

from . import content, rules, sealing
from .models import Response, SealedAnswer

Answers = dict[str, Any]

_AT_A_TIME = 500
_MAKE = "CREATE TEMPORARY TABLE opened_answers (content jsonb NOT NULL, edition text NOT NULL) ON COMMIT DROP"
_COPY = "COPY opened_answers (content, edition) FROM STDIN (FORMAT csv)"


def lay_out(survey: Survey, private_key: bytes) -> int:
    """Open every sealed answer of the survey into the temporary table; return how many did not open."""
    questions = Version.objects.get(survey=survey).content["questions"]
    editions = {STANDARD, *Edition.objects.open_ones(survey.pk).values_list("code", flat=True)}
    opened = sealing.opener(private_key=private_key, survey_key=survey.pk)
    clean = content.cleaner(questions)
    unopened = 0
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)
        sealed_ones = _sealed(survey)
        while some := list(islice(sealed_ones, _AT_A_TIME)):
            rows = [row for sealed in some if (row := _row(sealed, opened, clean, editions))]
            unopened += len(some) - len(rows)
            page = io.StringIO()
            csv.writer(page, quoting=csv.QUOTE_ALL).writerows(rows)
            page.seek(0)
            cursor.copy_expert(_COPY, page)
    return unopened


def count() -> dict[str, int]:
    """Return how many answers are laid out, by their edition."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition, count(*) FROM opened_answers GROUP BY edition")
        return dict(cursor.fetchall())


def write_down(survey: Survey, *, came: Mapping[str, int], sent: Mapping[str, int]) -> None:
    """Write what is laid out by one statement, shuffled, with random keys; an edition only where enough have it."""
    table = Response._meta.db_table  # noqa: SLF001  the table's name, for one statement that Django would split
    kept = sorted(rules.editions_kept(came=came, sent=sent))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, survey_id, content, edition) "  # noqa: S608  our own table's name
            "SELECT gen_random_uuid(), %s, content, CASE WHEN edition = ANY(%s) THEN edition ELSE '' END "
            "FROM opened_answers ORDER BY gen_random_uuid()",
            [survey.pk, kept],
        )


def put_away() -> None:
    """Take the temporary table away."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS opened_answers")


def _sealed(survey: Survey) -> Iterator[Any]:
    rows = SealedAnswer.objects.filter(survey=survey).values_list("sealed", flat=True)
    return rows.iterator(chunk_size=_AT_A_TIME)


def _row(
    sealed: Any, opened: Callable[[bytes], Answers], clean: Callable[[Answers], Answers], editions: set[str]
) -> tuple[str, str] | None:
    try:
        answers, edition = content.without_edition(opened(bytes(sealed)))
        kept = json.dumps(clean(answers), ensure_ascii=False)
    except (sealing.DoesNotOpenError, content.NotAnAnswerError):
        return None
    return kept, edition if edition in editions else ""
