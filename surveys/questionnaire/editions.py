"""Editions: the same questions and options in other words, written one question at a time, then opened for good."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup import clock
from supportgroup.access.actor import Actor
from supportgroup.access.refusal import Refused
from supportgroup.audit.action import action

from . import parts, rules
from .choices import EASY_READ, edition_choices, edition_name
from .models import Edition, EditionWords, Question, Survey
from .phrases import A_MESSAGE_NEEDS, AT_A_GLANCE, MAY_BE_ENGLISH

AROUND = 0
"""Stands where the key of a question stands, for what is around all of them."""
MEMORY = 400
"""How many rows of the group's earlier editions are looked through for words."""


@dataclass(frozen=True)
class Text:
    """The texts of one question (key AROUND: around them), and the words that an edition has for them.

    group: one of `parts.GROUPS` where it holds only that part of what is around the questions.
    """

    key: int
    number: int | None
    parts: dict[str, str]
    words: dict[str, str]
    outdated: dict[str, str]
    group: str = ""

    @property
    def missing(self) -> int:
        """Return how many texts have no words yet and must have some."""
        return sum(key not in self.words for key in self.parts if self.number or key not in MAY_BE_ENGLISH)

    @property
    def in_english(self) -> int:
        """Return how many texts have no words yet and can stand in English."""
        return len(self.parts) - len(self.words) - self.missing

    @property
    def has_message(self) -> bool:
        """Tell whether emails and texts go in these words (of all that is around the questions), and not in English."""
        return self.words.keys() >= (A_MESSAGE_NEEDS & self.parts.keys()) and "name" in self.parts

    @property
    def name(self) -> str:
        """Return what a part of what is around the questions is called."""
        return parts.GROUPS[self.group][0] if self.group else "Title"


