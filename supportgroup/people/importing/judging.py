"""What becomes of each row: added, changed, unchanged, or refused with a reason. Values in, verdicts out.

A row is somebody we know by their NHS number if name and date of birth do not contradict it. By name and date of birth
alone it may be somebody we know, or another person: where the row says anything new, somebody is asked. Empty cells
change nothing, and a spreadsheet never takes back what must be respected: that somebody died, moved, wants no contact
or needs a format.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from supportgroup.people.choices import Standing
from supportgroup.people.folding import folded
from supportgroup.people.languages import ENGLISH
from supportgroup.people.typed import NotUnderstood

from . import spoken
from .cells import value_of
from .columns import INTERPRETER, SEVERAL

_TREATMENT = ("treatment_route", "treatment_place")
_AT_A_TIME = 500
_NOBODY = {"standing": Standing.CURRENT, "do_not_contact": False}
Row = tuple[int, list[str]]
Values = dict[str, Any]


class Kind(StrEnum):
    """What becomes of a row, as one letter."""

    ADD = "a"
    CHANGE = "c"
    SAME = "s"
    ASK = "q"
    REFUSE = "r"


class Answer(StrEnum):
    """What somebody said of a row that may be about a person we know."""

    SAME = "same"
    OTHER = "other"


MAY_BE_KNOWN = "The register has somebody with this name and date of birth. Say whether it is the same person"


@dataclass(frozen=True)
class Verdict:
    """What becomes of one row. values: what is to be written. person: the key of whom it is. before: what was there.

    notes: what was understood from a cell although it was not there as it should be.
    """

    line: int
    kind: Kind
    reason: str = ""
    values: Values = field(default_factory=dict)
    person: int | None = None
    before: Values = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """Somebody who is on the register: their key and what is held on them, the clinical outline included."""

    key: int
    values: Values

    @property
    def name(self) -> str:
        return filed(self.values)


@dataclass
class Register:
    """Whom we know, to be found by NHS number and by name."""

    by_nhs_number: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def hold(self, known: Known) -> None:
        """Add one person."""
        if known.values["nhs_number"]:
            self.by_nhs_number[known.values["nhs_number"]] = known
        self.by_name[known.name].append(known)


def filed(values: Mapping[str, Any]) -> str:
    """Return the name as the register files it: last name first, small letters without marks."""
    return folded(f"{values['last_name']} {values['first_name']}")


Report = Callable[[int, int], None]


def unheard(done: int, total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True)
class Table:
    """What is judged: the rows, the field of each column, what was answered of a row, how days are counted."""

    rows: Sequence[Row]
    columns: Sequence[str]
    answers: Mapping[str, str] = field(default_factory=dict)
    is_1904: bool = False


def judge(
    table: Table,
    register: Register,
    *,
    today: datetime.date,
    report: Report = unheard,
) -> list[Verdict]:
    """Return the verdict on each row, in the order of the rows. report: told how far it is."""
    verdicts = []
    for place, row in enumerate(table.rows):
        if not place % _AT_A_TIME:
            report(place, len(table.rows))
        verdicts.append(_alone(row, table, register, today))
    return _without_doubles(verdicts)


def values_of(cells: Sequence[str], table: Table, *, today: datetime.date) -> tuple[Values, tuple[str, ...]]:
    """Return what the cells of a row say, by field, and the notes on them; empty cells say nothing."""
    values: Values = {}
    notes: dict[str, None] = {}
    language = ""
    for name, text in zip(table.columns, cells, strict=True):
        if not name or not text.strip():
            continue
        value, note = value_of(name, text, today=today, is_1904=table.is_1904)
        if note:
            notes[note] = None
        if name in ("needs", INTERPRETER):
            language = (spoken.of_needs(text) if name == "needs" else spoken.of_column(text)) or language
            name = "needs"  # noqa: PLW2901  two columns, one field
        if name in SEVERAL and name in values:
            value = [*values[name], *value] if name == "needs" else f"{values[name]}\n{value}"
        values[name] = value
    if language and values.get("language", ENGLISH) == ENGLISH:
        values["language"] = language
    return {name: value for name, value in values.items() if value not in ("", [])}, tuple(notes)


def _alone(row: Row, table: Table, register: Register, today: datetime.date) -> Verdict:
    """Return the verdict on a row as if there were no other."""
    line, cells = row
    if len(cells) > len(table.columns):
        return Verdict(line, Kind.REFUSE, "This row has more cells than the first line has names")
    try:
        values, notes = values_of(cells, table, today=today)
    except NotUnderstood as misfit:
        return Verdict(line, Kind.REFUSE, str(misfit))
    try:
        known, is_sure = _whom(values, register)
    except _Unclear as unclear:
        return Verdict(line, Kind.REFUSE, str(unclear), values)
    answer = table.answers.get(str(line))
    if known and not is_sure and answer == Answer.OTHER:
        known = None
    if reason := _why_not_values(values) or _why_not_over(known.values if known else _NOBODY, values):
        return Verdict(line, Kind.REFUSE, reason, values)
    if known is None:
        return Verdict(line, Kind.ADD, values=values, notes=notes)
    news = _news(values, known.values)
    before = {name: known.values[name] for name in news}
    kind = Kind.CHANGE if is_sure or answer == Answer.SAME else Kind.ASK
    reason = MAY_BE_KNOWN if news and kind == Kind.ASK else ""
    return Verdict(line, kind if news else Kind.SAME, reason, news, known.key, before, notes)


class _Unclear(Exception):  # noqa: N818  it is an answer
    """Whom a row is about cannot be said, and why."""


def _whom(values: Values, register: Register) -> tuple[Known | None, bool]:
    """Return whom the row is about, None for somebody new; and whether that is sure."""
    if missing := [label for name, label in (("first_name", "first"), ("last_name", "last")) if name not in values]:
        raise _Unclear(f"The {' and '.join(missing)} name is missing")
    number, born = values.get("nhs_number", ""), values.get("date_of_birth")
    known = register.by_nhs_number.get(number)
    if known is None:
        return _by_name(values, register, number=number, born=born), False
    if known.name != filed(values):
        raise _Unclear("The register has another name for this NHS number. Check which is right, then change it there")
    if born and known.values["date_of_birth"] not in (None, born):
        raise _Unclear("The register has another date of birth for this NHS number. Check which is right")
    return known, True


def _by_name(values: Values, register: Register, *, number: str, born: datetime.date | None) -> Known | None:
    alike = register.by_name.get(filed(values), [])
    if alike and not born and not number:
        nameless = (known for known in alike if not known.values["date_of_birth"] and not known.values["nhs_number"])
        if same := next((known for known in nameless if not _news(values, known.values)), None):
            return same
        raise _Unclear("The register has somebody with this name. Add the date of birth or the NHS number")
    twins = [known for known in alike if born and known.values["date_of_birth"] == born]
    if number and any(known.values["nhs_number"] for known in twins):
        raise _Unclear("The register has another NHS number for this name and date of birth. Check which is right")
    if same := next((known for known in twins if not _news(values, known.values)), None):
        return same
    if len(twins) > 1:
        raise _Unclear(f"The register has {len(twins)} people with this name and date of birth. Add the NHS number")
    return twins[0] if twins else None


def _why_not_values(values: Values) -> str | None:
    """Return why what one row says cannot be, or None if it can."""
    if values.get("on_immunoglobulin") is False and {values.get(name, "none") for name in _TREATMENT} != {"none"}:
        return "The row says that they are not on immunoglobulin, but also how or where it is given"
    born = values.get("date_of_birth")
    if born and values.get("standing_since", born) < born:
        return "They cannot have died or moved before they were born"
    return None


def _why_not_over(before: Values, values: Values) -> str | None:
    """Return why a row cannot be written over what the register says, or None if it can."""
    was, standing = before["standing"], values.get("standing", before["standing"])
    if was not in (Standing.CURRENT, standing) and standing != Standing.DIED:
        return f"The register says that this person {was}. If that is wrong, change it on their page"
    if before["do_not_contact"] and values.get("do_not_contact") is False:
        return "This person asked us not to contact them. If that is no longer so, change it on their page"
    if standing == Standing.CURRENT and "standing_since" in values:
        return "There is a date on which they died or moved, but they are a current patient"
    if standing not in (Standing.CURRENT, was) and "standing_since" not in values:
        return "The date on which they died or moved is missing"
    return None


def _news(values: Values, before: Values) -> Values:
    """Return what the row says that the register does not: names stay as they are, needs are only added."""
    news = {name: value for name, value in values.items() if name not in {"first_name", "last_name", "needs"}}
    if "needs" in values:
        news["needs"] = before["needs"] + [need for need in values["needs"] if need not in before["needs"]]
    return {name: value for name, value in news.items() if value != before[name]}


def _without_doubles(verdicts: list[Verdict]) -> list[Verdict]:
    """Refuse every row that is about the same person as another: which of them is right, the file does not say."""
    lines: dict[Any, list[int]] = defaultdict(list)
    for verdict in verdicts:
        for mark in _marks(verdict):
            lines[mark].append(verdict.line)
    return [_refused_as_double(verdict, lines) for verdict in verdicts]


def _marks(verdict: Verdict) -> Iterable[Any]:
    """Yield what two rows about one person have in common."""
    if verdict.person is not None:
        yield verdict.person
    elif {"first_name", "last_name"} <= verdict.values.keys():
        number, born = verdict.values.get("nhs_number"), verdict.values.get("date_of_birth")
        if number:
            yield number
        if born or not number:
            yield filed(verdict.values), born


def _refused_as_double(verdict: Verdict, lines: Mapping[Any, list[int]]) -> Verdict:
    others = sorted({line for mark in _marks(verdict) for line in lines[mark]} - {verdict.line})
    if not others or verdict.kind == Kind.REFUSE:
        return verdict
    told = f"line {others[0]}" if len(others) == 1 else f"lines {', '.join(map(str, others[:3]))}"
    return Verdict(verdict.line, Kind.REFUSE, f"The same person is in {told} too", verdict.values)
