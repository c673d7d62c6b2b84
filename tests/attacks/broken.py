"""The same survey, told by a service that is broken in one way each: what it leaves, so that each attack can win once.

Most break the close. It is done here in a transaction that is rolled back, so that the sound one can follow.
"""

import datetime
import json
import uuid
from dataclasses import replace

from django.db import connection, transaction

from surveys.answers import sealing
from surveys.replying import drafts
from tests.attacks.evidence import ANSWERS, LIST, SEALED, TEXTS, live, text_of

NOON = datetime.datetime(2026, 9, 14, 12, tzinfo=datetime.UTC)


def closes(story, before):
    """Close the survey in each broken way; return {name: {table: rows}} of what differs from a sound one."""
    key = sealing.private_key_of(story.survey.pk)
    rows = [
        (person, sealed["id"], sealing.open_sealed(bytes.fromhex(sealed["sealed"]), private_key=key, survey_key=story.survey.pk))
        for person, sealed in zip(story.watched, before[SEALED], strict=True)
    ]  # fmt: skip
    return {name: taken_back(close, story, rows) for name, close in CLOSES.items()}


def taken_back(close, story, rows):
    """Run a broken close, look at its tables, and take it back."""
    with transaction.atomic(), connection.cursor() as cursor:
        close(cursor, story, rows)
        found = live([ANSWERS, LIST])
        transaction.set_rollback(True)
    return found


def put(cursor, story, pk, content):
    """Write one answer."""
    cursor.execute(
        f"INSERT INTO {ANSWERS} (id, survey_id, content, edition) VALUES (%s, %s, %s, '')",
        [str(pk), story.survey.pk, json.dumps(content)],
    )


def add_column(cursor, name, kind):
    """Add a column to the answers."""
    cursor.execute(f"ALTER TABLE {ANSWERS} ADD COLUMN {name} {kind}")


def in_the_order_of_replies(cursor, story, rows):
    """Not shuffled: one statement, but the answers lie as they came."""
    words = [json.dumps(content) for _, _, content in rows]
    cursor.execute(
        f"INSERT INTO {ANSWERS} (id, survey_id, content, edition) "
        "SELECT gen_random_uuid(), %s, words::jsonb, '' FROM unnest(%s::text[]) AS words",
        [story.survey.pk, words],
    )


def one_transaction_each(cursor, story, rows):
    """Each answer has a number of its own: opened as it came, not all by one statement."""
    for _, _, content in rows:
        with transaction.atomic():
            put(cursor, story, uuid.uuid4(), content)


def one_statement_each(cursor, story, rows):
    """One transaction, but each answer has a command's number of its own, and lies as it came, backwards."""
    for _, _, content in reversed(rows):
        put(cursor, story, uuid.uuid4(), content)


def with_a_date(cursor, story, rows):
    """The day of the reply stands with each answer."""
    add_column(cursor, "replied_on", "date")
    for person, _, content in rows:
        pk = uuid.uuid4()
        put(cursor, story, pk, content)
        cursor.execute(
            f"UPDATE {ANSWERS} SET replied_on = (SELECT outcome_on FROM {LIST} WHERE person_id = %s) WHERE id = %s",
            [person, str(pk)],
        )


def with_a_foreign_key(cursor, story, rows):
    """Each answer knows its invitation."""
    add_column(cursor, "invitee_id", "bigint")
    for person, _, content in rows:
        pk = uuid.uuid4()
        put(cursor, story, pk, content)
        cursor.execute(
            f"UPDATE {ANSWERS} SET invitee_id = (SELECT id FROM {LIST} WHERE person_id = %s) WHERE id = %s",
            [person, str(pk)],
        )


def with_a_hashed_number(cursor, story, rows):
    """The key of each answer is made from the record number: "pseudonymised"."""
    for person, _, content in rows:
        cursor.execute(
            f"INSERT INTO {ANSWERS} (id, survey_id, content, edition) "
            f"SELECT md5(record_number)::uuid, %s, %s, '' FROM {LIST} WHERE person_id = %s",
            [story.survey.pk, json.dumps(content), person],
        )


def with_the_sealed_key(cursor, story, rows):
    """The opened answer keeps the key of the sealed one, which somebody saw come in."""
    for _, pk, content in rows:
        put(cursor, story, pk, content)


def with_keys_that_hold_the_moment(cursor, story, rows):
    """Keys of version 1, made as the replies came, hold when."""
    for number, (_, _, content) in enumerate(rows):
        put(cursor, story, uuid.UUID(fields=(number * 1000, 0, 0x1000, 0x80, 0, 0)), content)


CLOSES = {
    "order": in_the_order_of_replies,
    "transactions": one_transaction_each,
    "commands": one_statement_each,
    "date": with_a_date,
    "foreign key": with_a_foreign_key,
    "hashed number": with_a_hashed_number,
    "sealed key": with_the_sealed_key,
    "moment in the key": with_keys_that_hold_the_moment,
}


