"""What was saved comes back, all of it, into an empty machine; and nothing comes back of what is not right."""

import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from supportgroup.audit.models import Look
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.people.models import Person
from supportgroup.upkeep import backup, census, restore
from supportgroup.upkeep.models import BackupMade
from surveys.replying.cookies import encrypted
from tests.factories import PASSWORD, PersonFactory
from tests.outbox.factories import MessageFactory
from tests.upkeep.machine import Machine, name_of

pytestmark = pytest.mark.django_db(transaction=True)
PASSPHRASE = "otter-lantern-quartz-plover"
SECRET = PASSPHRASE.encode()
SIGN_IN_AND_LOOK = f"""
import django; django.setup()
from django.test import Client
from django.contrib.auth import authenticate
from supportgroup.accounts.models import User
from supportgroup.people.models import Person
from surveys.replying.cookies import decrypted
from allauth.mfa.models import Authenticator
nurse = User.objects.get(email="nurse@hospital.example")
assert nurse.check_password({PASSWORD!r})
assert decrypted(Authenticator.objects.get().data["secret"]) == {{"totp": "JBSWY3DPEHPK3PXP"}}
client = Client(); client.force_login(nurse)
html = client.get("/immunology/people/").content.decode()
assert "Lovell" in html and "300 people" in html, html
from django.db import connection, utils
try:
    with connection.cursor() as cursor: cursor.execute("DELETE FROM audit_look")
    raise SystemExit("the trail could be emptied")
except utils.DatabaseError as refused:
    assert "Cannot update or delete" in str(refused)
from django.db import transaction
connection.close()
new = Person.objects.create(group=Person.objects.first().group, first_name="New", last_name="Person")
assert new.pk > Person.objects.order_by("pk").first().pk
print("well")
"""


@pytest.fixture
def saved(group, nurse, settings, tmp_path, monkeypatch):
    """A service with people, a second factor, files, a message that waits, and its backup."""
    monkeypatch.setenv("BACKUP_PASSPHRASE", PASSPHRASE)
    settings.FILES_DIR = tmp_path / "here"
    (settings.FILES_DIR / "uploads").mkdir(parents=True)
    (settings.FILES_DIR / "uploads" / "ward.csv").write_bytes(b"Lovell\n" * 100_000)
    PersonFactory.create_batch(300, group=group)
    Authenticator.objects.create(user=nurse, type="totp", data={"secret": encrypted({"totp": "JBSWY3DPEHPK3PXP"})})
    MessageFactory(group=group, person=Person.objects.first())
    Look.objects.create(
        at="2026-09-07T12:00Z", actor_kind="user", actor_name="x", group_slug="x", way="page", what="x", people=[1]
    )
    place = tmp_path / "night.backup"
    call_command("backup", place)
    return place


@pytest.fixture
def machine(tmp_path):
    """An empty machine with the same keys."""
    other = Machine(name_of("elsewhere"), tmp_path / "elsewhere")
    other.folder.mkdir()
    yield other.make()
    other.end()


def test_a_backup_comes_back_whole_into_an_empty_machine_and_the_service_works_there(saved, machine):
    done = machine.manage("restore", saved)
    works = machine.python("-c", SIGN_IN_AND_LOOK)

    assert done.returncode == 0, done.stderr
    assert "Every table has the same rows as when it was saved." in done.stdout
    assert "1 message that waited then is held now" in done.stdout
    assert (works.returncode, works.stdout.strip()[-4:]) == (0, "well"), works.stderr
    assert (machine.files / "uploads" / "ward.csv").read_bytes() == b"Lovell\n" * 100_000
    assert BackupMade.objects.count() == 1
    assert Message.objects.get().state == State.QUEUED


def test_nothing_of_a_backup_can_be_read_in_it(saved):
    content = saved.read_bytes()

    assert not [word for word in (b"Lovell", b"hospital.example", b"immunology", b"people_person") if word in content]
    assert saved.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_never_written_over_and_leaves_no_half(saved):
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", saved)
    with pytest.raises(CommandError, match="could not be written"):
        call_command("backup", saved.parent / "no folder" / "x")
    assert sorted(path.name for path in saved.parent.iterdir() if path.is_file()) == ["night.backup"]


def refused(machine, place, **told):
    machine.told = told
    done = machine.manage("restore", place)
    assert done.returncode == 1, done.stdout
    assert machine.tables() == 0
    assert not machine.files.exists() or not list(machine.files.iterdir())
    assert not list(machine.folder.glob(".restoring-*"))
    assert "Traceback" not in done.stderr
    return done.stderr


