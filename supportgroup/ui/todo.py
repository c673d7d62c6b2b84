"""What waits for somebody on their Today page, and how a room looks whether anything does."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache, wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

ANY_MOMENT = datetime.min.replace(tzinfo=UTC)
"""Stands in a remembered question for a moment that is another one each time it is asked."""


@dataclass(frozen=True)
class Line:
    """Something that waits for somebody. text begins with a verb; consequence is what hangs on the date."""

    text: str
    url: str
    reason: str = ""
    due: date | None = None
    consequence: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Question:
    """A queryset as SQL: whether it has a row, or how many. For a queryset that can have none it is a plain 0."""

    sql: str
    params: tuple[Any, ...] = ()

    @classmethod
    def of(cls, rows: Any, *, counted: bool = False) -> "Question":
        """Return the question that a queryset asks."""
        wanted = rows.order_by().values("pk").query if counted else rows.query.exists()
        try:
            sql, params = wanted.sql_with_params()
        except EmptyResultSet:
            return cls("0")
        return cls(f"(SELECT count(*) FROM ({sql}) AS counted)" if counted else f"EXISTS ({sql})::int", params)  # noqa: S608

    def at(self, moment: datetime) -> "Question":
        """Return the same question with this moment in the place of ANY_MOMENT."""
        return replace(self, params=tuple(moment if value == ANY_MOMENT else value for value in self.params))

    def answer(self) -> int:
        """Ask it alone."""
        return ask([self])[0]


def ask(questions: Sequence[Question]) -> list[int]:
    """Return the answers, in one query. As expressions of one queryset Django would copy each again and again."""
    if not questions:
        return []
    with connection.cursor() as cursor:
        sql = ", ".join(question.sql for question in questions)
        cursor.execute(f"SELECT {sql}", [value for question in questions for value in question.params])
        return list(cursor.fetchone())


def question(*, counted: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Question]]:
    """Have a function that returns a queryset return its Question, written once for the same arguments.

    Writing SQL takes Django longer than Postgres takes to answer. The queryset must depend on nothing but the
    arguments: keys, days and numbers, never an object that may change.
    """

    def remember(make: Callable[..., Any]) -> Callable[..., Question]:
        @lru_cache(maxsize=256)
        @wraps(make)
        def asked(*args: Hashable) -> Question:
            return Question.of(make(*args), counted=counted)

        return asked

    return remember


@dataclass(frozen=True)
class Watch:
    """One thing that a room looks after for a user. Most days most of them find nothing, so asking must be cheap.

    rows: querysets or Questions; something waits while one of them has a row. Those of all rooms are asked together,
    in one query. Without any, it costs nothing to ask. lines: makes the lines, told for each 1 or 0, or how many where
    its Question counts; called only where one has a row, and may still find nothing to say.
    """

    rows: Sequence[Any]
    lines: Callable[[Sequence[int]], Iterable[Line]]
