"""What the bench prints: each figure, its mark, and the machine's own figure of the same run."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One measurement. good is None where there is no mark."""

    what: str
    figure: str
    mark: str = ""
    ceiling: str = ""
    good: bool | None = None


@dataclass
class Table:
    """All rows, printed as they come."""

    rows: list[Row] = field(default_factory=list)

    def add(self, what: str, figure: str, *, mark: str = "", ceiling: str = "", good: bool | None = None) -> None:
        """Add a row and print it."""
        row = Row(what, figure, mark, ceiling, good)
        self.rows.append(row)
        verdict = {True: "met", False: "MISSED", None: ""}[good]
        print(f"{what:<46} {figure:<44} {mark:<34} {verdict:<7} {ceiling}", flush=True)

    @property
    def missed(self) -> int:
        """Return how many marks were missed."""
        return sum(row.good is False for row in self.rows)
