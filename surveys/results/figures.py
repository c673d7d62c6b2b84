"""Each line's table, sentence and notes, made from counts that have been through disclosure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from supportgroup.disclosure.figures import Figures, whole_survey
from supportgroup.ui.wording import counted, number, share
from surveys.questionnaire.kinds import kind_of
from surveys.questionnaire.kinds.base import Kind, Question
from surveys.questionnaire.routing import number_in
from surveys.questionnaire.sections import Section, section_of
from surveys.themes.shown import Themed

from .counting import Counts

FEWEST_FOR_TWO = 4


@dataclass(frozen=True)
class Limits:
    """What policy says in this group: the least base shown, and the base below which to be careful."""

    least_base: int
    careful_below: int


@dataclass(frozen=True)
class Words:
    """How many wrote, in one field for words. about: what that field asked; "" where it is the question itself.

    themes: what they wrote about, where that has been put into the results.
    """

    key: str
    about: str
    count: int
    themes: Themed | None = None


@dataclass(frozen=True)
class Result:
    """One line as it may be shown: a question, or a statement of a grid, whose question is then `of`.

    most: how many people its sentence is about, None where it is about none or about an average.
    """

    number: int | str
    text: str
    kind: Kind
    figures: Figures
    sentence: str
    notes: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    of: str = ""
    most: int | None = None


@dataclass(frozen=True)
class Part:
    """A run of results under one heading, {} for those before the first."""

    section: Section
    results: tuple[Result, ...]


def parts_of(questions: list[dict[str, Any]], results: list[Result]) -> list[Part]:
    """Return the results in order, put together by the sections that people saw."""
    parts: list[Part] = []
    for result in results:
        section = section_of(questions, number_in(str(result.number)))
        if parts and parts[-1].section == section:
            parts[-1] = Part(section, (*parts[-1].results, result))
        else:
            parts.append(Part(section, (result,)))
    return parts


def results_of(
    questions: list[dict[str, Any]], counts: Counts, limits: Limits, themes: Mapping[str, Themed] | None = None
) -> list[Result]:
    """Return one result for each line, in order. themes: of what people wrote, by the field they wrote in."""
    return [
        _result(line, question, _routed_past(question["number"], questions, counts), counts, limits, themes or {})
        for question in questions
        for line in kind_of(question).lines(question)
    ]


def _result(line: Question, question: Question, routed_past: int, counts: Counts, limits: Limits,
            themes: Mapping[str, Themed]) -> Result:  # fmt: skip
    kind = kind_of(line)
    figures = _only_words(counts, limits) if "answer" in kind.words_in(line) else _figures(line, counts, limits)
    words = _words(line, counts, limits, themes)
    return Result(
        number=line["number"],
        text=line["text"],
        kind=kind,
        figures=figures,
        sentence=_sentence(line, figures, words, counts),
        notes=() if figures.base is None else _notes(line, routed_past, counts),
        words=words,
        of="" if line is question else question["text"],
        most=_most(kind, figures)[1] if figures.parts and figures.base and figures.mean is None else None,
    )


def _figures(line: Question, counts: Counts, limits: Limits) -> Figures:
    kind, key = kind_of(line), str(line["number"])
    aside = kind.aside(line)
    ticks = {code: count for (of, code), count in counts.ticks.items() if of == key and code not in aside}
    table = kind.table(line, ticks)
    base = counts.given.get(key, 0) - sum(counts.ticks.get((key, code), 0) for code in aside)
    return whole_survey(
        table.parts, base=base, total=table.total, least_base=limits.least_base, careful_below=limits.careful_below
    )


def _only_words(counts: Counts, limits: Limits) -> Figures:
    """Return figures that hold nothing but whether even the number of those who wrote is hidden."""
    hidden = whole_survey([], base=counts.replies, least_base=limits.least_base).hidden
    return Figures(parts=(), base=None, hidden=hidden)


def _words(line: Question, counts: Counts, limits: Limits, themes: Mapping[str, Themed]) -> tuple[Words, ...]:
    """Return how many wrote, by each field for words; nothing where so few replied that this is hidden."""
    if counts.replies < limits.least_base:
        return ()
    kind = kind_of(line)
    keys = kind.names(line)
    asked = kind.words_in(line).items()
    return tuple(
        Words(keys[name], about, counts.given.get(keys[name], 0), themes.get(keys[name])) for name, about in asked
    )


def _sentence(line: Question, figures: Figures, words: tuple[Words, ...], counts: Counts) -> str:
    """Return the finding in one sentence."""
    kind = kind_of(line)
    if figures.hidden:
        return ""
    if not kind.reads_as:
        wrote = counted(words[0].count if words else 0, "person", "people")
        return f"{wrote} of {number(counts.replies)} wrote something."
    if not figures.base or not figures.parts:
        return ""
    if figures.mean is not None:
        return f"{kind.mean_in_words(line, figures.mean)}: {counted(figures.base, 'person', 'people')} answered."
    return _most_said(kind, figures, figures.base)


def _most_said(kind: Kind, figures: Figures, base: int) -> str:
    """Return what most said: the two best answers of a scale together, or the commonest answer."""
    words, people = _most(kind, figures)
    said = "ticked" if kind.several else "said"
    return f"{share(people, base, 0)} {said} {words}: {number(people)} of the {number(base)} who answered."


def _most(kind: Kind, figures: Figures) -> tuple[str, int]:
    """Return the answers that the sentence names, and how many people gave them."""
    if kind.reads_as == "scale" and len(figures.parts) >= FEWEST_FOR_TWO:
        first, second = figures.parts[:2]
        return f"“{first.text}” or “{second.text}”", first.count + second.count
    top = max(figures.parts, key=lambda part: part.count)
    return f"“{top.text}”", top.count


def _notes(line: Question, routed_past: int, counts: Counts) -> tuple[str, ...]:
    """Return what is left out of the base, counted and named."""
    kind, key = kind_of(line), str(line["number"])
    missing = counts.replies - counts.given.get(key, 0)
    not_asked = min(missing, routed_past)
    notes = [
        f"{counted(counts.ticks[key, code], 'person', 'people')} said “{kind.said(line, code)[0]}”"
        for code in kind.aside(line)
        if code not in kind.doubts and counts.ticks.get((key, code))
    ]
    if not_asked:
        notes.append(f"{counted(not_asked, 'person was', 'people were')} not asked, because of an earlier answer")
    if missing - not_asked:
        notes.append(f"{counted(missing - not_asked, 'person', 'people')} left it blank")
    doubtful = [(counts.ticks.get((key, code), 0), had) for code, had in kind.doubts.items()]
    return (*notes, *[f"{counted(forms, 'form', 'forms')} {had}" for forms, had in doubtful if forms])


def _routed_past(this: int, questions: list[dict[str, Any]], counts: Counts) -> int:
    """Return how many an earlier answer sent past this question."""
    return sum(
        counts.ticks.get((str(question["number"]), option["code"]), 0)
        for question in questions
        for option in question["options"]
        if question["number"] < this and option.get("go_to") and option["go_to"] > this
    )