def test_each_thing_that_is_not_right_is_said_and_nothing_is_half_restored(saved, machine, tmp_path):
    good = saved.read_bytes()
    bad, cut, other = (tmp_path / name for name in ("altered", "cut", "format"))
    altered = bytearray(good)
    altered[len(good) // 2] ^= 1
    bad.write_bytes(altered)
    cut.write_bytes(good[: len(good) // 2])
    other.write_bytes(good.replace(b"backup 1\n", b"backup 7\n", 1))

    assert "The passphrase is wrong" in refused(machine, saved, BACKUP_PASSPHRASE="another-unlikely-phrase")
    assert "15 letters or more" in refused(machine, saved, BACKUP_PASSPHRASE="short")
    assert "changed or damaged" in refused(machine, bad)
    assert "cut off" in refused(machine, cut)
    assert "has format 7" in refused(machine, other)
    assert "There is no file" in refused(machine, tmp_path / "nowhere")
    wrong_key = refused(machine, saved, OTHER_FIELD_KEYS=Fernet.generate_key().decode())
    assert "Set FIELD_KEYS as they were" in wrong_key
    assert "Set LINK_KEY or LINK_KEYS_OLD as they were" in refused(machine, saved, OTHER_LINK_KEY="x" * 50)


def test_a_database_that_is_not_empty_is_left_alone(saved, settings, tmp_path):
    before = census.now()

    with pytest.raises(CommandError, match="This database is not empty"):
        call_command("restore", saved)
    assert census.now() == before


def test_a_folder_of_files_that_is_not_empty_is_left_alone(saved, machine):
    machine.files.mkdir()
    (machine.files / "mine").write_text("x")

    done = machine.manage("restore", saved)

    assert "is not empty. Move what is in it away" in done.stderr
    assert [path.name for path in machine.files.iterdir()] == ["mine"]
    assert machine.tables() == 0


def test_a_backup_of_a_newer_version_is_refused_by_name(saved):
    about = {"migrations": ["people.9999_from_the_future"], "keys": {}}

    with pytest.raises(restore.Unable, match="does not know people"):
        restore._demand_fit(about)


def test_keys_are_named_by_fingerprint_and_put_in_only_when_asked(saved, settings, tmp_path):
    sealing = tmp_path / "sealing"
    sealing.mkdir()
    (sealing / "survey-3.key").write_bytes(b"k" * 32)
    settings.SEALING_KEYS_DIR = str(sealing)
    with_keys = tmp_path / "with.backup"
    backup.make(with_keys, SECRET, with_keys=True)

    with pytest.raises(CommandError, match="holds no keys, only their fingerprints"):
        call_command("restore", saved, keys_to=tmp_path / "none")
    call_command("restore", with_keys, keys_to=tmp_path / "keys")

    written = {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    assert written["survey-3.key"] == b"k" * 32
    assert written["FIELD_KEYS.txt"].decode() == ",".join(settings.FIELD_KEYS)
    assert set(written) == {"SECRET_KEY.txt", "FIELD_KEYS.txt", "LINK_KEY.txt", "LINK_KEYS_OLD.txt", "survey-3.key"}
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert not (tmp_path / "none").exists()


def test_the_census_notices_one_changed_value(group):
    PersonFactory.create_batch(3, group=group)
    before = census.now()
    Person.objects.filter(pk=Person.objects.first().pk).update(first_name="Other")

    assert {name for name, counted in census.now().items() if counted != before[name]} >= {"people_person"}


def test_the_passphrase_may_lie_in_a_file_and_must_be_long_enough(saved, tmp_path, monkeypatch):
    monkeypatch.delenv("BACKUP_PASSPHRASE")
    key = tmp_path / "key"
    key.write_text(PASSPHRASE + "\n")
    (tmp_path / "weak").write_text("secret")

    call_command("backup", tmp_path / "second.backup", key_file=key)
    with pytest.raises(CommandError, match="15 letters or more"):
        call_command("backup", tmp_path / "third.backup", key_file=tmp_path / "weak")
    with pytest.raises(CommandError, match="cannot be read as text"):
        call_command("backup", tmp_path / "third.backup", key_file=Path("/no/such/file"))
    with pytest.raises(CommandError, match="--key-file or in BACKUP_PASSPHRASE"):
        call_command("backup", tmp_path / "third.backup")
    assert not (tmp_path / "third.backup").exists()


def test_what_json_says_of_keys_holds_no_key(saved, settings):
    from supportgroup.upkeep import keyring

    told = json.dumps(keyring.fingerprints())
    assert not [key for key in (settings.SECRET_KEY, settings.LINK_KEY, *settings.FIELD_KEYS) if key in told]
