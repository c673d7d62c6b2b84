import pytest

from surveys.themes.rules import place_of, twin_of, why_not_merge, why_not_show


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("the  unit\nis far", "the unit is far"),
        ("PARKING at", "Parking at"),
        ("Parking at the unit is far.", "Parking at the unit is far."),
        ("[a name]", "[a name]"),
    ],
)
def test_words_are_quoted_as_they_stand_however_they_were_typed(words, quoted):
    text = "Parking at the unit is far. [a name] said so."
    start, length = place_of(words, text)
    assert text[start : start + length] == quoted


@pytest.mark.parametrize(
    "words", ["arking at", "Parking is far", "", " ", "the unit is far. [a name] said no", ".*", "far " * 1_001]
)
def test_words_that_do_not_stand_there_in_one_piece_are_no_quotation(words):
    assert place_of(words, "Parking at the unit is far. [a name] said so.") is None


def test_a_name_is_the_same_however_its_letters_and_spaces_are_written():
    assert twin_of("  car   PARK ", {1: "Letters", 2: "Car park"}) == 2
    assert twin_of("Car parks", {1: "Letters", 2: "Car park"}) is None


def test_themes_are_shown_only_when_all_is_read():
    all_read = {"written": 12, "waiting": 0, "unread": 0, "themes": 2}
    assert why_not_show(**all_read) is None
    assert "PALS has not read 3 texts" in why_not_show(**all_read | {"waiting": 3})
    assert "Read the other 1 text first" in why_not_show(**all_read | {"unread": 1})
    assert "No text has a theme" in why_not_show(**all_read | {"themes": 0})
    assert "destroyed" in why_not_show(**all_read | {"written": 0})


def test_what_cannot_be_merged_says_why():
    assert why_not_merge(same=False, together=True, merged=False) is None
    assert "into itself" in why_not_merge(same=True, together=True, merged=False)
    assert "one question" in why_not_merge(same=False, together=False, merged=False)
    assert "merged meanwhile" in why_not_merge(same=False, together=True, merged=True)
