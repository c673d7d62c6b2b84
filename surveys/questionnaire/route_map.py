"""The routes through a questionnaire as a picture, and the same in words. Pure, but for the shapes of `ui`.

Questions that everybody goes through one after another are one block; an answer that leads on is a leap past some.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supportgroup.ui.drawing import INK, LETTER, QUIET, STRONG, Area, Drawing, Rect, Rule, Shape, Words, stagger
from supportgroup.ui.wording import counted, listed

from .routing import leads_on, next_number, unreached

Question = Mapping[str, Any]
TITLE = "How people go through the questionnaire"
LEADING, PADDING, BETWEEN = 22, 12, 30
LANE, MOST_LANES_TAKE = 24, 110
HEAD = 7
"""Pixels: a line of words, the room around them in a block, the arrow between two blocks, a leap's lane, all lanes of a
narrow picture, half of an arrow's head."""


@dataclass(frozen=True)
class Leap:
    """Some answers of question `number` that lead to question `to`, past those in `past`."""

    number: int
    answers: tuple[str, ...]
    to: int
    past: tuple[int, ...]

    @property
    def said(self) -> str:
        """Return the leap as it is printed and shown: “No” → go to question 5."""
        return f"{listed([f'“{answer}”' for answer in self.answers], 'or')} → go to question {self.to}"

    @property
    def left_out(self) -> str:
        """Return what it leads past: "leaves out question 3", "leaves out questions 3 to 5"; "" for nothing."""
        return f"leaves out {span(self.past)}" if self.past else ""


@dataclass(frozen=True)
class Block:
    """Questions `first` to `last` that are gone through in a row; `is_reached`: somebody is asked them."""

    first: int
    last: int
    text: str
    is_reached: bool = True
    goes_on: bool = True
    leaps: tuple[Leap, ...] = ()

    @property
    def name(self) -> str:
        """Return "Question 3" or "Questions 3 to 5"."""
        words = span(tuple(range(self.first, self.last + 1)))
        return words[0].upper() + words[1:]


def leaps(questions: Sequence[Question]) -> list[Leap]:
    """Return the leaps in the order of the questions, all answers that lead to one place together."""
    found = []
    numbers = [question["number"] for question in questions]
    for question in questions:
        by_target: dict[int, list[str]] = {}
        for option in question["options"]:
            to = next_number(questions, question["number"], option["code"]) if option["go_to"] else None
            if to is not None and option["go_to"] > question["number"]:
                by_target.setdefault(to, []).append(option["text"])
        for to, answers in sorted(by_target.items()):
            past = tuple(number for number in numbers if question["number"] < number < to)
            found.append(Leap(question["number"], tuple(answers), to, past))
    return found


def blocks(questions: Sequence[Question]) -> list[Block]:
    """Return the blocks in order. A question with leaps stands alone, and whatever a leap leads to begins a block."""
    jumps, never = leaps(questions), set(unreached(questions))
    alone, begins = {leap.number for leap in jumps} | never, {leap.to for leap in jumps}
    found: list[Block] = []
    for question in questions:
        number = question["number"]
        after = found[-1] if found else None
        if after and number not in alone | begins and after.last not in alone:
            found[-1] = Block(after.first, number, after.text, goes_on=leads_on(questions, number))
            continue
        own = tuple(leap for leap in jumps if leap.number == number)
        reached, on = number not in never, leads_on(questions, number)
        found.append(Block(number, number, question["text"], is_reached=reached, goes_on=on, leaps=own))
    return found


def span(numbers: Sequence[int]) -> str:
    """Return "question 3", "questions 3 and 4" or "questions 3 to 5" for numbers in a row."""
    if len(numbers) == 1:
        return f"question {numbers[0]}"
    joint = "and" if len(numbers) == 2 else "to"  # noqa: PLR2004  a pair
    return f"questions {numbers[0]} {joint} {numbers[-1]}"