def evidence(sound, closes, story):
    """Return the evidence of each broken variant: the sound one, with what the break leaves in its place."""
    found = {name: replace(sound, after=sound.after | rows) for name, rows in closes.items()}
    lines = [(person, f"{max(sound.marks[person], key=len)} {sound.truth[person]}") for person in sound.watched]
    told = [line for _, line in lines]
    found["history"] = replace(sound, before=sound.before | {"answers_event": [{"pgh_context": line} for line in told]})
    found["log"] = replace(sound, logs=[half for person, line in lines for half in line.split(" ", 1)])
    found["mail"] = replace(sound, mails=told)
    found["plain"] = replace(sound, before=sound.before | {SEALED: in_plain(sound)})
    session = [{"session_data": line} for line in told]
    found["session"] = replace(sound, dump_before=sound.dump_before | {"django_session": session})
    found["unpadded"] = replace(sound, before=sound.before | {SEALED: unpadded(sound, story)})
    found["unpadded drafts"] = replace(sound, draft_sizes=drafts_of_any_size(sound, story))
    found |= with_texts(sound) | {"timing": with_moments(sound)}
    found["pages in one order"] = replace(sound, pages=in_one_order(sound))
    found["tagged in one order"] = replace(sound, tagged=sound.tagged | tagged_in_one_order(sound))
    found["small cells"] = replace(sound, released=[*sound.released, crossed(sound, story)])
    return found


def with_texts(sound):
    """Return what is left where texts lie as they came, beside ticks, or under the key of their answer."""
    whose = {text: person for person, text in sound.truth.items()}
    why = {person: text for text, person in sound.why.items()}
    texts = {row["words"]: row for row in sound.after[TEXTS]}
    as_came = [texts[sound.truth[person]] for person in sound.watched]
    beside, keyed = [], []
    for row in sound.after[ANSWERS]:
        words = why[whose[text_of(row)]]
        beside.append(row | {"content": row["content"] | {"18w": words}})
        keyed.append(texts[words] | {"id": row["id"]})
    return {
        "texts as they came": replace(sound, after=sound.after | {TEXTS: as_came}),
        "words beside ticks": replace(sound, after=sound.after | {ANSWERS: beside}),
        "texts by the key of the answer": replace(sound, after=sound.after | {TEXTS: keyed}),
    }


def with_moments(sound):
    """Return what is left where an answer keeps its second, and the reminder is called off in the second after it."""
    replied = {person: NOON + datetime.timedelta(minutes=7 * place) for place, person in enumerate(sound.watched)}
    whose = {text: person for person, text in sound.truth.items()}
    answers = [row | {"kept_at": replied[whose[text_of(row)]]} for row in sound.after[ANSWERS]]
    called_off = [
        {"person_id": person, "state_since": at + datetime.timedelta(seconds=1)} for person, at in replied.items()
    ]
    return replace(sound, after=sound.after | {ANSWERS: answers, "outbox_message": called_off})


def in_plain(sound):
    """Return the sealed rows as they are where nothing is sealed."""
    return [
        row | {"sealed": json.dumps({"19": sound.truth[person]}).encode().hex()}
        for person, row in zip(sound.watched, sound.before[SEALED], strict=True)
    ]


def unpadded(sound, story):
    """Return the sealed rows as our own seal makes them where it does not pad."""
    public, pk = bytes(story.survey.public_key), story.survey.pk
    contents = [story.contents[person] for person in sound.watched]
    return [
        row | {"sealed": sealing.seal(content, public_key=public, size=sealing.size_for(content), survey_key=pk).hex()}
        for content, row in zip(contents, sound.before[SEALED], strict=True)
    ]


def drafts_of_any_size(sound, story):
    """Return how long drafts are where they are not padded."""
    key = drafts.new_key()
    return [
        (len(drafts.seal({"answers": story.contents[person], "place": 20}, key, size=1)), person)
        for _, person in sound.draft_sizes
    ]


def in_one_order(sound):
    """Return the pages of two questions that list people in one and the same order."""
    why = {person: text for text, person in sound.why.items()}
    return {"18w": [why[person] for person in sound.truth], "19": list(sound.truth.values())}


def tagged_in_one_order(sound):
    """Return tags as they lie where the texts of one person are tagged one after the other."""
    keys = {row["words"]: row["id"] for row in sound.tagged["screening_text"]}
    why = {person: text for text, person in sound.why.items()}
    rows = [{"id": number, "text_id": keys[text]} for number, text in enumerate(
        text for person, words in sound.truth.items() for text in (why[person], words)
    )]  # fmt: skip
    return {"themes_tag": rows, "themes_reading": rows}


def crossed(sound, story):
    """Return question 1 by question 15, with nothing hidden."""
    names = {
        question["number"]: {option["code"]: option["text"] for option in question["options"]}
        for question in story.survey.version.content["questions"]
    }
    table = {}
    for row in sound.after[ANSWERS]:
        content = row["content"]
        cells = table.setdefault(names[1][content["1"]], {})
        said = names[15][content["15"]]
        cells[said] = cells.get(said, 0) + 1
    return table
