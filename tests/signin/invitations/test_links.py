import random
import string

from supportgroup.signin.invitations import links


def test_a_token_names_its_invitation_and_version():
    assert links.read(links.token_of(12, 3)) == (12, 3)


def test_another_service_key_makes_another_token(settings):
    token = links.token_of(12, 3)
    settings.LINK_KEY = "another key"

    assert links.read(token) is None


def test_altered_by_one_character_a_token_opens_nothing():
    token = links.token_of(12, 3)
    for place in range(len(token)):
        for other in "0aZ-":
            if token[place] != other:
                assert links.read(token[:place] + other + token[place + 1 :]) is None


def test_made_up_tokens_open_nothing():
    chance = random.Random(7)
    letters = string.ascii_letters + string.digits + "-_"
    for _ in range(10_000):
        mark = "".join(chance.choice(letters) for _ in range(32))
        assert links.read(f"{chance.randint(1, 99)}-1-{mark}") is None


def test_what_is_no_token_is_read_without_a_fault():
    for typed in (
        "",
        "-",
        "--",
        "1-1-",
        "٣-1-x",
        "1-1-é",
        "9" * 5000,
        "\x00",
        "🙂-1-x",
        "1-1-" + "x" * 100_000,
        "01-1-x",
    ):
        assert links.read(typed) is None


def test_a_token_cannot_be_guessed():
    mark = links.token_of(1, 1).split("-", 2)[2]

    assert len(mark) * 6 >= 128
