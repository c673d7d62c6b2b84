"""What changed between two versions of a questionnaire, in words. Pure: questions are dicts as a version keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from .kinds import kind_of

Question = Mapping[str, Any]
ALIKE = 0.6
"""From here on two questions of other words count as one that was changed."""


@dataclass(frozen=True)
class Change:
    """One question that is not as it was: what ("added", "taken out", "changed"), its old and new number, sentences."""

    what: str
    text: str
    old: int | None
    new: int | None
    sentences: tuple[str, ...] = ()


def changes(old: Sequence[Question], new: Sequence[Question]) -> list[Change]:
    """Return what changed, in the order of the new version; what was taken out comes last."""
    pairs = paired(old, new)
    renumbered = {before["number"]: after["number"] for before, after in pairs}
    was = {after["number"]: before for before, after in pairs}
    found = []
    for question in new:
        before = was.get(question["number"])
        if before is None:
            found.append(Change("added", question["text"], None, question["number"]))
        elif sentences := tuple(_differences(before, question, renumbered)):
            found.append(Change("changed", question["text"], before["number"], question["number"], sentences))
    gone = [question for question in old if question["number"] not in renumbered]
    return [*found, *(Change("taken out", question["text"], question["number"], None) for question in gone)]


def paired(old: Sequence[Question], new: Sequence[Question]) -> list[tuple[Question, Question]]:
    """Return which question of the old version is which of the new: of the same words, else of the most alike."""
    pairs, left = [], list(old)
    waiting = []
    for question in new:
        same = next((one for one in left if one["text"] == question["text"]), None)
        if same is None:
            waiting.append(question)
        else:
            left.remove(same)
            pairs.append((same, question))
    for question in waiting:
        nearest = max(left, key=lambda one: _alike(one, question), default=None)
        if nearest is not None and _alike(nearest, question) >= ALIKE:
            left.remove(nearest)
            pairs.append((nearest, question))
    return pairs


def _alike(one: Question, other: Question) -> float:
    return SequenceMatcher(None, one["text"].casefold(), other["text"].casefold()).ratio()


def _differences(before: Question, after: Question, renumbered: Mapping[int, int]) -> list[str]:
    found = []
    if before["text"] != after["text"]:
        found.append(f"It was “{before['text']}”")
    if before["kind"] != after["kind"]:
        found.append(f"It was of the kind “{kind_of(before).label}” and is now “{kind_of(after).label}”")
    if before["number"] != after["number"]:
        found.append(f"It was question {before['number']}")
    found += _words_changed("The help", before["help"], after["help"])
    found += _words_changed("The second line", before["why"], after["why"])
    found += _words_changed("The heading above it", *(q.get("section", {}).get("heading", "") for q in (before, after)))
    found += _options_changed(before, after, renumbered)
    if before["details"] != after["details"]:
        found.append("What can be answered has changed")
    return found


def _words_changed(what: str, before: str, after: str) -> list[str]:
    if before == after:
        return []
    if not before:
        return [f"{what} is new: “{after}”"]
    return [f"{what} was “{before}” and is now “{after}”" if after else f"{what} is gone: “{before}”"]


def _options_changed(before: Question, after: Question, renumbered: Mapping[int, int]) -> list[str]:
    was = {option["text"]: option for option in before["options"]}
    now = {option["text"]: option for option in after["options"]}
    found = [f"The answer “{text}” is new" for text in now if text not in was]
    found += [f"The answer “{text}” is gone" for text in was if text not in now]
    kept = [text for text in was if text in now]
    if kept != [text for text in now if text in was]:
        found.append("Its answers stand in another order")
    for text in kept:
        led, leads = was[text]["go_to"], now[text]["go_to"]
        if (renumbered.get(led, led) if led else None) != leads:
            found.append(f"“{text}” now leads to question {leads}" if leads else f"“{text}” now leads to the next one")
    return found
