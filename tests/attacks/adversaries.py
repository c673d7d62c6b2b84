"""Each adversary is a function of the evidence that returns its guesses: a list of {person: answer}.

They are given more than anybody would have: the order in which everybody replied.
"""

import datetime
import json
import re
from collections import defaultdict
from hashlib import md5, sha1, sha256
from uuid import UUID

from tests.attacks.evidence import ANSWERS, LIST, SEALED, TEXTS, WORDS, text_of

WRAPPINGS = range(20, 220)
"""How many bytes a seal, or a draft, and all other answers may put around a text: each is tried."""
SHORTEST = 4
"""Letters of a mark that may be looked for: shorter ones are everywhere."""


def by_keys(e):
    """Join answers to people by any value that stands on both sides, plain or hashed, and by the key of the sealed row."""
    whose = {digest: person for person, marks in e.marks.items() for mark in marks for digest in digests(mark)}
    for sealed, person in watched_rows(e):
        whose |= dict.fromkeys(digests(sealed["id"]), person)
    guess = {}
    for row in e.after[ANSWERS]:
        for value in values_of(row):
            if value in whose:
                guess[whose[value]] = text_of(row)
    return [guess]


def by_dates(e):
    """Match any date on an answer, or a moment inside its key, with the day on which somebody was marked as replied."""
    people = defaultdict(list)
    for row in e.after[LIST]:
        people[row["outcome_on"]].append(row["person_id"])
    guess = {}
    for row in e.after[ANSWERS]:
        for value in row.values():
            day = value.date() if isinstance(value, datetime.datetime) else value
            if isinstance(day, datetime.date) and people[day]:
                guess[people[day].pop()] = text_of(row)
    return [guess, *in_turn(e, sorted(e.after[ANSWERS], key=moment_in_key))]


def by_place(e):
    """Match the places of answers in the table, and in both dumps, with the order of replies and of the list."""
    guesses = in_turn(e, e.after[ANSWERS]) + in_turn(e, e.dump_after[ANSWERS])
    as_listed = [row["person_id"] for row in e.after[LIST]]
    return [*guesses, pair(as_listed, e.after[ANSWERS]), pair(moved_people(e), e.after[ANSWERS])]


def by_transactions(e):
    """Match numbers of transactions and of commands on answers with those on the list, before and after."""
    guesses = []
    for mark in ("_xmin", "_cmin"):
        rows = sorted(e.after[ANSWERS], key=lambda row: row[mark])
        if len({row[mark] for row in rows}) > 1:
            guesses += in_turn(e, rows)
            guesses += [pair(people_by(e.before, mark), rows), pair(people_by(e.after, mark), rows)]
    return guesses


def by_history(e):
    """Look in every other table, trail and audit and outbox too, for a row that holds an answer and a mark of somebody."""
    guess = {}
    for snapshot in (e.before, e.after):
        for table, rows in snapshot.items():
            if table not in (ANSWERS, SEALED):
                guess |= both_in(e, [json.dumps(row, default=str, ensure_ascii=False) for row in rows])
    return [guess]


def by_logs(e):
    """Look for an answer in the log, on a line with a mark of somebody or just after one."""
    return [both_in(e, [first + second for first, second in zip(["", *e.logs], e.logs, strict=False)])]


def by_mail(e):
    """Look for an answer in the mail that was sent to somebody."""
    return [both_in(e, e.mails)]


def by_reading(e):
    """Read what lies in the dump from before the close, sealed answers and drafts and sessions, as if it were plain."""
    guess = {}
    for sealed, person in watched_rows(e):
        found = words_in(sealed["sealed"]) & set(e.truth.values())
        guess |= dict.fromkeys([person], found.pop()) if found else {}
    for table in ("replying_draft", "django_session"):
        lines = ["".join(map(str, row.values())) for row in e.dump_before.get(table, [])]
        guess |= both_in(e, [line + readable(line) for line in lines])
    return [guess]


