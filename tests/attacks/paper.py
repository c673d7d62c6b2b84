"""Paper forms: 40 that came, each with the number that PALS wrote on it as it came, so that numbers tell the order of post.

Who opens the post knows whose slip came on which day, and the pile of forms lies in the order of its numbers. So every
adversary is told whose form each number is. They look for a way from a number to an answer.
"""

import contextlib
import json
import random
from dataclasses import dataclass, replace
from hashlib import md5
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings

from supportgroup import clock
from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.longwork.actions import run_waiting
from surveys.keying import actions as keying
from surveys.keying import twice
from surveys.keying.models import Drawn
from surveys.mailing import actions as mailing
from surveys.mailing.choices import Outcome
from surveys.questionnaire import actions as questionnaire
from surveys.replying import actions as replying
from tests import factories
from tests.attacks.adversaries import digests, texts_of, words_in
from tests.attacks.evidence import ANSWERS, SAID, TEXTS, Row, dump, live, text_of, ticks_of
from tests.attacks.telling import FILLER, NUMBERED
from tests.surveys.keying.conftest import draw
from tests.surveys.mailing.factories import InviteeFactory
from tests.surveys.questionnaire.factories import BY, opened, readymade_draft

FORMS = 40
SEED = 21
DRAWN = "keying_drawn"


@dataclass(frozen=True)
class Paper:
    """What is left of a survey on paper. holders: {number: person}, which everybody may know; the rest as Evidence."""

    truth: dict[int, str]
    holders: dict[int, int]
    before: dict[str, list[Row]]
    after: dict[str, list[Row]]
    dump_after: dict[str, list[Row]]

    @property
    def watched(self) -> list[int]:
        return [self.holders[number] for number in sorted(self.holders)]


@contextlib.contextmanager
def told(keys):
    """Tell the survey to its end; yield {"": the evidence, name: that of a broken variant}. Leave nothing behind."""
    in_tables = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    try:
        with override_settings(SEALING_KEYS_DIR=str(keys), CACHES={"default": in_tables}):
            sound = tell()
            yield {"": sound} | broken(sound)
            cache.clear()
    finally:
        call_command("flush", verbosity=0, interactive=False)


