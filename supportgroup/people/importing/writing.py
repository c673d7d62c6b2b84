"""From verdicts to rows of the database, many at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from supportgroup.access.actor import Actor
from supportgroup.groups.models import Group
from supportgroup.people.actions import FIELDS, OUTLINE_FIELDS, fold_tallies, tell_news, values_of
from supportgroup.people.models import ClinicalOutline, Person

from .judging import Kind, Report, Values, Verdict

AT_A_TIME = 500


def write(group: Group, verdicts: Sequence[Verdict], *, by: Actor, report: Report) -> None:
    """Add and change people as the verdicts say, inside the action around it."""
    new = [verdict for verdict in verdicts if verdict.kind == Kind.ADD]
    known = [verdict for verdict in verdicts if verdict.kind == Kind.CHANGE]
    done, total = 0, len(new) + len(known)
    for batch in _batches(new):
        _add(group, batch)
        done += len(batch)
        report(done, total)
    for batch in _batches(known):
        _change(batch, by=by)
        done += len(batch)
        report(done, total)
    fold_tallies(by=by)


def _add(group: Group, verdicts: Sequence[Verdict]) -> None:
    people = [Person(group=group, **_part(verdict.values, FIELDS)) for verdict in verdicts]
    Person.objects.bulk_create(people)
    _add_outlines(zip(people, verdicts, strict=True))


def _change(verdicts: Sequence[Verdict], *, by: Actor) -> None:
    people = Person.objects.select_for_update(of=("self",)).in_bulk([v.person for v in verdicts if v.person])
    pairs = [(people[verdict.person], verdict) for verdict in verdicts if verdict.person]
    before = {person.pk: values_of(person) for person, _ in pairs}
    _set(Person, pairs, FIELDS)
    outlines = ClinicalOutline.objects.select_for_update().in_bulk(people)
    _set(ClinicalOutline, [(outlines[person.pk], v) for person, v in pairs if person.pk in outlines], OUTLINE_FIELDS)
    _add_outlines((person, verdict) for person, verdict in pairs if person.pk not in outlines)
    for person, _ in pairs:
        tell_news(person, before=before[person.pk], by=by)


def _set(model: Any, pairs: Sequence[tuple[Any, Verdict]], names: Sequence[str]) -> None:
    """Set on each row what its verdict says, and save the rows and fields that change."""
    touched: set[str] = set()
    rows = []
    for row, verdict in pairs:
        if values := _part(verdict.values, names):
            touched.update(values)
            rows.append(row)
            for name, value in values.items():
                setattr(row, name, value)
    if rows:
        model.objects.bulk_update(rows, sorted(touched))


def _add_outlines(pairs: Any) -> None:
    ClinicalOutline.objects.bulk_create(
        ClinicalOutline(person=person, **values)
        for person, verdict in pairs
        if (values := _part(verdict.values, OUTLINE_FIELDS))
    )


def _part(values: Values, names: Sequence[str]) -> Values:
    return {name: values[name] for name in names if name in values}


def _batches(verdicts: Sequence[Verdict]) -> Iterator[Sequence[Verdict]]:
    for start in range(0, len(verdicts), AT_A_TIME):
        yield verdicts[start : start + AT_A_TIME]
