import pytest

from supportgroup.workshop import dotenv
from supportgroup.workshop.troubles import Trouble


def test_names_and_values_are_read_and_comments_are_not():
    text = "# servers\nREDIS_URL=redis://one\n\n  export TRUST_NAME = 'East brook'\nEMPTY=\nQUERY=\"a=b#c\"\n"

    assert dotenv.parse(text) == {
        "REDIS_URL": "redis://one",
        "TRUST_NAME": "East brook",
        "EMPTY": "",
        "QUERY": "a=b#c",
    }


def test_a_line_that_is_neither_is_named_by_its_number():
    with pytest.raises(Trouble, match=r"^Line 2 of \.env is not NAME=value"):
        dotenv.parse("A=1\nnothing here\n")


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / ".env").write_text("A=file\nB=file\n")

    assert dotenv.merged(tmp_path / ".env", {"A": "environment"}) == {"A": "environment", "B": "file"}


def test_without_a_file_the_environment_stands_alone(tmp_path):
    assert dotenv.merged(tmp_path / ".env", {"A": "1"}) == {"A": "1"}
