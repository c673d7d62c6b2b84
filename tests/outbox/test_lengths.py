import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.outbox.lengths import length_of


@pytest.mark.parametrize(
    ("text", "units", "parts", "plain"),
    [
        ("", 0, 1, True),
        ("a" * 160, 160, 1, True),
        ("a" * 161, 161, 2, True),
        ("a" * 306, 306, 2, True),
        ("a" * 307, 307, 3, True),
        ("a" * 459, 459, 3, True),
        ("a" * 460, 460, 4, True),
        ("€" * 80, 160, 1, True),
        ("[€]", 6, 1, True),
        ("’" + "a" * 69, 70, 1, False),
        ("’" + "a" * 70, 71, 2, False),
        ("😀" * 35, 70, 1, False),
    ],
)
def test_a_text_is_as_long_as_the_network_counts_it(text, units, parts, plain):
    found = length_of(text)

    assert (found.units, found.parts, found.plain) == (units, parts, plain)


@given(st.text(max_size=600))
def test_a_longer_text_is_never_counted_shorter(text):
    one, more = length_of(text), length_of(text + "a")

    assert more.units == one.units + 1
    assert more.parts >= one.parts
    assert one.parts >= 1


def test_the_words_say_how_many_messages_it_is():
    assert length_of("a" * 161).in_words == "161 of 306 characters: sent as 2 text messages joined."
    assert "makes every message shorter" in length_of("’").in_words
