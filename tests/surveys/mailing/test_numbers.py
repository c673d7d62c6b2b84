"""Record numbers: a wrong digit or a swap is always caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.mailing.numbers import read_record_number, record_number, why_not_read

numbers = st.integers(min_value=1001, max_value=9_999_999)


def test_a_record_number_is_the_groups_letters_the_number_and_a_check_letter():
    assert record_number("qvt", 1042) == "QVT1042-Y"


@pytest.mark.parametrize(
    "typed", ["QVT1042-Y", "qvt1042-y", "qvt 1042 y", "QVT1042Y", "1042-Y", " 1042y ", "QVT1042–Y"]
)
def test_it_is_read_however_it_is_typed(typed):
    assert read_record_number(typed, prefix="qvt") == "QVT1042-Y"


@given(numbers, st.integers(min_value=0, max_value=6), st.integers(min_value=1, max_value=9))
def test_every_single_wrong_digit_is_caught(number, place, change):
    written = record_number("qvt", number)
    digits = list(str(number))
    place %= len(digits)
    digits[place] = str((int(digits[place]) + change) % 10)
    assert read_record_number(f"QVT{''.join(digits)}{written[-1]}", prefix="qvt") is None


@given(numbers, st.integers(min_value=0, max_value=5))
def test_every_swap_of_two_neighbours_is_caught(number, place):
    written = record_number("qvt", number)
    digits = list(str(number))
    place %= len(digits) - 1
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    swapped = "".join(digits)
    read = read_record_number(f"QVT{swapped}{written[-1]}", prefix="qvt")
    assert read == (written if swapped == str(number) else None)


@given(numbers)
def test_what_is_written_can_be_read(number):
    written = record_number("qvt", number)
    assert read_record_number(written, prefix="qvt") == written


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Enter the whole record number, such as QVT1042-Y"),
        ("QVT-what", "Enter the whole record number, such as QVT1042-Y"),
        ("RZK1042-Y", "Record numbers here begin with QVT. This slip may belong to another service"),
        ("QVT1042", "Enter the letter at the end too, as in QVT1042-Y"),
        (
            "QVT1043-Y",
            "The letter at the end does not fit the number. Look at each digit on the slip and type it again",
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_do(typed, reason):
    assert why_not_read(typed, prefix="qvt") == reason


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it(text):
    read = read_record_number(text, prefix="qvt")
    assert read is None or read.startswith("QVT")
