import datetime
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from supportgroup import clock
from supportgroup.access.actor import CLOCK
from supportgroup.access.refusal import Refused
from supportgroup.uploads import actions
from supportgroup.uploads.choices import FileKind
from supportgroup.uploads.models import StoredFile
from supportgroup.uploads.reading import content, kind_of
from supportgroup.uploads.rules import Limits

pytestmark = pytest.mark.django_db

TEXT_ONLY = Limits(largest=1000, kinds=frozenset({FileKind.TEXT}), wanted="a spreadsheet saved as CSV")
DAY = datetime.date(2026, 9, 7)


def keep(data=b"name,born\nAda,1960\n", name="cohort.csv", keep_until=DAY, room="tests"):
    return actions.store(ContentFile(data, name=name), room=room, limits=TEXT_ONLY, keep_until=keep_until)


class NeverRead(UploadedFile):
    """A file that fails the test when anybody reads it."""

    def __init__(self, size):
        super().__init__(file=None, name="large.csv", size=size)

    def read(self, *args):
        raise AssertionError("it was read")

    chunks = read


def test_a_file_lies_under_a_random_name_in_the_rooms_folder_and_can_be_read_again():
    stored = keep(name="../../cohort of patients.csv")

    assert stored.file.name == f"tests/{stored.pk}"
    assert (stored.original_name, stored.size, stored.content_type) == ("cohort of patients.csv", 19, "text/plain")
    assert content(stored) == b"name,born\nAda,1960\n"


def test_a_stored_file_is_not_for_everybody_on_the_machine():
    stored = keep()

    assert Path(default_storage.path(stored.file.name)).stat().st_mode & 0o007 == 0


def test_a_file_that_is_too_large_is_refused_without_being_read():
    with pytest.raises(Refused, match="The file has 60 MB and the most we can take is 1 kB"):
        actions.store(NeverRead(60 * 1024 * 1024), room="tests", limits=TEXT_ONLY, keep_until=DAY)

    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04 rest", FileKind.WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", FileKind.OLD_WORKBOOK),
        (b"%PDF-1.7", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE),
        (b"\xff\xd8\xff\xe0", FileKind.PICTURE),
        (b"name\x00born", FileKind.UNKNOWN),
        ("name,born".encode("utf-16"), FileKind.TEXT),
        ("name,bórn".encode("cp1252"), FileKind.TEXT),
        (b"", FileKind.TEXT),
    ],
)
def test_a_file_is_what_its_content_says(data, kind):
    assert kind_of(data) == kind


def test_a_picture_with_the_name_of_a_spreadsheet_is_refused():
    with pytest.raises(Refused, match="This is a picture, not a spreadsheet saved as CSV"):
        keep(b"\x89PNG\r\n\x1a\n and more", name="cohort.csv")


def test_a_disk_that_is_full_is_said_and_leaves_no_row(tmp_path, settings):
    (tmp_path / "files").write_text("a file where the folder should be")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }

    with pytest.raises(Refused, match="could not be kept"):
        keep()

    assert StoredFile.objects.count() == 0


def test_a_forgotten_file_is_gone_when_the_action_commits(django_capture_on_commit_callbacks):
    stored = keep()
    path = Path(default_storage.path(stored.file.name))

    with django_capture_on_commit_callbacks(execute=True):
        actions.forget(stored)
        assert path.exists()

    assert not path.exists()
    assert StoredFile.objects.count() == 0
    with pytest.raises(Refused, match="no longer here"):
        content(stored)


def test_the_sweep_forgets_what_is_old_and_nothing_else(django_capture_on_commit_callbacks):
    yesterdays, todays = keep(keep_until=DAY - datetime.timedelta(days=1)), keep(keep_until=DAY)

    with clock.moved_to(clock.at(DAY)), django_capture_on_commit_callbacks(execute=True):
        actions.forget_old(by=CLOCK)

    assert list(StoredFile.objects.all()) == [todays]
    assert not default_storage.exists(yesterdays.file.name)
    assert default_storage.exists(todays.file.name)


def test_the_sweep_removes_what_an_upload_that_failed_half_way_left_a_day_ago():
    kept = keep()
    old, new = (default_storage.save(f"tests/{name}", ContentFile(b"x")) for name in ("stray-old", "stray-new"))
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(default_storage.path(old), (two_days_ago, two_days_ago))
    StoredFile.objects.update(keep_until=clock.today())

    actions.forget_old(by=CLOCK)

    assert [default_storage.exists(name) for name in (old, new, kept.file.name)] == [False, True, True]