def by_sizes(e):
    """Match how long sealed answers were, and drafts just before they were sent, with how long texts are now."""
    of_length = defaultdict(list)
    for words in texts_of(e, "19"):
        of_length[len(words.encode())].append(words)
    sealed = [(len(row["sealed"]) // 2, person) for row, person in watched_rows(e)]
    return [
        {person: of_length[size - around][0] for size, person in sizes if size - around in of_length}
        for sizes in (sealed, e.draft_sizes)
        for around in WRAPPINGS
    ]


def by_watching(e):
    """Watch the tables while replies come, and look for the rows that came in the opened ones: by key, or by its order."""
    came = {row["id"]: person for row, person in watched_rows(e)}
    same = {came[row["id"]]: text_of(row) for row in e.after[ANSWERS] if row["id"] in came}
    return [same, *in_turn(e, sorted(e.after[ANSWERS], key=lambda row: str(row["id"])))]


def by_timing(e):
    """Match a moment on an answer with the nearest on any row that has a person, and the order of such moments with that of answers."""
    told = sorted(
        (moment, person) for rows in e.after.values() for row in rows for moment, person in moments_of_people(row)
    )
    guesses = []
    for rows in e.after.values():
        people = [person for _, person in sorted(found for row in rows for found in moments_of_people(row))]
        guesses += [pair(people, e.after[ANSWERS]), pair(people[::-1], e.after[ANSWERS])] if people else []
    nearest = {}
    for row in e.after[ANSWERS]:
        for moment in filter(is_moment, row.values()):
            nearest[min(told, key=lambda found: abs(found[0] - moment))[1]] = text_of(row)
    return [nearest, *guesses]


def by_texts(e):
    """Match the order in which texts lie, their keys and their numbers of transactions with the order of replies."""
    rows = [row for row in e.after[TEXTS] if row["field"] == "19"]
    orders = [rows, sorted(rows, key=lambda row: str(row["id"]))]
    orders += [
        sorted(rows, key=lambda row: row[mark]) for mark in ("_xmin", "_cmin") if len({row[mark] for row in rows}) > 1
    ]
    told = [[row["words"] for row in order] for order in orders]
    return [dict(zip(e.watched, way, strict=False)) for texts in told for way in (texts, texts[::-1])]


def by_words(e):
    """Know whose a text is, as it may name them, and read off what else stands beside it; or look for it beside a key."""
    guess = {}
    for row in e.after[ANSWERS]:
        whose = [e.why[words] for key in WORDS if (words := row["content"].get(key)) in e.why]
        guess |= dict.fromkeys(whose[:1], text_of(row))
    keys = {str(row["id"]): text_of(row) for row in e.after[ANSWERS]}
    joined = {
        e.why[row["words"]]: keys[str(row["id"])]
        for row in e.after[TEXTS]
        if row["words"] in e.why and str(row["id"]) in keys
    }
    return [guess, joined]


def by_pages(e):
    """Hold that whoever wrote the nth text of one question wrote the nth of another: on their pages, and in the table."""
    as_laid_out = {field: texts_of(e, field) for field in WORDS}
    return [
        {e.why[first]: second for first, second in zip(pages["18w"], pages["19"], strict=True)}
        for pages in (e.pages, as_laid_out)
    ]


def by_themes(e):
    """Hold that whoever wrote the text tagged nth for one question wrote the nth of another: as they lie, and by keys."""
    texts = {row["id"]: row for row in e.tagged["screening_text"]}
    orders = [
        e.tagged["themes_tag"],
        e.tagged["themes_reading"],
        sorted(e.tagged["themes_tag"], key=lambda row: str(row["id"])),
    ]
    guesses = []
    for rows in orders:
        found = [texts[row["text_id"]] for row in rows]
        first, second = ([text["words"] for text in found if text["field"] == field] for field in ("18w", "19"))
        guesses.append({e.why[why]: words for why, words in zip(first, second, strict=True)})
    return guesses


def by_small_cells(e):
    """Look in every table that was released for a row in which somebody stands alone, and read off what they said."""
    guess = {}
    for table in e.released:
        for row, cells in table.items():
            said = [column for column, count in cells.items() if count and column != row]
            if row in e.alone and len(said) == 1 and cells[said[0]] == 1:
                guess[e.alone[row]] = said[0]
    return [guess]


def pair(people, rows):
    """Guess that these people, in this order, gave these answers."""
    return dict(zip(people, map(text_of, rows), strict=False))


def texts_of(e, field):
    """Return what people wrote to one question, in the order in which it lies."""
    return [row["words"] for row in e.after[TEXTS] if row["field"] == field]


def is_moment(value):
    """Tell whether a value says when, to the second."""
    return isinstance(value, datetime.datetime)


def moments_of_people(row):
    """Return each moment on a row with the person whose row it is; nothing where it is nobody's."""
    person = row.get("person_id") or (row.get("recipient_kind") == "person" and int(row["recipient_key"]))
    return [(value, person) for value in row.values() if is_moment(value)] if person else []


def in_turn(e, rows):
    """Guess that these answers lie in the order, or the reverse, in which people replied."""
    return [pair(e.watched, rows), pair(e.watched, rows[::-1])]


def watched_rows(e):
    """Return [(sealed row, person)]: before the close a live connection ties them, by place and transaction."""
    return list(zip(e.before[SEALED], e.watched, strict=True))


def people_by(snapshot, mark):
    """Return the people who replied in the order of a mark on the rows of the list."""
    rows = [row for row in snapshot[LIST] if row["outcome"] == 1]
    return [row["person_id"] for row in sorted(rows, key=lambda row: row[mark])]


def moved_people(e):
    """Return the people in the order in which messages to them last changed."""
    rows = sorted(e.before["outbox_message"], key=lambda row: row["state_since"])
    return [int(row["recipient_key"]) for row in rows if row["recipient_kind"] == "person"]


def both_in(e, lines):
    """Return {person: answer} of the lines in which a mark of a person and an answer stand together."""
    guess, answers = {}, set(e.truth.values())
    for line in lines:
        told = [answer for answer in re.findall(r"Words \d+ [a-z ]+\.", line) if answer in answers]
        if told:
            people = [p for p, marks in e.marks.items() if any(len(m) >= SHORTEST and m in line for m in marks)]
            guess |= dict.fromkeys(people[:1], told[0])
    return guess


def digests(mark):
    """Return a mark as it stands, and as common hashes and keys of it."""
    said = str(mark)
    made = [make(said.encode()).hexdigest() for make in (md5, sha1, sha256)]
    return {said, *made, str(UUID(made[0])), *(str(UUID(digest[:32])) for digest in made)}


def values_of(row):
    """Return every value of an opened row but its survey, and its answers of one letter."""
    found = [str(value) for name, value in row.items() if name not in ("survey_id", "content") and name[0] != "_"]
    found += [str(value) for value in row["content"].values() if len(str(value)) >= SHORTEST]
    return [*found, *(key for key in row["content"] if len(key) >= SHORTEST)]


def moment_in_key(row):
    """Return the moment that a key of version 1 or 7 holds, else a number without meaning."""
    key = UUID(str(row["id"]))
    return key.time if key.version == 1 else key.int


def words_in(sealed):
    """Return the answers that can be read in a sealed row as it lies there."""
    return set(re.findall(r"Words \d+ [a-z ]+\.", bytes.fromhex(sealed).decode(errors="replace")))


def readable(line):
    """Return the bytes in a line of a dump as text."""
    return " ".join(bytes.fromhex(part).decode(errors="replace") for part in re.findall(r"(?:[0-9a-f]{2}){16,}", line))
