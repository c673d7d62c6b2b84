import pytest

from supportgroup.workshop.commands import spread
from supportgroup.workshop.places import here


@pytest.mark.parametrize("arguments", [[], ["-q"], ["--durations=5"]])
def test_all_the_tests_are_spread_over_both_cores(arguments):
    assert spread(arguments, here()) == ["-n", "2", "--dist", "worksteal"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["tests/workshop"],
        ["tests/workshop/test_dev.py::test_x"],
        ["-k", "mail"],
        ["-x"],
        ["-n", "1"],
        ["-n1"],
        ["--lf"],
    ],
)
def test_a_choice_of_the_tests_runs_in_one_process(arguments):
    assert spread(arguments, here()) == []
