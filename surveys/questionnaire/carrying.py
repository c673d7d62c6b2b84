"""The editions of a survey as the library and its files carry them, with the questions they belong to.

[{"code", "around": words, "questions": [words, …]}, …], with as many words as there are questions. Words are
{key: {"source", "words"}}, as `parts` has them, of the texts that still read as they were translated.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from supportgroup.access.actor import Actor
from supportgroup.audit.action import action

from . import parts
from .choices import EASY_READ, edition_choices, edition_name
from .edition_forms import WordsForm
from .editions import AROUND, Text, texts_of
from .models import Edition, EditionWords, Survey
from .phrases import AT_A_GLANCE

Carried = dict[str, Any]
DAMAGED = "Its editions are damaged."


def of_survey(survey: Survey) -> list[Carried]:
    """Return the editions of a survey, to be kept with its questions."""
    found = []
    for edition in survey.editions.all():
        edition.survey = survey
        around, *questions = [_entries(text.parts, text.words) for text in texts_of(edition)]
        found.append({"code": edition.code, "around": around, "questions": questions})
    return found


@action("edition.added")
def begin(survey: Survey, carried: Sequence[Carried], *, by: Actor) -> None:
    """Begin these editions of a draft that has just been started from the questions they belong to."""
    keys = list(survey.questions.order_by("position").values_list("pk", flat=True))
    for row in carried:
        edition = Edition.objects.create(survey=survey, code=row["code"])
        words = {AROUND: row["around"], **dict(zip(keys, row["questions"], strict=True))}
        EditionWords.objects.bulk_create(
            EditionWords(edition=edition, question=key, words=saved) for key, saved in words.items()
        )


def read(rows: Any, title: str, about: str, questions: Sequence[parts.Question], faults: list[str]) -> list[Carried]:
    """Return the editions that a file holds, their words as a translator could have typed them, or add to the faults.

    title, about, questions: as they were read of the same file.
    """
    known = dict(edition_choices())
    if not isinstance(rows, list) or not all(_is_edition(row, len(questions)) for row in rows):
        faults.append(DAMAGED)
        return []
    codes = [row["code"] for row in rows]
    if strange := [code for code in codes if code not in known]:
        faults.append(f"It has an edition that is not known here: “{strange[0][:20]}”.")
    elif len(set(codes)) < len(codes):
        faults.append("It has the same edition twice.")
    else:
        return [
            _read_one(row, parts.around(title, about, phrases=row["code"] != EASY_READ), questions, faults)
            for row in rows
        ]
    return []


def _read_one(
    row: Carried, around: Mapping[str, str], questions: Sequence[parts.Question], faults: list[str]
) -> Carried:
    code, name = row["code"], edition_name(row["code"])
    around = {key: text for key, text in around.items() if key not in AT_A_GLANCE}  # nobody here has vouched for them
    return {
        "code": code,
        "around": _typed(around, row["around"], f"{name} edition", faults),
        "questions": [
            _typed(parts.parts_of(question), saved, f"{name} edition, question {number}", faults)
            for number, (question, saved) in enumerate(zip(questions, row["questions"], strict=True), start=1)
        ],
    }


def _typed(texts: Mapping[str, str], saved: parts.Saved, where: str, faults: list[str]) -> dict[str, dict[str, str]]:
    """Return the words that count, as their form would keep them."""
    words = parts.translated(texts, saved)
    form = WordsForm(_posted(texts, words), text=Text(AROUND, None, dict(texts), {}, {}), remembered={})
    if not form.is_valid():
        faults += [f"{where}: {str(error[0])[:1].lower()}{str(error[0])[1:]}." for error in form.errors.values()]
        return {}
    return _entries(texts, form.words())


def _posted(texts: Mapping[str, str], words: Mapping[str, str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for place, key in enumerate(texts):
        data[f"part_{place}"] = words.get(key, "").encode("utf-8", "ignore").decode()
    return data


def _entries(texts: Mapping[str, str], words: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {key: {"source": source, "words": words[key]} for key, source in texts.items() if words.get(key)}


def _is_edition(row: Any, count: int) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("code"), str)
        and isinstance(row.get("questions"), list)
        and len(row["questions"]) == count
        and all(_is_saved(saved) for saved in (row.get("around"), *row["questions"]))
    )


def _is_saved(saved: Any) -> bool:
    return isinstance(saved, dict) and all(
        isinstance(entry, dict) and isinstance(entry.get("source"), str) and isinstance(entry.get("words"), str)
        for entry in saved.values()
    )
