"""25,000 people: a backup and a restore of a whole hospital's register (dev.py test --all)."""

import sys

import pytest

from supportgroup.people.models import ClinicalOutline, Person
from supportgroup.upkeep import backup, census
from tests.upkeep.machine import Machine, name_of

PASSPHRASE = "otter-lantern-quartz-plover"
PEOPLE = 25_000


@pytest.mark.everything
@pytest.mark.django_db(transaction=True)
def test_25000_people_come_back_whole(group, settings, tmp_path, capsys):
    settings.FILES_DIR = tmp_path / "here"
    people = Person.objects.bulk_create(
        (
            Person(group=group, first_name=f"Ada{n}", last_name=f"Lovell{n}", address="14 Orchard Close\nEastbrook")
            for n in range(PEOPLE)
        ),
        batch_size=5_000,
    )
    ClinicalOutline.objects.bulk_create((ClinicalOutline(person=person) for person in people), batch_size=5_000)
    machine = Machine(name_of("size"), tmp_path / "elsewhere", {"BACKUP_PASSPHRASE": PASSPHRASE})
    machine.folder.mkdir()
    try:
        made = backup.make(tmp_path / "big.backup", PASSPHRASE.encode(), with_keys=False)
        done = machine.make().manage("restore", tmp_path / "big.backup")
    finally:
        machine.end()

    with capsys.disabled():
        sys.stdout.write(
            f"\n{made.rows:,} rows, {made.size:,} bytes: backup {made.seconds:.1f} s. {done.stdout.splitlines()[0]}"
        )
    assert done.returncode == 0, done.stderr
    assert "Every table has the same rows as when it was saved." in done.stdout
    assert census.now()["people_person"][0] == PEOPLE
