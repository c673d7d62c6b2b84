import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.access.refusal import Refused
from surveys.answers import sealing
from surveys.answers.sealing import DoesNotOpenError, open_sealed, seal, size_for

PRIVATE = X25519PrivateKey.generate().private_bytes_raw()
PUBLIC = sealing.public_half(PRIVATE)
ANSWERS = {"1": "a", "13": ["b", "d"], "19": "Parking, and “café” hours 🙂"}
SIZE = 1000


@pytest.fixture
def keys(settings, tmp_path):
    """A folder for keys that does not exist yet."""
    settings.SEALING_KEYS_DIR = str(tmp_path / "sealing" / "keys")
    return tmp_path / "sealing" / "keys"


def sealed_answers(**changed):
    return seal(**{"content": ANSWERS, "public_key": PUBLIC, "size": SIZE, "survey_key": 7, **changed})


def test_what_was_sealed_opens_with_the_private_half():
    assert open_sealed(sealed_answers(), private_key=PRIVATE, survey_key=7) == ANSWERS


@given(st.dictionaries(st.text(max_size=4), st.text(max_size=40) | st.lists(st.text(max_size=2)), max_size=5))
def test_every_content_opens_as_it_was_and_has_the_one_size(content):
    sealed = seal(content, public_key=PUBLIC, size=4000, survey_key=1)

    assert len(sealed) == 4000
    assert open_sealed(sealed, private_key=PRIVATE, survey_key=1) == content


def test_a_short_answer_and_a_long_one_are_equally_long():
    assert len(sealed_answers(content={})) == len(sealed_answers(content={"19": "x" * 900})) == SIZE


def test_the_same_answers_sealed_twice_have_nothing_in_common():
    one, two = sealed_answers(), sealed_answers()

    assert one[:32] != two[:32]
    assert sum(a == b for a, b in zip(one, two, strict=True)) < SIZE * 0.05


def test_the_words_cannot_be_read_in_what_is_sealed():
    assert b"Parking" not in sealed_answers()


def test_content_that_does_not_fit_is_refused_rather_than_made_longer():
    exact = size_for(ANSWERS)

    assert len(sealed_answers(size=exact)) == exact
    with pytest.raises(ValueError, match="1 bytes more"):
        sealed_answers(size=exact - 1)


def test_an_answer_does_not_open_as_one_of_another_survey():
    with pytest.raises(DoesNotOpenError):
        open_sealed(sealed_answers(), private_key=PRIVATE, survey_key=8)


def test_an_answer_does_not_open_with_another_key():
    other = X25519PrivateKey.generate().private_bytes_raw()

    with pytest.raises(DoesNotOpenError):
        open_sealed(sealed_answers(), private_key=other, survey_key=7)


@pytest.mark.parametrize("place", [0, 31, 32, 500, SIZE - 1])
def test_one_changed_bit_is_noticed(place):
    damaged = bytearray(sealed_answers())
    damaged[place] ^= 1

    with pytest.raises(DoesNotOpenError):
        open_sealed(bytes(damaged), private_key=PRIVATE, survey_key=7)


@pytest.mark.parametrize("rubbish", [b"", b"x", bytes(32), bytes(48), bytes(1000), b"\xff" * 31])
def test_rubbish_does_not_open_and_does_no_harm(rubbish):
    with pytest.raises(DoesNotOpenError):
        open_sealed(rubbish, private_key=PRIVATE, survey_key=7)


@pytest.mark.parametrize("content", [["a list"], "words", None, 3])
def test_something_sealed_that_holds_no_answers_does_not_open(content):
    with pytest.raises(DoesNotOpenError):
        open_sealed(sealed_answers(content=content), private_key=PRIVATE, survey_key=7)


def test_something_sealed_that_is_nested_without_end_does_not_open():
    nested = []
    for _ in range(900):
        nested = [nested]
    deep = sealed_answers(content={"1": nested}, size=300_000)
    assert open_sealed(deep, private_key=PRIVATE, survey_key=7)

    endless = b"[" * 200_000
    length = sealing._LENGTH.pack(len(endless))
    fresh = X25519PrivateKey.generate()
    ours = fresh.public_key().public_bytes_raw()
    secret = fresh.exchange(X25519PrivateKey.from_private_bytes(PRIVATE).public_key())
    key, nonce = sealing._key_and_nonce(secret, ours + PUBLIC)
    words = sealing.ChaCha20Poly1305(key).encrypt(nonce, length + endless, sealing._bound_to(7))

    with pytest.raises(DoesNotOpenError):
        open_sealed(ours + words, private_key=PRIVATE, survey_key=7)


def test_the_private_half_is_a_file_that_only_its_owner_reads(keys):
    public = sealing.make_key_pair(7)

    (file,) = keys.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert sealing.public_half(file.read_bytes()) == public


def test_making_the_pair_again_gives_the_same_pair(keys):
    first = sealing.make_key_pair(7)
    sealed = sealed_answers(public_key=first)

    assert sealing.make_key_pair(7) == first
    assert open_sealed(sealed, private_key=sealing.private_key_of(7), survey_key=7) == ANSWERS


def test_a_worker_killed_while_writing_the_file_leaves_nothing_that_is_taken_for_a_key(keys):
    keys.mkdir(parents=True)
    (keys / "survey-7.part").write_bytes(b"half a k")

    public = sealing.make_key_pair(7)

    assert sealing.public_half(sealing.private_key_of(7)) == public
    assert [file.name for file in keys.iterdir()] == ["survey-7.key"]


def test_each_survey_has_a_key_of_its_own(keys):
    assert sealing.make_key_pair(7) != sealing.make_key_pair(8)


def test_a_process_that_is_not_given_the_keys_says_so(settings):
    settings.SEALING_KEYS_DIR = ""

    for refused in (sealing.make_key_pair, sealing.private_key_of, sealing.destroy_key):
        with pytest.raises(Refused, match="set SEALING_KEYS_DIR for the worker"):
            refused(7)


def test_a_folder_that_cannot_be_written_is_said_so(settings, tmp_path):
    settings.SEALING_KEYS_DIR = str(tmp_path / "a file" / "keys")
    (tmp_path / "a file").write_text("in the way")

    with pytest.raises(Refused, match="could not write the key"):
        sealing.make_key_pair(7)


def test_a_key_that_is_not_there_is_never_made_up(keys):
    with pytest.raises(Refused, match="No answer was opened or lost"):
        sealing.private_key_of(7)
    assert not keys.exists()


def test_a_destroyed_key_is_gone_and_may_be_destroyed_again(keys):
    sealing.make_key_pair(7)

    sealing.destroy_key(7)
    sealing.destroy_key(7)

    assert list(keys.iterdir()) == []
