"""Each question's table, sentence and notes, made from counts that have been through disclosure."""

from dataclasses import dataclass, field
from typing import Any

from supportgroup.disclosure.figures import Figures, whole_survey
from supportgroup.ui.wording import counted, number, share
from surveys.questionnaire.choices import QuestionKind
from surveys.questionnaire.routing import why_key

from .counting import MORE_THAN_ONE, Counts

FEWEST_FOR_TWO = 4


@dataclass(frozen=True)
class Limits:
    """What policy says in this group: the least base shown, and the base below which to be careful."""

    least_base: int
    careful_below: int


@dataclass(frozen=True)
class Result:
    """One question as it may be shown. comments is how many wrote words, None where that is hidden."""

    number: int
    text: str
    kind: str
    figures: Figures
    sentence: str
    notes: tuple[str, ...] = ()
    comments: int | None = None
    comments_key: str = ""
    comments_about: str = field(default="")


def results_of(questions: list[dict[str, Any]], counts: Counts, limits: Limits) -> list[Result]:
    """Return one result for each question, in order."""
    return [_result(question, questions, counts, limits) for question in questions]


def _result(question: dict[str, Any], questions: list[dict[str, Any]], counts: Counts, limits: Limits) -> Result:
    key = str(question["number"])
    if question["kind"] == QuestionKind.FREE_TEXT:
        return _words_result(question, counts, limits)
    aside = _aside(question)
    base = counts.given.get(key, 0) - sum(counts.ticks.get((key, code), 0) for code in aside)
    parts = [(o["text"], counts.ticks.get((key, o["code"]), 0)) for o in question["options"] if o["code"] not in aside]
    figures = whole_survey(parts, base=base, least_base=limits.least_base, careful_below=limits.careful_below)
    words = counts.given.get(why_key(question["number"]), 0) if question.get("why") else None
    return Result(
        number=question["number"],
        text=question["text"],
        kind=question["kind"],
        figures=figures,
        sentence=_sentence(question, figures),
        notes=() if figures.hidden else _notes(question, questions, counts, base),
        comments=_may_count(words, counts, limits),
        comments_key=why_key(question["number"]) if question.get("why") else "",
        comments_about=question.get("why", ""),
    )


def _words_result(question: dict[str, Any], counts: Counts, limits: Limits) -> Result:
    key = str(question["number"])
    shown = _may_count(counts.given.get(key, 0), counts, limits)
    hidden = whole_survey([], base=counts.replies, least_base=limits.least_base).hidden
    wrote = f"{counted(shown or 0, 'person', 'people')} of {number(counts.replies)} wrote something."
    return Result(
        number=question["number"],
        text=question["text"],
        kind=question["kind"],
        figures=Figures(parts=(), base=None, hidden=hidden),
        sentence="" if shown is None else wrote,
        comments=shown,
        comments_key=key,
    )


def _may_count(words: int | None, counts: Counts, limits: Limits) -> int | None:
    return words if words is not None and counts.replies >= limits.least_base else None


def _aside(question: dict[str, Any]) -> list[str]:
    """Return the codes that stand outside the base: more than one cross, and “does not apply” of a scale."""
    outside_scale = [o["code"] for o in question["options"] if o["alone"] and question["kind"] != QuestionKind.TICK_ALL]
    return [MORE_THAN_ONE, *outside_scale]


def _sentence(question: dict[str, Any], figures: Figures) -> str:
    """Return the finding in one sentence: the two best answers of a scale together, or the commonest answer."""
    if figures.hidden or not figures.base:
        return ""
    if question["kind"] == QuestionKind.AGREEMENT and len(figures.parts) >= FEWEST_FOR_TWO:
        first, second = figures.parts[:2]
        both = first.count + second.count
        return (
            f"{share(both, figures.base, 0)} said “{first.text}” or “{second.text}”: "
            f"{number(both)} of the {number(figures.base)} who answered."
        )
    top = max(figures.parts, key=lambda part: part.count)
    said = "ticked" if question["kind"] == QuestionKind.TICK_ALL else "said"
    of_all = f"{number(top.count)} of the {number(figures.base)} who answered"
    return f"{share(top.count, figures.base, 0)} {said} “{top.text}”: {of_all}."


def _notes(question: dict[str, Any], questions: list[dict[str, Any]], counts: Counts, base: int) -> tuple[str, ...]:
    """Return what is left out of the base, counted and named."""
    key = str(question["number"])
    missing = counts.replies - counts.given.get(key, 0)
    not_asked = min(missing, _routed_past(question["number"], questions, counts))
    notes = [
        f"{counted(counts.ticks.get((key, option['code']), 0), 'person', 'people')} said “{option['text']}”"
        for option in question["options"]
        if option["code"] in _aside(question) and counts.ticks.get((key, option["code"]))
    ]
    if not_asked:
        notes.append(f"{counted(not_asked, 'person was', 'people were')} not asked, because of an earlier answer")
    if missing - not_asked:
        notes.append(f"{counted(missing - not_asked, 'person', 'people')} left it blank")
    if more := counts.ticks.get((key, MORE_THAN_ONE)):
        notes.append(f"{counted(more, 'form', 'forms')} had more than one cross")
    return tuple(notes)


def _routed_past(this: int, questions: list[dict[str, Any]], counts: Counts) -> int:
    return sum(
        counts.ticks.get((str(question["number"]), option["code"]), 0)
        for question in questions
        for option in question["options"]
        if question["number"] < this and option.get("go_to") and option["go_to"] > this
    )