@action("edition.added")
def add_edition(survey: Survey, *, code: str, by: Actor) -> Edition:
    """Begin an edition of a survey; one that is there already is returned."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if reason := rules.why_not_reword(state=survey.state, is_open=False):
        raise Refused(reason)
    if code not in dict(edition_choices()):
        raise Refused("Choose one of the editions that are offered.")
    edition: Edition = Edition.objects.get_or_create(survey=survey, code=code)[0]
    return edition


@action("edition.reworded")
def save_words(
    edition: Edition, *, question: int, words: Mapping[str, str], by: Actor, group: str = "", vouched: bool = False
) -> None:
    """Keep the words for one question (AROUND: around them), with the text each was translated from.

    group: only this part of what is around the questions is written; the others keep their words. vouched: somebody
    says that subject lines and texts name nothing of health; without that they are not kept.
    """
    edition = _still_written(edition)
    text = next((text for text in texts_of(edition) if text.key == question), None)
    if text is None:
        raise Refused("This question has been removed already.")
    shown = {key: source for key, source in text.parts.items() if not group or key in parts.GROUPS[group][1]}
    words = words if vouched else {key: words[key] for key in words if key not in AT_A_GLANCE}
    kept = {key: {"source": source, "words": words[key]} for key, source in shown.items() if words.get(key)}
    if group and (before := edition.words.filter(question=question).first()):
        kept = {key: entry for key, entry in before.words.items() if key not in shown} | kept
    EditionWords.objects.update_or_create(edition=edition, question=question, defaults={"words": kept})


@action("edition.opened")
def open_edition(edition: Edition, *, by: Actor) -> Edition:
    """Let people answer in an edition that was completed after its survey had opened."""
    survey = Survey.objects.select_for_update().get(pk=edition.survey_id)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    missing = sum(text.missing for text in texts_of(edition))
    if reason := rules.why_not_open_edition(state=survey.state, missing=missing, is_open=bool(edition.opened_on)):
        raise Refused(reason)
    _freeze(edition)
    return edition


@action("edition.removed")
def remove_edition(edition: Edition, *, by: Actor) -> None:
    """Take away an edition in which nobody has been asked."""
    _still_written(edition).delete()


def open_complete(survey: Survey) -> None:
    """Open the editions that are complete, together with their survey. Called within the action that opens it."""
    for edition in survey.editions.filter(opened_on=None):
        if not any(text.missing for text in texts_of(edition)):
            _freeze(edition)


def shut_again(survey: Survey) -> None:
    """Make the editions of a survey that could not open changeable again."""
    survey.editions.update(opened_on=None, content=None)


def copy_editions(survey: Survey, following: Survey) -> None:
    """Carry the words of all editions over to the version that leads on from this survey."""
    there = dict(following.questions.values_list("position", "pk"))
    keys = {pk: there[position] for position, pk in survey.questions.values_list("position", "pk")} | {AROUND: AROUND}
    for edition in survey.editions.prefetch_related("words"):
        copy = Edition.objects.create(survey=following, code=edition.code)
        EditionWords.objects.bulk_create(
            EditionWords(edition=copy, question=keys[row.question], words=row.words)
            for row in edition.words.all()
            if row.question in keys
        )


def texts_of(edition: Edition) -> list[Text]:
    """Return what is to be translated, and what is: around the questions first, then question by question."""
    questions = edition.survey.questions.order_by("position")
    saved = {row.question: row.words for row in EditionWords.objects.filter(edition=edition)}
    return _texts(edition, list(questions), saved)


def standings_of(survey: Survey) -> list[dict[str, Any]]:
    """Return every edition of a survey with how many texts it has and how many still have no words."""
    questions = list(survey.questions.order_by("position"))
    found = []
    for edition in survey.editions.defer("content").prefetch_related("words"):
        edition.survey = survey
        saved = {row.question: row.words for row in edition.words.all()}
        texts = _texts(edition, questions, saved)
        found.append({
            "edition": edition,
            "name": edition_name(edition.code),
            "texts": sum(len(text.parts) for text in texts),
            "missing": sum(text.missing for text in texts),
            "in_english": sum(text.in_english for text in texts),
        })  # fmt: skip
    return found


def in_steps(texts: Sequence[Text]) -> list[Text]:
    """Return the texts as they are written one page after another: what is around the questions comes in parts."""
    around, *questions = texts
    if set(around.parts) == {"title"}:
        return list(texts)

    def only(found: Mapping[str, str], keys: Collection[str]) -> dict[str, str]:
        return {key: words for key, words in found.items() if key in keys}

    groups = [
        Text(AROUND, None, only(around.parts, keys), only(around.words, keys), only(around.outdated, keys), group)
        for group, (_, keys) in parts.GROUPS.items()
    ]
    return [*groups, *questions]


def content_of(edition: Edition) -> dict[str, Any]:
    """Return an edition as people will read it; where it has a gap, in the words of the standard edition."""
    texts = texts_of(edition)
    around, words = texts[0].words, {text.number: text.words for text in texts[1:]}
    phrases = {key: around[key] for key in texts[0].parts if key in around and key not in ("title", "name", "about")}
    questions = [
        parts.in_words(question, words[question["number"]], phrases=phrases)
        for question in edition.survey.questions.as_asked()
    ]
    title = around.get("title", edition.survey.title)
    easy = edition.code == EASY_READ
    return {
        "lang": "en" if easy else edition.code,
        "dir": parts.direction_of([title, *(question["text"] for question in questions)]),
        "name": edition_name(EASY_READ) if easy else around.get("name", edition_name(edition.code)),
        "title": title,
        "about": around.get("about", ""),
        "phrases": phrases,
        "questions": questions,
    }


def remembered(edition: Edition) -> dict[str, str]:
    """Return {text: words} of all that the group has had translated for editions of this code, the newest winning."""
    rows = EditionWords.objects.filter(edition__code=edition.code, edition__survey__group=edition.survey.group_id)
    newest = list(rows.order_by("-pk").values_list("words", flat=True)[:MEMORY])
    return {entry["source"]: entry["words"] for words in reversed(newest) for entry in words.values()}


def _texts(edition: Edition, questions: Sequence[Question], saved: Mapping[int, Any]) -> list[Text]:
    survey = edition.survey
    around = parts.around(survey.title, survey.about, phrases=edition.code != EASY_READ)
    wanted: list[tuple[int, int | None, dict[str, str]]] = [(AROUND, None, around)]
    for number, question in enumerate(questions, start=1):
        wanted.append((question.pk, number, parts.parts_of(question.as_asked(number))))
    return [
        Text(key, number, of, parts.translated(of, saved.get(key, {})), parts.outdated(of, saved.get(key, {})))
        for key, number, of in wanted
    ]


def _freeze(edition: Edition) -> None:
    edition.content, edition.opened_on = content_of(edition), clock.today()
    edition.save(update_fields=["content", "opened_on"])


def _still_written(edition: Edition) -> Edition:
    survey = Survey.objects.select_for_update().get(pk=edition.survey_id)
    found: Edition | None = Edition.objects.select_for_update().filter(pk=edition.pk).first()
    if found is None:
        raise Refused("This edition has been taken away already.")
    if reason := rules.why_not_reword(state=survey.state, is_open=bool(found.opened_on)):
        raise Refused(reason)
    found.survey = survey
    return found
