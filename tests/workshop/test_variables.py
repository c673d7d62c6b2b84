import pytest

from supportgroup.workshop import variables
from supportgroup.workshop.places import Places
from supportgroup.workshop.troubles import Trouble
from supportgroup.workshop.variables import Wanted


def test_with_neither_address_everything_is_embedded():
    assert Wanted.by({}).embedded


def test_with_both_addresses_nothing_is_embedded():
    wanted = Wanted.by({"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://r"})

    assert not wanted.embedded


@pytest.mark.parametrize(("given", "missing"), [("DATABASE_URL", "REDIS_URL"), ("REDIS_URL", "DATABASE_URL")])
def test_one_address_without_the_other_is_refused_in_one_sentence(given, missing):
    with pytest.raises(Trouble) as trouble:
        Wanted.by({given: "somewhere"})

    assert str(trouble.value) == (
        f"{given} is set and {missing} is not: set both to use your own servers, or neither to have them started here."
    )


def test_web_processes_are_never_told_where_the_sealing_keys_lie(tmp_path):
    environment = {"SEALING_KEYS_DIR": "/etc/sealing", "PATH": "/bin"}

    told = variables.of_development(environment, Places(tmp_path), port=8000)

    assert "SEALING_KEYS_DIR" not in told
    assert told["PATH"] == "/bin"


def test_the_worker_and_the_demo_are_told_where_the_sealing_keys_lie(tmp_path):
    places = Places(tmp_path)
    told = variables.of_development({}, places, port=8000)

    assert variables.with_sealing_keys(told, {}, places)["SEALING_KEYS_DIR"] == str(tmp_path / "var" / "sealing-keys")
    named = variables.with_sealing_keys(told, {"SEALING_KEYS_DIR": "/etc/sealing"}, places)
    assert named["SEALING_KEYS_DIR"] == "/etc/sealing"


def test_a_demo_password_of_ones_own_is_kept_to(tmp_path):
    told = variables.of_development({"DEMO_PASSWORD": "seven-green-bottles"}, Places(tmp_path), port=8000)

    assert told["DEMO_PASSWORD"] == "seven-green-bottles"


def test_tests_meet_no_server_that_somebody_named():
    named = {"DATABASE_URL": "postgres://real", "REDIS_URL": "redis://real", "EMAIL_URL": "smtp://real"}

    told = variables.of_tests(named, {"DATABASE_URL": "postgres://own", "REDIS_URL": "redis://own"})

    assert (told["DATABASE_URL"], told["REDIS_URL"]) == ("postgres://own", "redis://own")
    assert told["EMAIL_URL"] == "smtp://127.0.0.1:9"
