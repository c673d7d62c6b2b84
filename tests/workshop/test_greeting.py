"""What the launcher prints without asking Django, held against what the demo really makes."""

from supportgroup.demo.cast import CAST, ELSEWHERE
from supportgroup.workshop import greeting


def test_the_sign_ins_printed_are_those_of_the_demo():
    made = {f"{name}@demo.example": full_name for name, (full_name, _) in CAST.items()}

    assert {email: words.split(",")[0] for email, words in greeting.SIGN_INS.items()} == made


def test_whoever_has_a_part_in_the_second_group_too_is_said_to():
    said = {
        email.split("@")[0]
        for email, words in greeting.SIGN_INS.items()
        if "second group" in words or "both groups" in words
    }

    assert said == set(ELSEWHERE)


def test_without_the_demo_no_password_is_printed():
    assert "secret" in greeting.text(8000, "secret", demo=True)
    assert "secret" not in greeting.text(8000, "secret", demo=False)
