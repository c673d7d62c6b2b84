"""The encrypted stream: whole and unchanged, or a sentence that says what is wrong with it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.upkeep import box, parcel
from supportgroup.upkeep.box import Reader, Unreadable, Writer

SECRET = b"four unlikely words here"


@pytest.fixture(autouse=True, scope="module")
def cheap_keys():
    """The cost of a key is written in the head, so a cheap one is read like a dear one."""
    dear, box._COST = box._COST, 2
    yield
    box._COST = dear


def sealed(*pieces, secret=SECRET):
    file = io.BytesIO()
    writer = Writer(file, secret, head={"made_at": "2026-09-07"})
    for piece in pieces:
        writer.write(piece)
    writer.close()
    return file.getvalue()


def opened(content, secret=SECRET):
    reader = Reader.checked(io.BytesIO(content), secret)
    return b"".join(iter(lambda: reader.read(1000), b""))


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_what_was_put_in_comes_out(pieces):
    assert opened(sealed(*pieces)) == b"".join(pieces)


def test_more_than_a_frame_comes_out_too():
    content = bytes(range(256)) * 10_000

    assert opened(sealed(content)) == content


def test_nothing_of_it_stands_there_in_plain_words():
    assert b"Mary Lane" not in sealed(b"Mary Lane" * 100)


def test_two_boxes_of_the_same_are_not_alike():
    assert sealed(b"x") != sealed(b"x")


def test_a_wrong_passphrase_is_said_to_be_wrong():
    with pytest.raises(Unreadable, match="The passphrase is wrong"):
        opened(sealed(b"x"), b"four other words here")


def test_every_altered_byte_is_noticed():
    good = sealed(b"names of people")
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1
        with pytest.raises(Unreadable):
            opened(bytes(bad))


def test_every_cut_is_noticed():
    good = sealed(b"names of people")
    for length in range(len(good)):
        with pytest.raises(Unreadable):
            opened(good[:length])


def test_what_is_added_at_the_end_is_noticed():
    with pytest.raises(Unreadable, match="added to the end"):
        opened(sealed(b"x") + b"x")


def test_a_frame_left_out_is_noticed():
    frame = box._FRAME
    good = sealed(bytes(frame * 3))
    one = frame + 16 + 4
    first = len(good) - 3 * one
    without = good[: first + one] + good[first + 2 * one :]

    with pytest.raises(Unreadable, match="changed or damaged"):
        opened(without)


def test_another_format_and_another_file_are_told_apart():
    other = sealed(b"x").replace(b"supportgroup backup 1\n", b"supportgroup backup 9\n")

    with pytest.raises(Unreadable, match="has format 9, and this version reads format 1"):
        opened(other)
    with pytest.raises(Unreadable, match="not a backup of this service"):
        opened(b"PK\x03\x04 something else")


def test_things_come_out_in_order_and_may_be_passed_over():
    file = io.BytesIO()
    writer = Writer(file, SECRET, head={})
    parcel.put(writer, parcel.ABOUT, "", [b"{}"])
    parcel.put(writer, parcel.FILE, "a/b.csv", [b"x" * 600_000, b"y"])
    parcel.put(writer, parcel.FILE, "c.csv", [])
    parcel.put(writer, parcel.END, "", [])
    writer.close()

    read = [(thing.kind, thing.name) for thing in parcel.things(Reader.checked(io.BytesIO(file.getvalue()), SECRET))]
    whole = [thing.whole() for thing in parcel.things(Reader.checked(io.BytesIO(file.getvalue()), SECRET))]

    assert read == [("about", ""), ("file", "a/b.csv"), ("file", "c.csv")]
    assert whole == [b"{}", b"x" * 600_000 + b"y", b""]


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "", "a\x00b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name):
    with pytest.raises(Unreadable):
        parcel.safe_name(name)