class RouteMap:
    """The picture of the routes: blocks below each other, leaps as lines at their right."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.blocks = blocks(questions)
        self.leaps = leaps(questions)

    @property
    def description(self) -> str:
        """Return the routes as one text."""
        said = [f"Question {leap.number}: {leap.said}, {leap.left_out or 'the next one'}." for leap in self.leaps]
        never = [f"Nobody is asked {block.name.lower()}." for block in self.blocks if not block.is_reached]
        return " ".join([*said, *never]) or "Everybody is asked all questions, one after another."

    def table(self) -> dict[str, Any]:
        """Return the leaps as a table."""
        columns = [{"text": text} for text in ("Question", "Answer", "Leads to", "Leaves out")]
        rows = [
            [{"text": str(leap.number)}, {"text": listed(list(leap.answers), "or")}, {"text": f"question {leap.to}"},
             {"text": span(leap.past) if leap.past else "nothing"}]
            for leap in self.leaps
        ]  # fmt: skip
        return {"caption": TITLE, "caption_hidden": True, "columns": columns, "rows": rows}

    def drawing(self, room: int) -> Drawing:
        """Return the picture for so many pixels."""
        return _Sheet(self, room).drawing()


class _Sheet:
    """One drawing in the making, for a place of `room` pixels."""

    def __init__(self, routes: RouteMap, room: int) -> None:
        self.routes, self.room = routes, room
        self.shapes: list[Shape] = []
        self.middles: dict[int, float] = {}
        order = {block.first: place for place, block in enumerate(routes.blocks)}
        self.lanes = stagger([(order[leap.number], order[leap.to]) for leap in routes.leaps], gap=0)
        count = max(self.lanes, default=-1) + 1
        self.lane = min(LANE, MOST_LANES_TAKE / max(count, 1))
        self.width = room - (count * self.lane + 2 * HEAD + 4 if count else 2)

    def drawing(self) -> Drawing:
        top = 1.0
        for place, block in enumerate(self.routes.blocks):
            top = self._block(block, top, is_last=place == len(self.routes.blocks) - 1)
        for leap, lane in zip(self.routes.leaps, self.lanes, strict=True):
            self._leap(leap, lane)
        return Drawing(f"routes-{self.room}", TITLE, self.routes.description, top, self.shapes)

    def _x(self, pixels: float) -> float:
        return round(100 * pixels / self.room, 2)

    def _block(self, block: Block, top: float, *, is_last: bool) -> float:
        """Draw a block and the way on from it; return where the next one begins."""
        lines = [(line, QUIET) for line in self._wrapped(self._about(block), most=2)]
        lines += [(line, INK) for leap in block.leaps for line in self._wrapped(leap.said, most=4)]
        height = 2 * PADDING + LEADING * (1 + len(lines)) - 4
        hatched = not block.is_reached
        wide = self._x(self.width - 2)
        self.shapes.append(Rect(self._x(1), top, wide, height, "#ffffff", STRONG, hatched=hatched))
        base, left = top + PADDING + 14, self._x(PADDING)
        name = f"{block.name}: nobody is asked this" if hatched else block.name
        self.shapes.append(Words(left, base, "", strong=name, halo=hatched))
        for number, (line, fill) in enumerate(lines, start=1):
            self.shapes.append(Words(left, base + number * LEADING, line, fill=fill, halo=hatched))
        self.middles[block.first] = top + PADDING + 10
        bottom = top + height
        if is_last:
            return bottom + 2
        if block.goes_on:
            self.shapes.append(Rule(self._x(30), bottom, self._x(30), bottom + BETWEEN - HEAD, INK, 2))
            self._head(30 - HEAD, bottom + BETWEEN - 2 * HEAD, "0,0 100,0 50,100")
        return bottom + BETWEEN

    def _about(self, block: Block) -> str:
        others = block.last - block.first
        return block.text if not others else f"{block.text} And {counted(others, 'more question')}."

    def _wrapped(self, text: str, *, most: int) -> list[str]:
        return textwrap.wrap(text, int((self.width - 2 * PADDING) / LETTER), max_lines=most, placeholder="…")

    def _leap(self, leap: Leap, lane: int) -> None:
        """Draw a line out of a block at its right, along a lane, and back into the block it leads to."""
        out, back = self.middles[leap.number] + 8, self.middles[leap.to] - 4
        right = self.width + 2 * HEAD + (lane + 0.5) * self.lane
        self.shapes.append(Rule(self._x(self.width - 1), out, self._x(right), out, INK, 2))
        self.shapes.append(Rule(self._x(right), out, self._x(right), back, INK, 2))
        self.shapes.append(Rule(self._x(right), back, self._x(self.width + HEAD), back, INK, 2))
        self._head(self.width - 1, back - HEAD, "100,0 100,100 0,50")

    def _head(self, left: float, top: float, corners: str) -> None:
        self.shapes.append(Area(self._x(left), top, self._x(2 * HEAD), 2 * HEAD, corners, INK))
