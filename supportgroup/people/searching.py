"""Finding people by a name that is spelt otherwise: exact beginnings first, then what holds it, sounds or looks alike.

Trigrams (pg_trgm) forgive a wrong, missing or added letter, double metaphone (fuzzystrmatch) one sound written in
another way; two letters that changed places are tried as they would have been. All of it by indexes.
"""

from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Least, Left, Lower

SHORTEST_LIKE = 4
"""Letters. What is shorter is like too many names."""
_ALIKE = "0.45"
"""From 0 to 1: how like a name must be. PostgreSQL's own 0.6 does not forgive one wrong letter in five."""
_SOUNDS_CLOSE = 0.3
"""What sounds alike must look alike too, a little: Adam sounds like Adeyemi to a machine that hears no vowels."""
_MOST_COMPARED = 40
"""Letters of a name: PostgreSQL counts changes only in short texts."""
_EXACT, _WITHIN, _ALIKE_ONLY = range(3)


def called(people: "QuerySet[Any]", words: tuple[str, ...]) -> "QuerySet[Any]":
    """Return the people who have every one of these folded words in their name, or one like it, the closest first.

    Their keys are asked for at once, each way of being alike by its own index; what is asked of them later is cheap.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [_ALIKE])
    keys = set.intersection(*(set(_keys(people, word)) for word in words))
    ranks = [_rank(word) for word in words]
    changes = [_changes(word) for word in words]
    found: QuerySet[Any] = people.filter(pk__in=keys).annotate(
        rank=Greatest(*ranks) if len(ranks) > 1 else ranks[0],
        changes=sum(changes[1:], start=changes[0]),
    )
    return found


def _keys(people: "QuerySet[Any]", word: str) -> "QuerySet[Any]":
    everybody = people.order_by().values_list("pk", flat=True)
    if len(word) < SHORTEST_LIKE:
        return everybody.filter(_within(word))
    close = everybody.annotate(close=TrigramWordSimilarity(word, "filed_under")).filter(close__gte=_SOUNDS_CLOSE)
    return everybody.filter(_within(word)).union(
        everybody.filter(filed_under__trigram_word_similar=word),
        close.filter(last_sounds=_sound(word)).values_list("pk", flat=True),
        close.filter(first_sounds=_sound(word)).values_list("pk", flat=True),
        everybody.filter(Q(*(Q(filed_under__contains=other) for other in swapped(word)), _connector=Q.OR)),
        all=True,
    )


CLOSEST = (F("rank").asc(), F("changes").asc(), F("filed_under").asc(), "pk")
"""The order of what `called` returns."""


def swapped(word: str) -> list[str]:
    """Return the word with each 2 neighbouring letters in each other's place: "lnae" gives "lane" among others."""
    pairs = range(len(word) - 1)
    return [
        word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for place in pairs
        if word[place] != word[place + 1]
    ]


def _begins(word: str) -> Q:
    return Q(filed_under__startswith=word) | Q(filed_under__contains=f" {word}") | Q(filed_under__contains=f"-{word}")


def _within(word: str) -> Q:
    return Q(filed_under__contains=word)


def _sound(word: str) -> Func:
    return Func(Value(word), function="dmetaphone")


def _rank(word: str) -> Case:
    return Case(
        When(_begins(word), then=Value(_EXACT)),
        When(_within(word), then=Value(_WITHIN)),
        default=Value(_ALIKE_ONLY),
        output_field=IntegerField(),
    )


def _changes(word: str) -> Least:
    """Return how many letters must change to make the word the last or the first name (Levenshtein)."""

    def to(name: str) -> Func:
        return Func(
            Value(word[:_MOST_COMPARED]),
            Left(Lower(name), _MOST_COMPARED),
            function="levenshtein",
            output_field=IntegerField(),
        )

    return Least(to("last_name"), to("first_name"))
