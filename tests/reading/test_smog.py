import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.reading.saying import said_of, too_short, verdict
from supportgroup.reading.smog import Reading, read, smog

TABLE = [(2, 4), (6, 5), (12, 6), (20, 7), (30, 8), (42, 9), (56, 10), (72, 11), (90, 12), (110, 13), (132, 14), (156, 15), (182, 16), (210, 17), (240, 18)]  # fmt: skip
"""The published conversion table for 30 sentences: up to so many long words, the grade (Harold C. McGraw)."""

# Robert Louis Stevenson, "On some technical elements of style in literature", 1885. Voyant Tools publishes its grade: 11.855.
STEVENSON = (
    "The rule of rhythm in prose is not so intricate. Here, too, we write in groups, or phrases, as I prefer to call "
    "them, for the prose phrase is greatly longer and is much more nonchalantly uttered than the group in verse; so that "
    "not only is there a greater interval of continuous sound between the pauses, but, for that very reason, word is "
    "linked more readily to word by a more summary enunciation. Still, the phrase is the strict analogue of the group, "
    "and successive phrases, like successive groups, must differ openly in length and rhythm. The rule of scansion in "
    "verse is to suggest no measure but the one in hand; in prose, to suggest no measure at all. Prose must be rhythmical, "
    "and it may be as much so as you will; but it must not be metrical. It may be anything, but it must not be verse."
)


@pytest.mark.parametrize(("count", "grade"), TABLE)
def test_the_formula_gives_the_grades_of_the_published_table_within_its_published_error(count, grade):
    assert 3 + round(count**0.5) == grade
    assert abs(smog(count, 30) - grade) < 1.5


def test_the_example_of_the_method_itself():
    # McLaughlin's example: 95 long words, the nearest square is 100, so 10 + 3; the precise formula says 13.3.
    assert round(smog(95, 30), 1) == 13.3


def test_a_published_text_has_its_published_grade():
    reading = read(STEVENSON)

    assert (reading.sentences, reading.long_words) == (6, 14)
    assert smog(reading.long_words, reading.sentences) == pytest.approx(11.8555, abs=0.001)
    assert reading.grade is None


def test_a_text_of_30_sentences_has_a_grade_and_one_of_29_has_none():
    assert read("We ask you. " * 29).grade is None
    assert read("We ask you. " * 30).grade == 3.1
    assert (
        too_short("We ask you. " * 29) == "A SMOG grade needs 30 sentences. There are 29, so look at the marks instead."
    )
    assert too_short("We ask you. " * 30) == ""


def test_words_that_readers_know_count_as_published_and_are_told_apart():
    reading = read("Immunoglobulin helps. " * 30)

    assert (reading.long_words, reading.known) == (30, 30)
    assert (reading.grade, reading.grade_without_known) == (8.8, 3.1)
    assert (
        "Without the words of the treatment, which your readers know, it is 3.1"
        in verdict("Immunoglobulin helps. " * 30).words
    )


@pytest.mark.parametrize(
    ("long_words", "is_warning", "is_good", "says"),
    [
        (40, False, True, "easy enough"),
        (60, False, False, "Aim for 11 or less"),
        (109, True, False, "half of all adults or fewer"),
    ],
)
def test_what_is_said_of_a_grade(long_words, is_warning, is_good, says):
    said = said_of(Reading(30, 400, long_words, 0))

    assert (said.is_warning, said.is_good) == (is_warning, is_good)
    assert says in said.words


def test_exactly_grade_14_is_a_warning():
    assert Reading(30, 400, 109, 0).grade == 14.0
    assert Reading(30, 400, 107, 0).grade < 14


@given(st.integers(0, 500), st.integers(1, 500))
def test_more_long_words_never_make_a_text_easier(long_words, sentences):
    assert smog(long_words + 1, sentences) > smog(long_words, sentences)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    reading = read(text)

    assert 0 <= reading.known <= reading.long_words <= reading.words
