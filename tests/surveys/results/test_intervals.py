"""Limits for a share of a small population: against their definition, and against what others have published."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.results.intervals import Limits, change, limits

TAIL = Fraction(25, 1000)


def chance_of(drawn, *, of_all, answered, population):
    return Fraction(comb(of_all, drawn) * comb(population - of_all, answered - drawn), comb(population, answered))


def tails(yes, of_all, *, answered, population):
    """Return how likely so many yes or fewer are, and so many or more."""
    ways = {"of_all": of_all, "answered": answered, "population": population}
    fewer = sum(chance_of(drawn, **ways) for drawn in range(yes + 1))
    return fewer, 1 - fewer + chance_of(yes, **ways)


def covered(of_all, *, answered, population):
    """Return how often the limits hold the truth, over all samples that can be drawn."""
    return sum(
        chance_of(yes, of_all=of_all, answered=answered, population=population)
        for yes in range(max(0, answered - population + of_all), min(answered, of_all) + 1)
        if limits(yes, answered=answered, population=population).low
        <= of_all
        <= limits(yes, answered=answered, population=population).high
    )


def test_the_storys_53_of_75_stand_for_65_to_75_of_the_100():
    assert limits(53, answered=75, population=100) == Limits(65, 75, 100)


@pytest.mark.parametrize(
    ("yes", "low", "high"),
    [(45, 110, 161), (2, None, 19)],
)
def test_limits_lie_just_inside_those_of_the_r_package_samplingbook(yes, low, high):
    """Its README (Manitz 2020, after Kauermann and Küchenhoff 2010) has 100 of 300 employees answer.

    45 yes: 110 to 161; 2 yes: 2 to 19. It prints the first numbers that the sample speaks against; ours are the last
    that it does not. Two of 300 is the least there can be.
    """
    ours = limits(yes, answered=100, population=300)

    assert (ours.low, ours.high) == (low + 1 if low else yes, high - 1)
    assert tails(yes, high, answered=100, population=300)[0] <= TAIL
    assert low is None or tails(yes, low, answered=100, population=300)[1] <= TAIL


def test_limits_hold_the_shorter_ones_of_wang():
    """Wang (2015), as the R package ExactCIone prints them for 5 of 20: each lies within exact limits of two tails."""
    wang = [(0, 8), (1, 12), (2, 15), (5, 18), (8, 19), (12, 20)]

    ours = [limits(yes, answered=5, population=20) for yes in range(6)]
    assert all(one.low <= low and high <= one.high for one, (low, high) in zip(ours, wang, strict=True))


def test_limits_of_a_vast_population_are_those_of_clopper_and_pearson():
    """2 of 5, one-sided 95% each way, as ExactCIone prints them: 0.0764 and 0.8107."""
    low, high = limits(2, answered=5, population=2_000_000, error=0.1).shares

    assert (round(low, 4), round(high, 4)) == (0.0764, 0.8107)


@pytest.mark.parametrize(("answered", "population"), [(75, 100), (20, 60), (10, 11)])
def test_limits_hold_the_truth_in_at_least_95_of_100_samples_whatever_it_is(answered, population):
    held = [covered(of_all, answered=answered, population=population) for of_all in range(population + 1)]

    assert min(held) >= 1 - 2 * TAIL


@given(st.data(), st.integers(1, 60))
def test_limits_are_the_last_numbers_that_the_answers_do_not_speak_against(data, population):
    answered = data.draw(st.integers(1, population))
    yes = data.draw(st.integers(0, answered))
    ours = limits(yes, answered=answered, population=population)

    assert yes <= ours.low <= ours.high <= population - answered + yes
    for of_all in range(yes, population - answered + yes + 1):
        fewer, more = tails(yes, of_all, answered=answered, population=population)
        assert (ours.low <= of_all <= ours.high) == (fewer > TAIL and more > TAIL)


def test_when_everybody_has_answered_there_is_no_doubt():
    assert limits(53, answered=75, population=75) == Limits(53, 53, 75)


@pytest.mark.parametrize(("yes", "answered", "population"), [(3, 2, 10), (1, 11, 10), (-1, 2, 3), (0, 0, 0)])
def test_numbers_that_cannot_be_are_refused(yes, answered, population):
    with pytest.raises(ValueError, match="cannot be"):
        limits(yes, answered=answered, population=population)


def test_a_change_within_the_limits_of_both_rounds_is_not_clear_and_a_large_one_is():
    before = (53 / 75, limits(53, answered=75, population=100))
    little, much = ((yes / 80, limits(yes, answered=80, population=100)) for yes in (60, 76))

    assert not change(before, little).is_clear
    found = change(before, much)
    assert found.is_clear
    assert found.low < found.by == 76 / 80 - 53 / 75 < found.high


def test_limits_of_a_hundred_thousand_are_quick_and_narrow():
    """The normal approximation, which is good here, has 66,667 plus or minus 1.96 x 86.07."""
    found = limits(50_000, answered=75_000, population=100_000)

    assert abs(found.low - 66_498) <= 2
    assert abs(found.high - 66_835) <= 2
