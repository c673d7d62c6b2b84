"""How the register counts itself: triggers that write down, kind by kind, who came, changed and went.

The statement's rows are counted together, so that an import adds as few rows as it has kinds. A change of a person and
of their outline at the same moment would count by the other's old row: the actions lock the person first, for both.
"""

import pgtrigger

_KIND = (
    "group_id, standing, preferred_route, do_not_contact, needs, never_asked, on_immunoglobulin, treatment_place,"
    " condition_group"
)
_PERSON = "p.group_id, p.standing, p.preferred_route, p.do_not_contact, p.needs, p.needs_asked_on IS NULL"
_OUTLINE = "coalesce(o.on_immunoglobulin, false), coalesce(o.treatment_place, ''), coalesce(o.condition_group, '')"
_NONE = "false, '', ''"
_OLD, _NEW = "old_rows", "new_rows"


def _people(rows: str, sign: str) -> str:
    return (
        f"SELECT {_PERSON}, {_OUTLINE}, {sign} FROM {rows} p LEFT JOIN people_clinicaloutline o ON o.person_id = p.id"  # noqa: S608
    )


def _outlines(rows: str, sign: str) -> str:
    return f"SELECT {_PERSON}, {_OUTLINE}, {sign} FROM {rows} o JOIN people_person p ON p.id = o.person_id"  # noqa: S608


def _without(rows: str, sign: str) -> str:
    return f"SELECT {_PERSON}, {_NONE}, {sign} FROM {rows} o JOIN people_person p ON p.id = o.person_id"  # noqa: S608


def _written(*parts: str) -> str:
    return (
        f"INSERT INTO people_tally ({_KIND}, number) SELECT {_KIND}, sum(number)"  # noqa: S608
        f" FROM ({' UNION ALL '.join(parts)}) AS found ({_KIND}, number)"
        f" GROUP BY {_KIND} HAVING sum(number) <> 0; RETURN NULL;"
    )


def _trigger(name: str, operation: pgtrigger.Operation, *parts: str) -> pgtrigger.Trigger:
    has_old, has_new = operation != pgtrigger.Insert, operation != pgtrigger.Delete
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(  # type: ignore[no-untyped-call]
            old=_OLD if has_old else None, new=_NEW if has_new else None
        ),
        func=_written(*parts),
    )


COUNTED_ON_PEOPLE = [
    _trigger("people_come", pgtrigger.Insert, _people(_NEW, "1")),
    _trigger("people_change", pgtrigger.Update, _people(_OLD, "-1"), _people(_NEW, "1")),
    _trigger("people_go", pgtrigger.Delete, _people(_OLD, "-1")),
]
COUNTED_ON_OUTLINES = [
    _trigger("outlines_come", pgtrigger.Insert, _without(_NEW, "-1"), _outlines(_NEW, "1")),
    _trigger("outlines_change", pgtrigger.Update, _outlines(_OLD, "-1"), _outlines(_NEW, "1")),
    _trigger("outlines_go", pgtrigger.Delete, _outlines(_OLD, "-1"), _without(_OLD, "1")),
]

ANEW = (
    f"INSERT INTO people_tally ({_KIND}, number) SELECT {_KIND}, count(*) FROM"  # noqa: S608
    f" ({_people('people_person', '1')}) AS found ({_KIND}, number) GROUP BY {_KIND}"
)
"""All registers counted from their people, into an empty table."""

FOLD = f"""
    WITH many AS (SELECT id FROM (SELECT id, count(*) OVER (PARTITION BY {_KIND}) AS rows FROM people_tally) AS t
                  WHERE rows > 1),
         taken AS (SELECT id FROM people_tally WHERE id IN (SELECT id FROM many) FOR UPDATE SKIP LOCKED),
         gone AS (DELETE FROM people_tally WHERE id IN (SELECT id FROM taken) RETURNING {_KIND}, number)
    INSERT INTO people_tally ({_KIND}, number)
    SELECT {_KIND}, sum(number) FROM gone GROUP BY {_KIND} HAVING sum(number) <> 0
"""  # noqa: S608  names of columns
"""One row for each kind. Who folds at the same time takes other rows; the sums are right at every moment."""
