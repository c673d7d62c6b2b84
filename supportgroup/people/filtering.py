"""Filters beside a list of people: coded words that stand in the address, one value of each at a time, counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, ExpressionWrapper, F, Q, QuerySet
from django.db.models.fields import BooleanField

YES, NO = "true", "false"
Counts = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Option:
    """One value of a filter: its word in the address, its words on the page, and what the column holds.

    stored: the word of the database; YES or NO, which nothing is too; None for everybody.
    """

    value: str
    text: str
    stored: str | None


@dataclass(frozen=True)
class Facet:
    """One filter. A clinical one is only for those who may see the clinical outline.

    path: of the column from a person; `…__isnull` is a column of yes and no. usual: the value that holds where the
    address names none; "" for none. tallied: the column's name among the register's tallies, if it is another.
    """

    key: str
    heading: str
    options: tuple[Option, ...]
    path: str
    clinical: bool = False
    usual: str = ""
    tallied: str = ""

    @property
    def column(self) -> str:
        """Return the name of the column among the tallies."""
        return self.tallied or self.path.removeprefix("outline__")

    def chosen(self, given: Mapping[str, str]) -> Option | None:
        """Return the option that the words of an address mean, or None."""
        return self.option(given.get(self.key, self.usual))

    def option(self, value: str) -> Option | None:
        """Return the option with this word, or None."""
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True)
class Filters:
    """All filters of one list, in the order of the page."""

    facets: tuple[Facet, ...]

    def open_to(self, *, clinical: bool) -> Sequence[Facet]:
        """Return the filters somebody may use, with or without the clinical ones."""
        return [facet for facet in self.facets if clinical or not facet.clinical]

    def read(self, given: Mapping[str, str], *, clinical: bool) -> dict[str, str]:
        """Return {filter: value} of what exists, this reader may use and is not the usual; all else is left out."""
        return {
            facet.key: given[facet.key]
            for facet in self.open_to(clinical=clinical)
            if facet.key in given and facet.option(given[facet.key]) and given[facet.key] != facet.usual
        }

    @property
    def clinical_keys(self) -> list[str]:
        """Return the words of an address that are clinical filters."""
        return [facet.key for facet in self.facets if facet.clinical]

    def is_clinical(self, given: Mapping[str, str]) -> bool:
        """Tell whether these words use a clinical filter."""
        return any(facet.clinical and facet.key in given for facet in self.facets)

    def in_words(self, given: Mapping[str, str], *, clinical: bool = True) -> list[str]:
        """Return the values that hold, in words, in the order of the page: ["On immunoglobulin", "Home"]."""
        return [option.text for _, option in self._chosen(given, clinical=clinical)]

    def people_by(self, people: "QuerySet[Any]", given: Mapping[str, str], *, clinical: bool = True) -> Any:
        """Return the people whom the words of an address mean."""
        return people.filter(*(_is(facet.path, option) for facet, option in self._chosen(given, clinical=clinical)))

    def counted(self, people: "QuerySet[Any]", given: Mapping[str, str], *, clinical: bool) -> Counts:
        """Return how many people each value would leave, beside the other filters as they are; one query.

        The key ("", "") has how many are left by all filters as they are. People are counted by what the filters ask
        of them: however many there are, they fall into some hundred kinds.
        """
        facets, chosen = self.open_to(clinical=clinical), self._chosen(given, clinical=clinical)
        counts = {("", ""): 0} | {(facet.key, option.value): 0 for facet in facets for option in facet.options}
        kinds = people.order_by().values(**{f"of_{facet.key}": _from_a_person(facet.path) for facet in facets})
        for kind in kinds.annotate(number=Count("pk")):
            held = {facet.key: _words(kind[f"of_{facet.key}"]) for facet in facets}
            misses = [facet for facet, option in chosen if not _means(option, held[facet.key])]
            if not misses:
                counts["", ""] += kind["number"]
            for facet in facets if not misses else misses if len(misses) == 1 else ():
                for option in facet.options:
                    if _means(option, held[facet.key]):
                        counts[facet.key, option.value] += kind["number"]
        return counts

    def tallied(self, tallies: "QuerySet[Any]", given: Mapping[str, str], *, clinical: bool) -> Counts:
        """Return the same, from the tallies of a whole register; one query, much the same work for any number.

        It is written as SQL: as a union of querysets Django takes longer to write it than Postgres to answer it.
        """
        facets, chosen = self.open_to(clinical=clinical), self._chosen(given, clinical=clinical)
        columns = sorted({facet.column for facet in facets})
        sql, params = tallies.order_by().values("number", *columns).query.sql_with_params()
        parts, values = [_summed("", "''", chosen)], list(params)
        parts += [
            _summed(facet.key, _as_words(facet.column), [(other, option) for other, option in chosen if other != facet])
            for facet in facets
        ]
        for _, more in parts:
            values += more
        with connection.cursor() as cursor:
            cursor.execute(f"WITH tally AS ({sql}) {' UNION ALL '.join(part for part, _ in parts)}", values)
            found: Counts = {(key, said): int(number or 0) for key, said, number in cursor.fetchall()}
        counts = {("", ""): found.get(("", ""), 0)}
        for facet in facets:
            everybody = sum(number for (key, _), number in found.items() if key == facet.key)
            for option in facet.options:
                number = everybody if option.stored is None else found.get((facet.key, option.stored), 0)
                counts[facet.key, option.value] = number
        return counts

    def _chosen(self, given: Mapping[str, str], *, clinical: bool) -> list[tuple[Facet, Option]]:
        chosen = [(facet, facet.chosen(given)) for facet in self.open_to(clinical=clinical)]
        return [(facet, option) for facet, option in chosen if option]


def coded(choices: Iterable[tuple[str, Any]]) -> tuple[Option, ...]:
    """Return an option for each of these stored words and their labels."""
    return tuple(Option(value, str(text), value) for value, text in choices)


def links(
    filters: Filters, given: Mapping[str, str], counts: Counts, link: Callable[..., str], *, clinical: bool
) -> list[dict[str, Any]]:
    """Return the filters for `ui/components/filters.html`; values that would leave nobody are not offered.

    link: returns the address in which a filter has this value: link(needs="audio").
    """
    groups = []
    for facet in filters.open_to(clinical=clinical):
        chosen = facet.chosen(given)
        items = [
            {
                "text": option.text,
                "count": counts[facet.key, option.value],
                "current": option == chosen,
                "url": link(**{facet.key: facet.usual if option == chosen else option.value}),
            }
            for option in facet.options
            if option == chosen or counts[facet.key, option.value]
        ]
        if items:
            groups.append({"heading": facet.heading, "items": items})
    return groups


def _is(column: str, option: Option) -> Q:
    if option.stored is None:
        return Q()
    if column == "needs":
        return Q(needs__contains=[option.stored])
    if option.stored in (YES, NO):
        yes = Q(**{column: True})
        return yes if option.stored == YES else ~yes
    return Q(**{column: option.stored})


def _means(option: Option, held: Sequence[str]) -> bool:
    return option.stored is None or option.stored in held


def _words(value: Any) -> Sequence[str]:
    """Return what a column holds as the words options have; nothing is a no as well."""
    if isinstance(value, list):
        return value
    if isinstance(value, bool):
        return (YES if value else NO,)
    return (NO,) if value is None else (str(value),)


def _from_a_person(path: str) -> Any:
    if path.endswith("__isnull"):
        return ExpressionWrapper(Q(**{path: True}), output_field=BooleanField())
    return F(path)


def _summed(key: str, said: str, chosen: Sequence[tuple[Facet, Option]]) -> tuple[str, list[Any]]:
    """Return SQL that sums the tallies left by these filters for each word that a column says, and its values."""
    asked = [_where(facet.column, option) for facet, option in chosen if option.stored is not None]
    where = f" WHERE {' AND '.join(sql for sql, _ in asked)}" if asked else ""
    group = " GROUP BY 2" if key else ""
    values = [key, *(value for _, more in asked for value in more)]
    return f"SELECT %s, {said}, sum(number) FROM tally{where}{group}", values  # noqa: S608  names of our own columns


def _where(column: str, option: Option) -> tuple[str, list[Any]]:
    if column == "needs":
        return "needs @> ARRAY[%s]::varchar[]", [option.stored]
    if option.stored in (YES, NO):
        return f"{column} IS {'' if option.stored == YES else 'NOT '}TRUE", []
    return f"{column} = %s", [option.stored]


def _as_words(column: str) -> str:
    return "unnest(needs)::text" if column == "needs" else f"{column}::text"
