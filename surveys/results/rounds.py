"""Two rounds of a survey side by side: the same question in both, each through disclosure, with limits. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup.ui.wording import counted, percentage, share
from surveys.themes.shown import Themed

from .decision import likely_share
from .figures import Result
from .intervals import Change, Limits, change

Question = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """One answer in one round: how many, of how many, and the limits among all who were asked."""

    count: int
    base: int
    likely: Limits

    @property
    def share(self) -> float:
        return self.count / self.base

    @property
    def words(self) -> str:
        return f"{percentage(100 * self.share, 0)} ({self.count})"

    @property
    def between(self) -> str:
        low, high = self.likely.shares
        return f"{percentage(100 * low, 0)} to {percentage(100 * high, 0)}"


@dataclass(frozen=True)
class Moved:
    """One answer in both rounds."""

    text: str
    before: Side
    after: Side
    by: Change

    @property
    def words(self) -> str:
        """Return how it moved, in points of a per cent, and whether that can be chance."""
        points = round(100 * self.by.by)
        which = "more" if points > 0 else "less"
        moved = f"{counted(abs(points), 'point')} {which}" if points else "The same"
        if not self.by.is_clear:
            return f"{moved}: can be chance"
        nearest, furthest = sorted((abs(round(100 * self.by.low)), abs(round(100 * self.by.high))))
        return f"{moved}, likely {nearest} to {furthest}"


@dataclass(frozen=True)
class Both:
    """One question in both rounds. hidden: why it cannot be compared, where too few answered in one of them."""

    before: Result
    after: Result
    moved: tuple[Moved, ...]
    hidden: str = ""

    @property
    def name(self) -> str:
        """Return the number and the words of the question."""
        return f"{self.after.number}. {self.after.text}"

    @property
    def clear(self) -> list[Moved]:
        """Return the answers that moved by more than chance can explain."""
        return [one for one in self.moved if one.by.is_clear]


@dataclass(frozen=True)
class BothThemes:
    """What people wrote about in both rounds, in a field that asked the same.

    rows: each theme by its name, the later round's first, with its share in the earlier and the later round; "" where
    that round has no theme of this name. hidden: why nothing is shown, where too few wrote in one of them.
    """

    number: str
    asked: str
    rows: tuple[tuple[str, tuple[str, str]], ...]
    hidden: str = ""


def compare_themes(before: Sequence[Result], after: Sequence[Result]) -> list[BothThemes]:
    """Return the themes of every field that asked the same in both rounds, where both have put them into results."""
    earlier = {words.about or one.text: words.themes for one in before for words in one.words if words.themes}
    return [
        _both_themes(str(one.number), words.about or one.text, old, words.themes)
        for one in after
        for words in one.words
        if words.themes and (old := earlier.get(words.about or one.text))
    ]


def _both_themes(number: str, asked: str, before: Themed, after: Themed) -> BothThemes:
    if hidden := before.figures.hidden or after.figures.hidden:
        return BothThemes(number, asked, (), hidden)
    old, new = (
        {
            part.text.casefold(): (part.text, f"{share(part.count, themed.figures.base or 0, 0)} ({part.count})")
            for part in themed.figures.parts
        }
        for themed in (before, after)
    )
    none = ("", "")
    names = {key: name for key, (name, _) in {**old, **new}.items()}
    order = [*new, *[key for key in old if key not in new]]
    return BothThemes(
        number, asked, tuple((names[key], (old.get(key, none)[1], new.get(key, none)[1])) for key in order)
    )


def asked_alike(one: Question, other: Question) -> bool:
    """Tell whether two lines ask the same: the same words, kind, and answers with their codes."""
    return _essence(one) == _essence(other)


def compare(before: Sequence[tuple[Question, Result]], after: Sequence[tuple[Question, Result]], *,
            asked: tuple[int, int]) -> list[Both]:  # fmt: skip
    """Return every line that both rounds asked alike, in the order of the later one. asked: people, in each round."""
    found = []
    for line, result in after:
        twin = next((old for old_line, old in before if asked_alike(old_line, line)), None)
        if twin is not None and (result.figures.parts or result.figures.hidden):
            found.append(_both(twin, result, asked))
    return found


def _both(before: Result, after: Result, asked: tuple[int, int]) -> Both:
    if hidden := before.figures.hidden or after.figures.hidden:
        return Both(before, after, (), hidden)
    old = {part.text: part for part in before.figures.parts}
    moved = []
    for part in after.figures.parts:
        if part.text not in old or not before.figures.base or not after.figures.base:
            continue
        sides = [
            Side(one.count, base, likely_share(one, base=base, asked=people))
            for one, base, people in (
                (old[part.text], before.figures.base, asked[0]), (part, after.figures.base, asked[1]),
            )
        ]  # fmt: skip
        by = change((sides[0].share, sides[0].likely), (sides[1].share, sides[1].likely))
        moved.append(Moved(part.text, sides[0], sides[1], by))
    return Both(before, after, tuple(moved))


def _essence(line: Question) -> tuple[Any, ...]:
    options = [(option["code"], option["text"], option["alone"]) for option in line["options"]]
    details = {name: kept for name, kept in (line.get("details") or {}).items() if name != "statements"}
    return line["kind"], (line.get("of") or {}).get("text", ""), line["text"], options, sorted(details.items())
