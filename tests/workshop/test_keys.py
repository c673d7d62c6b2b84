import re

from cryptography.fernet import Fernet

from supportgroup.workshop import keys


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    folder = tmp_path / "keys"

    first = keys.kept(folder, "secret-key")

    assert keys.kept(folder, "secret-key") == first
    assert keys.kept(folder, "link-key") != first
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_field_key_is_one_that_fernet_takes():
    key = Fernet(keys.field_key())

    assert key.decrypt(key.encrypt(b"sort code")) == b"sort code"


def test_the_demo_password_can_be_read_out():
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+-\d{4}", keys.spoken_password())
