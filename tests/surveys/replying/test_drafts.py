from hypothesis import given
from hypothesis import strategies as st

from surveys.replying import drafts

SIZE = 4096
KEYS = st.binary(min_size=32, max_size=32)
CONTENT = st.dictionaries(st.text(max_size=4), st.text(max_size=50), max_size=5)


@given(KEYS, CONTENT)
def test_what_was_sealed_opens_with_the_same_key(key, content):
    assert drafts.open_sealed(drafts.seal(content, key, size=SIZE), key) == content


@given(KEYS, KEYS)
def test_another_key_opens_nothing(key, other):
    sealed = drafts.seal({"answers": {"19": "Parking"}}, key, size=SIZE)

    assert drafts.open_sealed(sealed, other) is None or key == other


@given(KEYS, st.data())
def test_one_changed_bit_opens_nothing(key, data):
    sealed = bytearray(drafts.seal({"answers": {"1": "a"}}, key, size=SIZE))
    place, bit = data.draw(st.integers(0, len(sealed) - 1)), data.draw(st.integers(0, 7))
    sealed[place] ^= 1 << bit

    assert drafts.open_sealed(bytes(sealed), key) is None


def test_a_draft_cannot_be_moved_to_another_row():
    first, second = drafts.new_key(), drafts.new_key()

    assert drafts.id_of(first) != drafts.id_of(second)
    assert drafts.id_of(first) == drafts.id_of(first)


def test_neither_the_id_nor_the_sealed_words_hold_the_key_or_the_answer():
    key = drafts.new_key()
    sealed = drafts.seal({"answers": {"19": "More parking"}}, key, size=SIZE)

    assert key not in sealed
    assert key[:16] != drafts.id_of(key).bytes
    assert b"parking" not in sealed


def test_the_same_words_look_different_each_time():
    key = drafts.new_key()

    assert drafts.seal({"1": "a"}, key, size=SIZE) != drafts.seal({"1": "a"}, key, size=SIZE)


def test_all_drafts_of_a_survey_have_one_size_and_one_too_long_has_twice_that():
    key = drafts.new_key()
    short, long, longest = ({"answers": {"19": "🙂" * many}, "place": 19} for many in (0, 1000, 1100))

    assert len(drafts.seal(short, key, size=SIZE)) == len(drafts.seal(long, key, size=SIZE))
    assert len(drafts.seal(longest, key, size=SIZE)) == len(drafts.seal(short, key, size=SIZE)) + SIZE
