"""Nobody who holds everything but the key can tie an answer to a person, and each attack shows that it could have."""

import json

import pytest

from tests.attacks import adversaries, chance
from tests.attacks.evidence import ANSWERS, SEALED, text_of

ATTACKS = {
    "order": adversaries.by_place,
    "commands": adversaries.by_transactions,
    "transactions": adversaries.by_transactions,
    "date": adversaries.by_dates,
    "moment in the key": adversaries.by_dates,
    "foreign key": adversaries.by_keys,
    "hashed number": adversaries.by_keys,
    "sealed key": adversaries.by_watching,
    "history": adversaries.by_history,
    "log": adversaries.by_logs,
    "mail": adversaries.by_mail,
    "plain": adversaries.by_reading,
    "session": adversaries.by_reading,
    "unpadded": adversaries.by_sizes,
    "unpadded drafts": adversaries.by_sizes,
    "pages in one order": adversaries.by_pages,
    "timing": adversaries.by_timing,
    "texts as they came": adversaries.by_texts,
    "words beside ticks": adversaries.by_words,
    "texts by the key of the answer": adversaries.by_words,
    "tagged in one order": adversaries.by_themes,
}
"""What is broken, and the attack that it lets win."""


@pytest.mark.parametrize("attack", sorted(set(ATTACKS.values()), key=lambda attack: attack.__name__))
def test_an_attack_on_a_sound_survey_does_no_better_than_guessing(evidence, attack):
    sound = evidence[""]

    assert not chance.beats_guessing(attack(sound), sound.truth, sound.watched)


@pytest.mark.parametrize("broken", ATTACKS)
def test_the_same_attack_wins_where_the_service_is_broken(evidence, broken):
    variant = evidence[broken]

    assert chance.beats_guessing(ATTACKS[broken](variant), variant.truth, variant.watched)


def test_who_stands_alone_in_a_table_is_told_by_none_that_is_released_and_would_be_by_a_raw_one(evidence):
    def told(variant):
        return [
            {p: said for p, said in guess.items() if variant.chose[p] == said}
            for guess in adversaries.by_small_cells(variant)
        ]

    assert len(evidence[""].released) >= 3
    assert told(evidence[""]) == [{}]
    (found,) = told(evidence["small cells"])
    assert list(found) == list(evidence["small cells"].alone.values())


def test_the_told_survey_is_what_it_says(evidence):
    """100 people, each with an answer of their own, all of them opened; sealed ones before and none after."""
    sound = evidence[""]

    assert len(sound.truth) == len(set(sound.truth.values())) == len(sound.watched) == 100
    assert {text_of(row) for row in sound.after[ANSWERS]} == set(sound.truth.values())
    assert {text_of(row) for row in sound.dump_after[ANSWERS]} == set(sound.truth.values())
    assert (len(sound.before[SEALED]), len(sound.after[SEALED])) == (100, 0)
    assert len(sound.before["replying_draft"]) == len(sound.dump_before["replying_draft"]) == 4
    assert len({size for size, _ in sound.draft_sizes}) == 1
    assert len(sound.mails) > 100
    assert len(sound.tagged["themes_tag"]) == len(sound.tagged["themes_reading"]) == 200
    assert len(sound.pages["18w"]) == len(sound.pages["19"]) == 100
    assert set(sound.before) == set(sound.after)
    assert len(sound.before["cache"]) >= 30, "a keyed form is known again by its row in the cache"
    assert {table for table, rows in sound.before.items() if rows} <= set(sound.dump_before)


def test_before_the_close_a_live_connection_ties_the_sealed_rows_but_not_what_is_in_them(evidence):
    """What is not promised: the rows. What is: the words, for whoever has no key."""
    sound = evidence[""]
    marks = {row["_xmin"]: row["person_id"] for row in sound.before["mailing_invitee"]}
    beside = [max((mark for mark in marks if mark <= row["_xmin"] + 12), default=0) for row in sound.before[SEALED]]

    assert [row["_xmin"] for row in sound.before[SEALED]] == sorted(row["_xmin"] for row in sound.before[SEALED])
    assert len(set(beside)) > 60
    everything = json.dumps(sound.dump_before, ensure_ascii=False)
    assert not any(text in everything for text in sound.truth.values())


def test_one_random_guess_in_a_million_would_be_taken_for_an_attack_and_a_slight_leak_would_be(evidence):
    people, answers = list(evidence[""].truth), list(evidence[""].truth.values())
    guesses = [chance.random_guess(people, answers, seed=seed) for seed in range(2000)]

    right = [chance.hits(guess, evidence[""].truth) for guess in guesses]
    assert 0.9 < sum(right) / len(right) < 1.1
    assert not any(chance.beats_guessing([guess], evidence[""].truth, people) for guess in guesses)
    nearly = {person: answers[min(99, max(0, place + (-20, 15, 9)[place % 3]))] for place, person in enumerate(people)}
    assert chance.hits(nearly, evidence[""].truth) < 10
    assert chance.beats_guessing([nearly], evidence[""].truth, people)
