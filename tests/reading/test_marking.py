import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.reading.marking import marks, parts
from supportgroup.reading.plainer import EASY, EXPLAINED, PLAINER
from supportgroup.reading.saying import notes
from supportgroup.reading.sentences import sentences, words
from surveys.questionnaire.readymade import QUESTIONS

LONG = "We would like to know what it is like for you to come to the day unit on the days when it is full."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("Dr. Lane rang Mrs. Marsh at 5.30pm.", 1),
        ("Bring food, e.g. fruit. Come early.", 2),
        ("A heading\nA line\n\nAnother", 3),
        ("“Why?” she asked (twice).", 2),
        ("", 0),
        (" … ? ", 0),
        ("מה שלומך? טוב.", 2),
        ("🙂 Good. 🙂", 1),
    ],
)
def test_sentences_are_found(text, count):
    assert len(sentences(text)) == count


def test_words_with_hyphens_and_apostrophes_are_one():
    assert [word.text for word in words("A follow-up isn’t 5.30pm, is it?")] == [
        "A",
        "follow-up",
        "isn’t",
        "5",
        "30pm",
        "is",
        "it",
    ]


def test_hard_words_are_marked_with_a_plainer_one_and_common_ones_are_not():
    found = marks("How frequently does the hospital administer your immunoglobulin?")

    assert [(mark.text, mark.advice) for mark in found] == [("frequently", "often"), ("administer", "give")]


def test_a_long_word_that_nobody_knows_a_plainer_one_for_is_marked_too():
    assert [(mark.text, mark.advice) for mark in marks("Is it idiosyncratic?")] == [("idiosyncratic", "")]


def test_a_sentence_of_more_than_20_words_is_marked_with_their_number():
    (mark,) = marks(f"How is it? {LONG}")

    assert (mark.kind, mark.text) == ("long", LONG)
    assert mark.advice == "24 words. Make two sentences of it, of 20 words at most."


def test_names_and_figures_are_not_marked():
    assert marks("Ask Alexandra in Manchester by 2026.") == []


def test_a_word_that_is_there_twice_is_told_once():
    assert [(note.words, note.times) for note in notes("Utilise it. Then utilise it again.")] == [("Utilise", 1 + 1)]


def test_no_word_is_hard_and_easy_at_once():
    assert set(PLAINER) & EASY == set()
    assert set(PLAINER) & set(EXPLAINED) == set()


def test_the_ready_made_questionnaire_is_written_in_plain_words():
    hard = {mark.text for question in QUESTIONS for mark in marks(question["text"]) if mark.kind == "hard"}

    assert hard == set()


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_the_parts_of_a_text_are_the_text(text):
    assert "".join(part.text for part in parts(text)) == text


def test_no_ends_a_sentence_unless_a_figure_follows():
    said = [piece.text for piece in sentences("Say no. Or phone us. Room No. 7 is ours. No.")]

    assert said == ["Say no.", "Or phone us.", "Room No. 7 is ours.", "No."]
