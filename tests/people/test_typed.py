import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroup.people import postal, typed
from supportgroup.people.typed import NotUnderstood, Sought

nine_digits = st.text("0123456789", min_size=9, max_size=9)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


def check_digits(nine):
    return [digit for digit in "0123456789" if typed.is_nhs_number(nine + digit)]


@pytest.mark.parametrize("number", ["9434765919", "9990000018", "9990000026", "9990000034", "9990000042", "9990000050"])
def test_published_examples_of_nhs_numbers_are_right(number):
    assert typed.nhs_number(number) == number


def test_the_example_in_the_manuals_hint_is_not_a_real_number():
    with pytest.raises(NotUnderstood, match="a digit is wrong"):
        typed.nhs_number("999 123 4567")


@given(nine_digits)
def test_nine_digits_have_at_most_one_check_digit(nine):
    assert len(check_digits(nine)) <= 1


@given(nine_digits, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(nine, place, by):
    for check in check_digits(nine):
        number = nine + check
        wrong = str((int(number[place]) + by) % 10)

        assert not typed.is_nhs_number(number[:place] + wrong + number[place + 1 :])


@given(nine_digits, st.integers(0, 8))
def test_two_digits_that_changed_places_are_always_noticed(nine, place):
    for check in check_digits(nine):
        number = nine + check
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

        assert swapped == number or not typed.is_nhs_number(swapped)


@pytest.mark.parametrize(
    "text", ["943 476 5919", "943-476-5919", " 9434765919 ", "943\u00a0476\u20115919", "9 4 3 4 7 6 5 9 1 9"]
)
def test_an_nhs_number_may_have_spaces_and_dashes(text):
    assert typed.nhs_number(text) == "9434765919"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("QQ 12 34 56 C", "This looks like a National Insurance number. Enter the NHS number: it has only digits"),
        ("qq123456", "This looks like a National Insurance number. Enter the NHS number: it has only digits"),
        ("943 476 591", "NHS number must have 10 digits. You typed 9"),
        ("943 476 5919 0", "NHS number must have 10 digits. You typed 11"),
        ("943 476 591O", "NHS number must have only digits, with spaces or dashes between them if you like"),
        ("٩٤٣٤٧٦٥٩١٩", "NHS number must have only digits, with spaces or dashes between them if you like"),
        ("9434765918", "This is not an NHS number: a digit is wrong, or 2 have changed places. Check it"),
    ],
)
def test_each_mistake_in_an_nhs_number_has_its_own_sentence(text, reason):
    with pytest.raises(NotUnderstood, match=f"^{re.escape(reason)}$"):
        typed.nhs_number(text)


@pytest.mark.parametrize(
    ("text", "stored"), [("zz99 3wz", "ZZ99 3WZ"), ("ZZ993WZ", "ZZ99 3WZ"), ("m1 1ae", "M1 1AE"), ("", "")]
)
def test_a_postcode_gets_capitals_and_its_space(text, stored):
    assert typed.postcode(text) == stored


@pytest.mark.parametrize("text", ["ZZ99", "12345", "3WZ ZZ99", "Eastbrook"])
def test_what_is_no_whole_postcode_is_refused(text):
    with pytest.raises(NotUnderstood, match="Enter a full UK postcode"):
        typed.postcode(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("01632 960 001", "01632 960001"),
        ("(01632) 960001", "01632 960001"),
        ("+44 1632 960001", "01632 960001"),
        ("07700-900-982", "07700 900982"),
        ("+353 1 496 0001", "+353 1 496 0001"),
        ("0044 808 157 0192", "0808 157 0192"),
        ("01632 960001 ext 12", "01632 960001 ext 12"),
        ("01632 960001 x12", "01632 960001 ext 12"),
        ("", ""),
    ],
)
def test_a_phone_number_has_one_spelling_the_national_way(text, stored):
    assert typed.phone(f"  {text} ") == stored
    assert typed.phone(stored) == stored


