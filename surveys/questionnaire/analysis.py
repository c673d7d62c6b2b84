"""What will be worked out, said before the survey opens: the decision, and what is broken down by what. Pure.

A draft keeps it by the keys of its questions: {"breakdowns": [[question, across], …], "decision": {"question", "yes",
"at_least"}}; a version by their numbers: {"breakdowns": [{"question", "across"}, …], "decision": …}. across: the
question whose answers make the groups, 0 for the edition. yes: the codes that count as yes; at_least: in per cent.

Breakdowns must not close a circle: then each can be released by itself. With no circle, whatever numbers somebody
thinks of for one table go together with any numbers for the others, so the tables together tell no more than each
alone (Atserias, A. and Kolaitis, P., "Structure and complexity of bag consistency", PODS 2021: true of such sets only).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .kinds import kind_of

Question = Mapping[str, Any]
Stored = Mapping[str, Any]
Pair = tuple[int, int]
EDITION = 0
MOST_BREAKDOWNS = 40
MOST_GROUPS = 8


def can_be_broken_down(question: Question) -> bool:
    """Tell whether its answers, one from each person, can be counted in groups."""
    kinds = [kind_of(line) for line in kind_of(question).lines(question)]
    return all(kind.reads_as in ("scale", "commonest") and not kind.several for kind in kinds)


def makes_groups(question: Question) -> bool:
    """Tell whether its answers can be the groups: one answer from each person, and few to choose from."""
    few = len(question["options"]) <= MOST_GROUPS
    return can_be_broken_down(question) and few and kind_of(question).lines(question) == [question]


def breakdowns_in(stored: Stored, rows: Mapping[int, Question]) -> list[Pair]:
    """Return the breakdowns of a draft whose questions are still there and still fit. rows: questions by key."""
    pairs: list[Pair] = [(question, across) for question, across in stored.get("breakdowns", [])]
    return [pair for pair in pairs if not why_not_break_down(*pair, rows, declared=())]


def why_not_break_down(
    question: int, across: int, rows: Mapping[int, Question], *, declared: Sequence[Pair]
) -> str | None:
    """Return the reason answers cannot be broken down by these groups beside what is declared, or None."""
    if question not in rows or not can_be_broken_down(rows[question]):
        return "Choose a question to which everybody gives one answer"
    if across != EDITION and (across not in rows or not makes_groups(rows[across])):
        return f"Choose groups from a question with one answer and {MOST_GROUPS} to choose from at most"
    if question == across:
        return "A question cannot be broken down by itself. Choose two different ones"
    return _why_not_beside((question, across), rows, declared)


def _why_not_beside(pair: Pair, rows: Mapping[int, Question], declared: Sequence[Pair]) -> str | None:
    """Return the reason a breakdown cannot stand beside those that are declared, or None."""
    if pair in declared or pair[::-1] in declared:
        return "These two are there already"
    if len(declared) >= MOST_BREAKDOWNS:
        return f"There can be {MOST_BREAKDOWNS} breakdowns at most. Remove one first"
    if _has_circle([*declared, pair], rows):
        return (
            "Together with the others, this one could give away what each alone hides. "
            "Break each question down by one other, or one question by several"
        )
    return None


def why_not_decide(question: Question, *, yes: Sequence[str]) -> str | None:
    """Return the reason these answers cannot decide, or None."""
    if not can_be_broken_down(question) or kind_of(question).lines(question) != [question]:
        return "Only a question with one answer can decide"
    counted = {option["code"] for option in question["options"] if not option["alone"]}
    if not yes or not set(yes) <= counted:
        return "Choose at least one answer that counts as yes"
    if set(yes) == counted:
        return "Leave at least one answer that does not count as yes"
    return None


def problems(stored: Stored, rows: Mapping[int, Question]) -> list[str]:
    """Return, in words, what was declared and no longer fits the questions: it must be said again before opening."""
    found = []
    if len(breakdowns_in(stored, rows)) < len(stored.get("breakdowns", [])):
        found.append("A breakdown names a question that has changed. Look at what will be worked out.")
    decision = stored.get("decision")
    if decision and (
        decision["question"] not in rows or why_not_decide(rows[decision["question"]], yes=decision["yes"])
    ):
        found.append("The question that decides has changed. Say again what counts as yes.")
    return found


def as_declared(stored: Stored, rows: Mapping[int, Question]) -> dict[str, Any]:
    """Return what a version keeps of it: the same by numbers. Nothing where nothing was declared."""
    numbers = {key: question["number"] for key, question in rows.items()} | {EDITION: EDITION}
    declared: dict[str, Any] = {}
    if pairs := breakdowns_in(stored, rows):
        declared["breakdowns"] = [
            {"question": numbers[question], "across": numbers[across]} for question, across in pairs
        ]
    if decision := stored.get("decision"):
        declared["decision"] = {**decision, "question": numbers[decision["question"]]}
    return {"analysis": declared} if declared else {}


def as_stored(declared: Mapping[str, Any], keys: Mapping[int, int]) -> dict[str, Any]:
    """Return what a draft keeps of what a version declared. keys: of its questions, by number."""
    keys = {**keys, EDITION: EDITION}
    stored: dict[str, Any] = {}
    if pairs := declared.get("breakdowns"):
        stored["breakdowns"] = [[keys[pair["question"]], keys[pair["across"]]] for pair in pairs]
    if decision := declared.get("decision"):
        stored["decision"] = {**decision, "question": keys[decision["question"]]}
    return stored


def decision_in_words(decision: Mapping[str, Any], question: Question) -> str:
    """Return the rule as one sentence."""
    texts = [option["text"] for option in question["options"] if option["code"] in decision["yes"]]
    said = " or ".join(f"“{text}”" for text in texts)
    return f"Go ahead if at least {decision['at_least']}% of those who answer say {said}."


def _has_circle(pairs: Iterable[Pair], rows: Mapping[int, Question]) -> bool:
    """Tell whether the pairs close a circle. Each statement of a grid is a table of its own."""
    group_of: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while group_of.get(node, node) != node:
            node = group_of[node]
        return node

    for question, across in pairs:
        for line in range(len(kind_of(rows[question]).lines(rows[question]))):
            first, second = root((question, line)), root((across, 0))
            if first == second:
                return True
            group_of[first] = second
    return False
