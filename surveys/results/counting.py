"""Count a survey's answers in the database, once, when it has closed: the same queries for 75 and for 100,000."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.models import Survey
from surveys.screening.choices import TextState
from surveys.screening.models import Text

_TICKS = """
    SELECT answer.key, tick.value, count(*)
    FROM answers_response AS response
    CROSS JOIN LATERAL jsonb_each(response.content) AS answer
    CROSS JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(answer.value) WHEN 'array' THEN answer.value ELSE jsonb_build_array(answer.value) END
    ) AS tick
    WHERE response.survey_id = %s AND answer.key = ANY(%s)
    GROUP BY answer.key, tick.value
"""
_GIVEN = """
    SELECT answer.key, count(*)
    FROM answers_response AS response
    CROSS JOIN LATERAL (SELECT NULL UNION ALL SELECT jsonb_object_keys(response.content)) AS answer(key)
    WHERE response.survey_id = %s
    GROUP BY answer.key
"""


_PAIRS = """
    SELECT pair.line, pair.groups, response.content ->> pair.line,
        CASE pair.groups WHEN 'edition' THEN response.edition ELSE response.content ->> pair.groups END, count(*)
    FROM answers_response AS response
    CROSS JOIN unnest(%s::text[], %s::text[]) AS pair(line, groups)
    WHERE response.survey_id = %s
    GROUP BY 1, 2, 3, 4
"""


@dataclass
class Counts:
    """Everything counted of one survey. Keys are those of the answers: "15", "18w"."""

    replies: int = 0
    ticks: dict[tuple[str, str], int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)

    def as_kept(self) -> dict[str, Any]:
        """Return the counts as plain data."""
        ticks = [[key, code, count] for (key, code), count in sorted(self.ticks.items())]
        return {"replies": self.replies, "ticks": ticks, "given": self.given}

    @classmethod
    def of_kept(cls, kept: dict[str, Any]) -> "Counts":
        """Return the counts from what was kept of them."""
        return cls(kept["replies"], {(key, code): count for key, code, count in kept["ticks"]}, kept["given"])


def count_answers(survey: Survey, questions: list[dict[str, Any]]) -> Counts:
    """Count the replies, the ticks of each option, and how many answered each question."""
    counted = [str(line["number"]) for line in lines_of(questions) if "answer" not in kind_of(line).words_in(line)]
    with connection.cursor() as cursor:
        cursor.execute(_TICKS, [survey.pk, counted])
        ticks = {(key, code): count for key, code, count in cursor.fetchall()}
        cursor.execute(_GIVEN, [survey.pk])
        given = dict(cursor.fetchall())
    return Counts(replies=given.pop(None, 0), ticks=ticks, given=given)


def count_pairs(survey: Survey, pairs: list[tuple[str, str]]) -> list[tuple[str, str, str, str, int]]:
    """Count the answers to lines in the groups of others, all in one query: (line, groups, answer, group, people).

    pairs: keys of a line and of what makes its groups, "edition" for the edition. Who left either blank is not counted.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [[line for line, _ in pairs], [groups for _, groups in pairs], survey.pk])
        return [row for row in cursor.fetchall() if row[2] and row[3]]


def words_of(survey: Survey, key: str) -> models.QuerySet[Text]:
    """Return what people wrote for one question ("19", "18w"), as PALS released it.

    The order is that of keys which are random for each text, so that standing third here and third there says nothing.
    """
    released = Text.objects.filter(survey=survey, field=key, state=TextState.RELEASED)
    return released.order_by("pk").values_list("released", flat=True)
