"""The number on a paper form leads to nobody's answer, and each attack shows that it could have."""

import pytest

from tests.attacks import chance, paper
from tests.attacks.evidence import ANSWERS, text_of

ATTACKS = {
    "numbers beside answers": paper.by_numbers,
    "numbers in a trail": paper.by_numbers,
    "in the order of numbers": paper.by_order,
    "plain keyings": paper.by_waiting,
    "the key of the keying": paper.by_keying,
}


@pytest.fixture(scope="module")
def forms(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return {"": what a sound survey on paper left behind, name: what a broken variant left}."""
    with django_db_blocker.unblock(), paper.told(tmp_path_factory.mktemp("keys")) as found:
        return found


@pytest.mark.parametrize("attack", sorted(set(ATTACKS.values()), key=lambda attack: attack.__name__))
def test_a_number_leads_to_no_answer(forms, attack):
    sound = forms[""]

    assert not chance.beats_guessing(attack(sound), sound.truth, sound.watched)


@pytest.mark.parametrize("broken", ATTACKS)
def test_the_same_attack_wins_where_keying_is_broken(forms, broken):
    variant = forms[broken]

    assert chance.beats_guessing(ATTACKS[broken](variant), variant.truth, variant.watched)


def test_the_told_forms_are_what_they_say(forms):
    """40 forms, 20 of them drawn: 4 keyed again alike, 4 settled, 4 in doubt, 8 left; each is one answer in the end."""
    sound = forms[""]
    waiting = sound.before[paper.DRAWN]

    assert len(sound.truth) == len(set(sound.truth.values())) == 40
    assert {text_of(row) for row in sound.after[ANSWERS]} == set(sound.truth.values())
    assert len(sound.after[ANSWERS]) == 40
    assert (len(waiting), sum(row["second"] is not None for row in waiting)) == (12, 4)
    assert {row["number"] for row in waiting} <= sound.holders.keys()
    (known,) = sound.before["keying_keyed"]
    assert str(sorted(sound.holders)) == str(known["numbers"])
    assert sound.after[paper.DRAWN] == []
    assert (known["compared"], sound.after["keying_keyed"][0]["left"]) == (12, 12)
