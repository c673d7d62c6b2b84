"""What an adversary is given: everything there is, but for the private key and what people have in their hands."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from supportgroup.upkeep import postgres

Row = Mapping[str, Any]
ANSWERS = "answers_response"
SEALED = "answers_sealedanswer"
LIST = "mailing_invitee"
TEXTS = "screening_text"
WORDS = ("18w", "19")
"""The keys of an answer under which people's own words stand."""
SAID: dict[str, str] = {}
"""The examiner's sheet: by what else they answered, which is different for each, the words of whoever gave an answer."""


@dataclass(frozen=True)
class Evidence:
    """One told survey.

    truth is for the examiner. watched is the order of replies, as somebody may know it who counts rows by a live
    connection: every adversary is given it. marks: what stands for each person, names and numbers and codes and links.
    draft_sizes: (bytes, person) of each draft that was sent, just before. pages: the texts of two questions as they are listed, and why
    whose the texts of the first are. tagged: the tables of texts and of their themes, when every text has one. released: tables {row: {column: count}}; alone: {row: the one person in it}.
    chose: for the examiner, what each said to question 15.
    """

    truth: dict[int, str]
    watched: list[int]
    before: dict[str, list[Row]]
    after: dict[str, list[Row]]
    dump_before: dict[str, list[Row]]
    dump_after: dict[str, list[Row]]
    marks: dict[int, set[str]]
    draft_sizes: list[tuple[int, int]]
    mails: list[str]
    logs: list[str]
    pages: dict[str, list[str]]
    tagged: dict[str, list[Row]]
    why: dict[str, int]
    released: list[dict[str, dict[str, int]]]
    alone: dict[str, int]
    chose: dict[int, str]


def live(tables=None):
    """Return every row of every table as a live connection sees it, in its place, with its marks of transactions."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables or sorted(connection.introspection.table_names()):
            name = connection.ops.quote_name(table)
            cursor.execute(
                f"SELECT ctid::text AS _ctid, xmin::text::bigint AS _xmin, cmin::text::bigint AS _cmin, * FROM {name}"
            )
            columns = [column.name for column in cursor.description]
            rows = [dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]
            rows.sort(key=place)
            found[table] = [opened(row) for row in rows] if table == ANSWERS else rows
    return found


def dump():
    """Return every table as pg_dump writes it, in its order."""
    command = [postgres.program("pg_dump"), "--data-only", "--no-owner", "--no-privileges"]
    words = subprocess.run(command, env=postgres._environment(), capture_output=True, check=True).stdout.decode()
    found, rows, columns = {}, None, []
    for line in words.split("\n"):
        if line.startswith("COPY public."):
            head, _, rest = line.removeprefix("COPY public.").partition(" (")
            columns = [column.strip('" ') for column in rest.partition(")")[0].split(",")]
            rows = found.setdefault(head.strip('"'), [])
        elif line == "\\.":
            rows = None
        elif rows is not None:
            rows.append(dict(zip(columns, line.replace("\\\\", "\\").split("\t"), strict=True)))
    return found | {ANSWERS: [opened(row) for row in found.get(ANSWERS, [])]}


def text_of(row):
    """Return by which words an opened row is known to the examiner, although they do not stand in it."""
    return SAID[ticks_of(row["content"])]


def ticks_of(content):
    """Return what was answered beside words of their own."""
    return json.dumps({key: content[key] for key in sorted(content) if key not in WORDS})


def opened(row):
    """Return a row of answers with its content read."""
    return row | {"content": json.loads(row["content"])}


def place(row):
    """Return where a row lies on the disk, page and line."""
    return tuple(int(part) for part in row["_ctid"].strip("()").split(","))


def plain(value):
    """Return a value of the database as text or number, bytes as hexadecimal."""
    return bytes(value).hex() if isinstance(value, memoryview | bytes) else value