def test_only_a_mobile_takes_texts():
    assert typed.takes_texts("07700 900982")
    assert not typed.takes_texts("01632 960001")
    assert not typed.takes_texts("0808 157 0192")
    assert not typed.takes_texts("")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        (" 14 Orchard Close \n\n Eastbrook ", "14 Orchard Close\nEastbrook"),
        ("", ""),
        ("1 A\n2\n3\n4\n5", "1 A\n2\n3\n4\n5"),
    ],
)
def test_an_address_keeps_its_lines_without_empty_ones(text, stored):
    assert typed.address(text) == stored


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1\n2\n3\n4\n5\n6", "5 lines or fewer"),
        ("@home\nEastbrook", "may begin with one of"),
        ("14 Orchard Close\n(Eastbrook)", "may begin with one of"),
        ("-\nEastbrook", "must have a letter or a number"),
        ("No fixed abode", "without a fixed address"),
        ("NFA", "without a fixed address"),
        ("14 Orchard\x00Close", "cannot be kept"),
    ],
)
def test_an_address_that_no_letter_is_printed_for_says_why(text, reason):
    with pytest.raises(NotUnderstood, match=reason):
        typed.address(text)


@pytest.mark.parametrize(
    ("address", "postcode", "reason"),
    [
        ("14 Orchard Close", "ZZ99 3WZ", None),
        ("", "", None),
        ("", "ZZ99 3WZ", None),
        ("Rue 1\n1000 Bruxelles\nBelgium", "", None),
        ("14 Orchard Close\nEastbrook", "", "Enter the postcode"),
        ("Rue 1\nBelgium", "ZZ99 3WZ", "Leave the UK postcode empty"),
    ],
)
def test_an_address_ends_with_a_postcode_or_a_country(address, postcode, reason):
    found = postal.why_not_last_line(address, postcode)

    assert found is None if reason is None else found.startswith(reason)


@pytest.mark.parametrize(
    "text", ["12", "1632 960 001", "07700 900", "call me", "07700 900 982 982", "077009009820000000"]
)
def test_a_number_that_nobody_could_dial_is_refused(text):
    with pytest.raises(NotUnderstood, match="Enter a phone number in full"):
        typed.phone(text)


@given(days, st.sampled_from(["%d/%m/%Y", "%-d/%-m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%-d %b %Y",
                              "%d/%m/%Y 00:00", "%Y-%m-%d 00:00:00", "%d-%b-%Y"]))  # fmt: skip
def test_a_date_is_read_in_every_usual_form(day, form):
    assert typed.date(day.strftime(form)) == day


@pytest.mark.parametrize(
    "text", ["31/02/1980", "31 February 1980", "29/02/1900", "00/01/1980", "03/25/1988", "12/13/1988"]
)
def test_a_day_that_never_was_is_refused(text):
    with pytest.raises(NotUnderstood, match="must be a real date"):
        typed.date(text)


@pytest.mark.parametrize("text", ["1/2/88", "32213", "yesterday", "1988", "11/03/1988 14:30", "", "1/2/12345"])
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(NotUnderstood, match="must be a date with the year in 4 digits, like 11/03/1988"):
        typed.date(text)


@given(days, days)
def test_a_birth_is_possible_from_120_years_ago_until_today(born, today):
    possible = typed.why_not_born(born, today=today) is None

    assert possible == (born <= today and born.year >= today.year - 120)


def test_nobody_dies_before_birth_or_tomorrow():
    today, born = datetime.date(2026, 9, 7), datetime.date(1980, 1, 1)

    assert typed.why_not_since(today, born=born, today=today) is None
    assert typed.why_not_since(datetime.date(2026, 9, 8), born=None, today=today) is not None
    assert typed.why_not_since(datetime.date(1979, 12, 31), born=born, today=today) is not None


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("Allen", Sought(words=("allen",))),
        ("Allen, Judith", Sought(words=("allen", "judith"))),
        ("  O’Neill   Zoë ", Sought(words=("oneill", "zoe"))),
        ("999 181 5902", Sought(digits="9991815902")),
        ("5902", Sought(digits="5902")),
        ("11 March 1988", Sought(born=datetime.date(1988, 3, 11))),
        ("11/3/1988", Sought(born=datetime.date(1988, 3, 11))),
        ("allen 25.9.1978", Sought(words=("allen",), born=datetime.date(1978, 9, 25))),
        ("31/02/1988", Sought(words=("31/02/1988",))),
        ("", Sought()),
    ],
)
def test_a_search_tells_names_numbers_and_dates_apart(text, sought):
    assert typed.sought(text) == sought


@given(st.text(max_size=100))
def test_nothing_that_is_typed_makes_reading_fail_otherwise(text):
    for read in (typed.nhs_number, typed.postcode, typed.phone, typed.date):
        try:
            read(text)
        except NotUnderstood:
            continue
    typed.sought(text)
