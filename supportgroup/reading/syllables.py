"""How many syllables a word is spoken with: rules of English spelling, and the words that break them by name. Pure.

The rules are this project's own. A run of vowels is one syllable; an e that is not heard is taken away; two vowels that
are spoken apart are counted twice. What the rules miss among common words stands in `SPOKEN`.
"""

import re
from functools import lru_cache

LONGEST_SPELT = 5
"""Capital letters by themselves, up to so many, are spelt out when read aloud: "NHS"."""

LONGEST_NUMBER = 12
"""Longer numbers, and those that begin with 0 as for a telephone, are read figure by figure."""

_RUNS = re.compile(r"[aeiouy]+")
_SILENT = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[^aeiouyl])e$", r"(?<=[aeiouyrw]l)e$", r"(?<=[^aeiouydtl])e(?=d$)", r"(?<=[aeiouyrwl]l)e(?=d$)",
        r"(?<=[^aeiouyscxzgl])(?<!sh)(?<!ch)e(?=s$)", r"(?<=[aeiouyrw]l)e(?=s$)",
        r"(?<=[^aeiouy])e(?=(?:ly|ful|fully|ness|less|lessly|some|where|thing|time|ground|body)$)",
        r"(?<=[^aeiouyl])e(?=ments?$)", r"(?<=[gq])ues?$",
        r"(?<=[^aeiouyl])e(?=-)",
    )
)  # fmt: skip
_FIRST_PARTS = tuple(
    "some there where here side time fore home life base frame guide pipe trade like type care more space house wide "
    "name face phone wise these those place store wave whole safe take make".split()
)
_APART = re.compile(
    r"[^ctsxg]ia[^g]|[^ctsxg]ia$|^dia|[^aeiouyctsxglnh]io(?!us)|[^aeiouctsxg]ious|iu|[^qg]ua(?!r[dn]|d)|[^qgsa]ue[lnt]"
    r"|uou|uity|eo(?!u|n$|ple)|[aeiouy]ing|(?<=[^aeiouyr])ier|iest$|iet|[^aeiouy]sms?$|[^aeiou]thms?$|[aeou]yo|nua"
    r"|(?<=[^aeiouy])ieu|reali|crea(?!m|s|k|tu)|[^aeioutc]ien[ct]e?|eity|oe[tml]|^area|idea|inea"
    r"|^re(?=a(?:ct|pp|ss|rr)|u|i)|[ao]yer|[eo]ya|whoe|[^aeiou]oa(?=b)|ysio|neous"
)

_TWO = """
    business codebase filename being lifestyle sidestep someone subtly thereof typeset evening wednesday every clothes
    science quiet diet client giant lion poem poet fluid ruin create going doing seeing leaving having
    """
_THREE = """
    acquired anyone area areas businesses coalesce everyone everything everywhere forever idea ideal issuer scientist
    transient whenever wherever whoever
    """
SPOKEN = {**dict.fromkeys(_TWO.split(), 2), **dict.fromkeys(_THREE.split(), 3), "everybody": 4}


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return how many syllables a word has, at least 1.

    word: letters of either case with apostrophes and hyphens, whose parts are added up. Figures are read aloud ("25" is
    twenty-five) and capital letters by themselves spelt out ("NHS").
    """
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part) or 1
    if word.isdecimal():
        is_number = len(word) <= LONGEST_NUMBER and (word[0] != "0" or len(word) == 1)
        return _of_number(int(word)) if is_number else sum(_ONES[int(figure)] for figure in word)
    plain = word.replace("’", "").replace("'", "")
    if plain.isupper() and 1 < len(plain) <= LONGEST_SPELT:
        return sum(3 if letter == "W" else 1 for letter in plain)
    return _of_letters(plain.lower())


def _of_letters(word: str) -> int:
    if word in SPOKEN:
        return SPOKEN[word]
    silent = {found.start() for pattern in _SILENT for found in pattern.finditer(word)}
    first = next((part for part in _FIRST_PARTS if word.startswith(part) and len(word) > len(part)), "")
    if first and word[len(first)] not in "aeiouyrsdn":
        silent.add(len(first) - 1)
    return max(1, len(_RUNS.findall(word)) - len(silent) + len(_APART.findall(word)))


_ONES = (1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
"""The syllables of 0 (nought) to 19, then of the tens."""
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
_POWERS = ((1_000_000, 2), (1000, 2), (100, 2))


def _of_number(number: int) -> int:
    for power, spoken in _POWERS:
        if number >= power:
            rest = number % power
            joint = 1 if 0 < rest < 100 else 0  # noqa: PLR2004  "and" before what is less than a hundred
            return _of_number(number // power) + spoken + joint + (_of_number(rest) if rest else 0)
    if number < len(_ONES):
        return _ONES[number]
    return _TENS[number // 10] + (_ONES[number % 10] if number % 10 else 0)
