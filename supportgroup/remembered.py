"""Queries that are written once and asked again and again.

Django writes the SQL of a queryset anew each time, which takes longer than Postgres takes to answer a small question.
Where the same one stands behind every page, it is written once for the same arguments; what it finds is read each time.
Two things stand in it for what is another each time: `filter(pk=THIS)`, `filter(pk__among=AMONG)`.
"""

import copy
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache, wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, Lookup, QuerySet, Value

MOST = 256
"""Sets of arguments for which one query stays written."""
AMONG: Any = object()
"""Stands in a remembered query for the keys it is asked with."""
_THIS: Any = object()
THIS = Value(_THIS)
"""Stands in it for a single value, in the type that the database wants."""


@BigIntegerField.register_lookup
class Among(Lookup):
    """Whether a key is one of a list that is a single parameter: the SQL is the same for any number of them."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the comparison with an array of whole numbers."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*params, self.rhs)


def remembered(make: Callable[..., "QuerySet[Any, Any]"]) -> Callable[..., list[Any]]:
    """Have a function that returns a queryset return a list of its rows.

    The queryset must depend on nothing but the arguments: keys, days, words; never on an object that may change, nor
    on the clock. It may fetch related rows (`select_related`), be `values` or `values_list`, and prefetch.
    this and keys take the places of THIS and AMONG.
    """

    @lru_cache(maxsize=MOST)
    def written(*args: Hashable) -> "_Written":
        return _Written(make(*args))

    @wraps(make)
    def rows(*args: Hashable, this: Any = None, keys: Iterable[int] = ()) -> list[Any]:
        return written(*args).rows(this, list(keys))

    return rows


class _Written:
    """A queryset, and the SQL that Django's compiler wrote for it."""

    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(queryset.db)
        try:
            self._sql = self._compiler.as_sql()
        except EmptyResultSet:
            self._sql = ("", ())

    def rows(self, this: Any, keys: list[int]) -> list[Any]:
        """Ask it, on this thread's own connection."""
        sql, params = self._sql
        if not sql:
            return []
        asked_with = tuple(this if value is _THIS else keys if value is AMONG else value for value in params)
        compiler, asked = copy.copy(self._compiler), self._queryset.all()
        compiler.connection = connections[asked.db]
        compiler.as_sql = lambda *_args, **_kwargs: (sql, asked_with)
        asked.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(asked)
