"""All sealed answers opened together at the close, some hundreds at a time: however many, they take little memory.

What is opened waits in temporary tables, which no other session sees and which are gone at the end of the transaction.
It comes there by COPY, because what a COPY carries stands in no statement that a database might log. From there one
statement writes it, in an order of the database's own random source.

People's own words wait in a table of their own, for whoever screens them: beside what else somebody answered, in the
table that stays, is only a mark that they wrote something.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from surveys.questionnaire.choices import STANDARD
from surveys.questionnaire.models import Edition, Survey, Version

from . import content, rules, sealing
from .models import Response, SealedAnswer

Line = tuple[str, str]

_AT_A_TIME = 500
WORDS = "opened_words"
"""The temporary table of what people wrote: `field`, under which key of an answer, and `words`."""
_MAKE = (
    "CREATE TEMPORARY TABLE opened_answers (content jsonb NOT NULL, edition text NOT NULL) ON COMMIT DROP; "
    f"CREATE TEMPORARY TABLE {WORDS} (field text NOT NULL, words text NOT NULL) ON COMMIT DROP"
)
_COPY_ANSWERS = "COPY opened_answers (content, edition) FROM STDIN (FORMAT csv)"
_COPY_WORDS = f"COPY {WORDS} (field, words) FROM STDIN (FORMAT csv)"


def lay_out(survey: Survey, private_key: bytes) -> int:
    """Open every sealed answer of the survey into the temporary tables; return how many did not open."""
    questions = Version.objects.get(survey=survey).content["questions"]
    read = _reader(survey, private_key, questions)
    unopened = 0
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)
        sealed_ones = _sealed(survey)
        while some := list(islice(sealed_ones, _AT_A_TIME)):
            read_ones = [one for sealed in some if (one := read(sealed))]
            unopened += len(some) - len(read_ones)
            _copy(cursor, _COPY_ANSWERS, [answer for answer, _ in read_ones])
            _copy(cursor, _COPY_WORDS, [line for _, words in read_ones for line in words])
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
    """Take what was opened away, but for the words."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS opened_answers")


def has_words() -> bool:
    """Tell whether what people wrote waits to be written down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"pg_temp.{WORDS}"])
        return bool(cursor.fetchone()[0])


def put_words_away() -> None:
    """Take what people wrote away: it is written down, or never will be."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {WORDS}")


def _sealed(survey: Survey) -> Iterator[Any]:
    rows = SealedAnswer.objects.filter(survey=survey).values_list("sealed", flat=True)
    return rows.iterator(chunk_size=_AT_A_TIME)


def _reader(
    survey: Survey, private_key: bytes, questions: Sequence[Mapping[str, Any]]
) -> Callable[[Any], tuple[Line, list[Line]] | None]:
    """Return a function that opens one answer: (content and edition, its words), None where it does not open."""
    editions = {STANDARD, *Edition.objects.open_ones(survey.pk).values_list("code", flat=True)}
    opened = sealing.opener(private_key=private_key, survey_key=survey.pk)
    clean, fields = content.cleaner(questions), content.fields_for_words(questions)

    def read(sealed: Any) -> tuple[Line, list[Line]] | None:
        try:
            answers, edition = content.without_edition(opened(bytes(sealed)))
            kept, words = content.apart(clean(answers), fields)
        except (sealing.DoesNotOpenError, content.NotAnAnswerError):
            return None
        return (json.dumps(kept), edition if edition in editions else ""), words

    return read


def _copy(cursor: Any, statement: str, lines: Sequence[Line]) -> None:
    page = io.StringIO()
    csv.writer(page, quoting=csv.QUOTE_ALL).writerows(lines)
    page.seek(0)
    cursor.copy_expert(statement, page)