def tell():
    """Let forms come, be keyed, some of them twice, and the survey close."""
    group = factories.GroupFactory()
    pals, owen, joan = (SignedIn(factories.user_with_role(Role.PALS, group)) for _ in range(3))
    survey = readymade_draft(group)
    questionnaire.name_duties(survey, mailing=[pals.user.pk], entry=[owen.user.pk, joan.user.pk], by=BY)
    survey = opened(survey)
    chance = random.Random(SEED)
    arrived = chance.sample([InviteeFactory(survey=survey) for _ in range(FORMS)], FORMS)
    truth, holders = {}, {}
    for number, invitee in enumerate(arrived, 1):
        words = FILLER * chance.randrange(1, 5)
        given = {key: "abcd"[number // 4**place % 4] for place, key in enumerate(NUMBERED)}
        given["19"] = f"Words {number} {words[: chance.randrange(20, 200)].rpartition(' ')[0]}."
        SAID[ticks_of(given)] = truth[invitee.person_id] = given["19"]
        holders[number] = invitee.person_id
        mailing.record_slip(invitee, on=clock.today(), heard=Outcome.RETURNED, by=pals)
        draw(group, percent=100 if number % 2 else 0)
        keying.key_in(survey, number=number, given=given, form=f"paper form {number}", by=owen)
        key_again(survey, number, given, by=joan)
    before = live()
    replying.start_closing(survey, by=BY)
    run_waiting()
    return Paper(truth, holders, before, live(), dump())


def key_again(survey, number, given, *, by):
    """Of the forms that are drawn, key one of five again alike, settle one, leave one in doubt, two as they are."""
    if number % 10 not in (1, 3, 5):
        return
    drawn = Drawn.objects.get(survey=survey, number=number)
    twice.key_again(drawn, given=given if number % 10 == 1 else given | {"1": "b"}, by=by)
    run_waiting()
    if number % 10 == 3:
        twice.settle(drawn, given={}, by=by)
        run_waiting()


def by_numbers(e):
    """Look in every table for a row that holds an answer and the number of a form."""
    guess = {}
    for snapshot in (e.before, e.after, e.dump_after):
        for table, rows in snapshot.items():
            for row in rows:
                said = text_of(row) if table == ANSWERS else answer_in(e, row)
                numbers = numbers_in(row) & e.holders.keys() if said else set()
                guess |= {e.holders[number]: said for number in numbers if len(numbers) == 1}
    return [guess]


def by_order(e):
    """Match the places and the keys of answers, and of texts, with the order of numbers."""
    answers, texts = e.after[ANSWERS], e.after[TEXTS]
    orders = [[text_of(row) for row in rows] for rows in (answers, e.dump_after[ANSWERS], by_key(answers))]
    orders += [texts_of(e, "19"), [row["words"] for row in by_key(texts)]]
    return [dict(zip(e.watched, way, strict=True)) for order in orders for way in (order, order[::-1])]


def by_waiting(e):
    """Read a keying that waits under its number to be keyed again."""
    guess = {}
    for row in e.before[DRAWN]:
        for keying_of_it in (row["first"], row["second"], row["third"]):
            found = words_in(keying_of_it or "") & set(e.truth.values())
            guess |= {e.holders[row["number"]]: found.pop()} if found else {}
    return [guess]


def by_keying(e):
    """Look among the opened answers for a key that was made of a keying which waited under its number."""
    whose = {
        digest: e.holders[row["number"]]
        for row in e.before[DRAWN]
        for mark in (row["id"], row["first"], f"{row['survey_id']}-{row['number']}")
        for digest in digests(mark)
    }
    return [{whose[str(row["id"])]: text_of(row) for row in e.after[ANSWERS] if str(row["id"]) in whose}]


def answer_in(e, row):
    """Return the answer that stands in a row of any table, "" for none."""
    line = json.dumps(row, default=str, ensure_ascii=False)
    return next((said for said in e.truth.values() if said in line), "")


def numbers_in(row):
    """Return the whole numbers that stand in a row, but for the keys of other things."""
    found = (value for name, value in row.items() if name != "id" and name[0] != "_" and not name.endswith("_id"))
    return {int(value) for value in found if isinstance(value, int) or (isinstance(value, str) and value.isdecimal())}


def by_key(rows):
    """Return rows in the order of their keys."""
    return sorted(rows, key=lambda row: str(row["id"]))


def broken(sound):
    """Return the evidence of each broken variant: the sound one, with what the break leaves in its place."""
    number_of = {sound.truth[person]: number for number, person in sound.holders.items()}
    answers = sound.after[ANSWERS]
    in_order = sorted(answers, key=lambda row: number_of[text_of(row)])
    trail: list[dict[str, Any]] = [{"number": number, "pgh_data": said} for said, number in number_of.items()]
    drawn = {row["number"]: row for row in sound.before[DRAWN]}
    plain = [
        row | {"first": json.dumps({"19": sound.truth[sound.holders[number]]}).encode().hex()}
        for number, row in drawn.items()
    ]
    keyed = [
        row | {"id": UUID(md5(drawn[number]["first"].encode()).hexdigest()) if number in drawn else row["id"]}
        for row in answers
        for number in [number_of[text_of(row)]]
    ]
    numbered = [row | {"form": number_of[text_of(row)]} for row in answers]
    return {
        "numbers beside answers": replace(sound, after=sound.after | {ANSWERS: numbered}),
        "numbers in a trail": replace(sound, after=sound.after | {"keying_drawnevent": trail}),
        "in the order of numbers": replace(sound, after=sound.after | {ANSWERS: in_order}),
        "plain keyings": replace(sound, before=sound.before | {DRAWN: plain}),
        "the key of the keying": replace(sound, after=sound.after | {ANSWERS: keyed}),
    }
