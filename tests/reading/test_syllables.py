import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.reading.syllables import syllables

SPOKEN = {
    1: "a the through home time asked helped moved have give nurse eyes strength",
    2: "patient patients people treatment someone something therefore increase question questions business before being "
    "unique colleague statement every doctor table tables needed wanted science quiet cancelled labelled likewise",
    3: "hospital medicine infection area idea anyone everyone different policy employer library quality radio violence "
    "diagnose reaction reactions completely requirement animal syllable guaranteed businesses hospital's",
    4: "everybody emergency information experience January diagnosis particular necessary society",
    5: "immunology university opportunity communication society-led",
    6: "immunoglobulin responsibility subcutaneously physiotherapy",
}
WORDS = [(word, count) for count, words in SPOKEN.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_a_word_is_spoken_with_so_many_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("figures", "count"),
    [("0", 1), ("7", 2), ("11", 3), ("25", 3), ("30", 2), ("77", 5), ("100", 3), ("101", 5), ("250", 6), ("1000", 3), ("2026", 7), ("01632960123", 11)],
)  # fmt: skip
def test_figures_are_read_aloud(figures, count):
    assert syllables(figures) == count


def test_capital_letters_are_spelt_out_and_parts_of_a_word_added_up():
    assert [syllables(word) for word in ("NHS", "WHO", "PALS", "follow-up", "half-an-hour")] == [3, 5, 4, 3, 3]


@given(st.text(max_size=40))
def test_any_text_has_a_syllable_and_none_ends_in_an_error(text):
    assert syllables(text) >= 1


@given(st.integers(0, 10**12 - 1))
def test_a_number_has_at_least_one_syllable_a_thousand(number):
    assert 1 <= syllables(str(number)) <= 60
