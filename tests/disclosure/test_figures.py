from hypothesis import given
from hypothesis import strategies as st

from supportgroup.disclosure.figures import whole_survey


def test_a_table_of_ten_answers_is_shown():
    figures = whole_survey([("Yes", 7), ("No", 3)], base=10, least_base=10)

    assert [(part.text, part.count, part.share) for part in figures.parts] == [("Yes", 7, 0.7), ("No", 3, 0.3)]
    assert figures.base == 10
    assert figures.hidden == ""


def test_a_table_of_nine_answers_is_hidden_whole_and_says_why():
    figures = whole_survey([("Yes", 7), ("No", 2)], base=9, least_base=10)

    assert figures.parts == ()
    assert figures.base is None
    assert figures.hidden.startswith("Fewer than 10 people answered this")


def test_a_low_base_is_to_be_read_with_care():
    assert whole_survey([("Yes", 29)], base=29, least_base=10).with_care
    assert not whole_survey([("Yes", 30)], base=30, least_base=10).with_care


@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=8), least=st.integers(1, 50))
def test_nothing_of_a_hidden_table_is_left_in_it(counts, least):
    base = sum(counts)
    figures = whole_survey([(f"Answer {n}", count) for n, count in enumerate(counts)], base=base, least_base=least)

    assert bool(figures.hidden) == (base < least)
    assert (figures.parts == () and figures.base is None) == (base < least)
