"""What somebody who knows all totals and all shown cells can say about each hidden one. Pure.

Hidden cells of a two-way table with known totals are flows through a network of rows and columns. Its corner
solutions are whole numbers, so a hidden cell can hold every whole number between the least and the most that a flow
can bring to it (Cox, L. H., "Suppression methodology and statistical disclosure control", JASA 75 (1980) 377-385).
"""

from collections import deque
from collections.abc import Collection, Sequence

Counts = Sequence[Sequence[int]]
Cell = tuple[int, int]
_NO_LIMIT = 1 << 40
_Node = tuple[str, int]


def range_of(counts: Counts, hidden: Collection[Cell], cell: Cell) -> tuple[int, int]:
    """Return the least and the most that a hidden cell can hold, given all totals and all cells that are not hidden.

    counts: rows of whole numbers, all of one length; hidden: (row, column) of each hidden cell, `cell` among them.
    """
    row, column = cell
    others = [other for other in hidden if other != cell]
    here = counts[row][column]
    more = _most_flow(counts, others, start=("column", column), end=("row", row))
    less = _most_flow(counts, others, start=("row", row), end=("column", column))
    return here - min(here, less), here + more


def _most_flow(counts: Counts, cells: Sequence[Cell], *, start: _Node, end: _Node) -> int:
    """Return how much can be moved from one side to the other through these cells, along the shortest ways first."""
    room: dict[_Node, dict[_Node, int]] = {}
    for row, column in cells:
        room.setdefault(("row", row), {})[("column", column)] = _NO_LIMIT
        room.setdefault(("column", column), {})[("row", row)] = counts[row][column]
    moved = 0
    while way := _way(room, start, end):
        step = min(room[a][b] for a, b in way)
        for a, b in way:
            room[a][b] -= step
            room[b][a] += step
        moved += step
    return moved


def _way(room: dict[_Node, dict[_Node, int]], start: _Node, end: _Node) -> list[tuple[_Node, _Node]]:
    came: dict[_Node, _Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for there, left in room.get(here, {}).items():
            if left and there not in came:
                came[there] = here
                waiting.append(there)
    if end not in came:
        return []
    way, here = [], end
    while here != start:
        way.append((came[here], here))
        here = came[here]
    return way
