import datetime
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import connection

from supportgroup import clock
from supportgroup.access.actor import CLOCK, SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.longwork.actions import run_waiting
from supportgroup.people import actions as people
from supportgroup.people import reactions
from supportgroup.people.importing import actions
from supportgroup.people.importing.rules import mark_of
from supportgroup.people.models import ClinicalOutline, Import, Person
from supportgroup.people.typed import is_nhs_number
from supportgroup.uploads import actions as uploads
from supportgroup.uploads.models import StoredFile
from tests.factories import OutlineFactory, PersonFactory

from .conftest import ADA, EVE, HEADER

pytestmark = pytest.mark.django_db
CLINICAL = [*HEADER, "Condition group", "On immunoglobulin", "Treatment route", "Treatment place"]


def nhs_number(place):
    """Return the place-th valid number of the range that is never issued."""
    for digits in range(place * 10, place * 10 + 10):
        nine = f"999{digits:06d}"
        for check in range(10):
            if is_nhs_number(f"{nine}{check}"):
                return f"{nine}{check}"
    raise ValueError(place)


def test_a_spreadsheet_becomes_people_signed_by_who_confirmed_it(group, nurse, sheet, confirmed):
    imported = confirmed(sheet(ADA, EVE))
    assert Person.objects.count() == 0, "nobody before a worker has written them"

    run_waiting()

    imported.refresh_from_db()
    assert (imported.state, imported.added, imported.refused, imported.confirmed_by) == ("done", 2, 0, nurse)
    assert imported.work.sentence == "2 people were added and 0 changed."
    assert list(Person.objects.of(group).values_list("last_name", "nhs_number", "email")) == [
        ("Okoro", "9990000018", "ada@demo.example"),
        ("Stone", "9990000026", ""),
    ]
    signed = {event.pgh_context["action"] for event in apps.get_model("people", "PersonEvent").objects.all()}
    assert signed == {"people.imported"}


def test_the_clinical_outline_comes_along(sheet, confirmed):
    confirmed(sheet([*ADA, "Primary immunodeficiency", "yes", "vein", "Home"], EVE, header=CLINICAL))

    run_waiting()

    outline = ClinicalOutline.objects.get()
    assert (str(outline.person), outline.condition_group, outline.on_immunoglobulin) == ("Ada Okoro", "primary", True)
    assert (outline.treatment_route, outline.treatment_place) == ("vein", "home")


def test_people_we_know_are_changed_and_nobody_of_another_group_is(group, other_group, sheet, confirmed):
    ours, theirs = (
        PersonFactory(group=one, first_name="Ada", last_name="Okoro", nhs_number="9990000018", date_of_birth=None)
        for one in (group, other_group)
    )
    OutlineFactory(person=ours, condition_group="secondary")

    confirmed(sheet([*ADA, "primary", "", "", ""], header=CLINICAL))
    run_waiting()

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.email, ours.date_of_birth) == ("ada@demo.example", datetime.date(1988, 3, 11))
    assert ClinicalOutline.objects.get(person=ours).condition_group == "primary"
    assert theirs.email == ""
    assert Person.objects.count() == 2


def test_rows_that_are_refused_are_left_out_and_their_reasons_kept_without_their_data(sheet, confirmed):
    wrong = ["Eve", "Stone", "31/02/1988", "", "eve@demo.example"]

    imported = confirmed(sheet(ADA, wrong))
    run_waiting()

    imported.refresh_from_db()
    assert (imported.added, imported.refused) == (1, 1)
    assert imported.refusals == {"3": "Date of birth must be a real date"}
    assert [str(person) for person in Person.objects.all()] == ["Ada Okoro"]


def test_the_file_is_forgotten_when_it_is_written(sheet, confirmed, django_capture_on_commit_callbacks):
    imported = confirmed(sheet(ADA))
    path = imported.file.file.name
    assert default_storage.exists(path)

    with django_capture_on_commit_callbacks(execute=True):
        run_waiting()

    imported.refresh_from_db()
    assert (imported.file, imported.columns, StoredFile.objects.count()) == (None, [], 0)
    assert not default_storage.exists(path)


def test_the_file_is_forgotten_when_it_is_given_up(sheet, matched, by, django_capture_on_commit_callbacks):
    imported = matched(sheet(ADA))
    path = imported.file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel(imported, by=by)

    assert (Import.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert not default_storage.exists(path)


def test_a_file_that_nobody_confirms_is_forgotten_after_three_days(at_noon, sheet, matched, by):
    imported = matched(sheet(ADA))
    later = clock.at(datetime.date(2026, 9, 11))

    with clock.moved_to(later):
        uploads.forget_old(by=CLOCK)
        imported.refresh_from_db()
        assert imported.file is None
        with pytest.raises(Refused, match="was forgotten, because nobody confirmed it in time"):
            actions.match(imported, columns=imported.columns, by=by)


def test_what_is_not_a_spreadsheet_is_refused_and_not_kept(group, by):
    before = set(default_storage.listdir("people")[1]) if default_storage.exists("people") else set()

    for data, reason in ((b"%PDF-1.7", "This is a PDF"), (b"one column\nonly", "Only one column"), (b"", "empty")):
        with pytest.raises(Refused, match=reason):
            actions.begin(ContentFile(data, name="cohort.csv"), group=group, by=by)

    assert (Import.objects.count(), StoredFile.objects.count()) == (0, 0)
    after = set(default_storage.listdir("people")[1]) if default_storage.exists("people") else set()
    assert after == before


def test_60_megabytes_are_refused_without_being_read(group, by):
    class NeverRead(UploadedFile):
        def read(self, *args):
            raise AssertionError("it was read")

    with pytest.raises(Refused, match="The file has 60 MB and the most we can take is 10 MB"):
        actions.begin(NeverRead(name="cohort.csv", size=60 * 1024 * 1024), group=group, by=by)


def test_confirmed_twice_it_is_imported_once(sheet, matched, by):
    imported = matched(sheet(ADA))
    seen = mark_of(imported.verdicts)

    first = actions.confirm(imported, seen=seen, by=by)
    second = actions.confirm(imported, seen=seen, by=by)
    run_waiting()

    assert first.work == second.work
    assert Person.objects.count() == 1
    assert actions.confirm(imported, seen=seen, by=by).state == "done"


def test_a_worker_that_runs_it_again_writes_nothing_twice(sheet, confirmed, by):
    imported = confirmed(sheet(ADA))

    for _ in range(2):
        actions.write(imported, report=lambda done, total: None, by=by)

    assert Person.objects.count() == 1


def test_what_was_not_seen_cannot_be_confirmed(sheet, matched, by):
    imported = matched(sheet(ADA))

    with pytest.raises(Refused, match="The columns were matched again after you opened this page"):
        actions.confirm(imported, seen="another page", by=by)


def test_a_spreadsheet_without_news_cannot_be_confirmed(group, sheet, matched, by, confirmed):
    confirmed(sheet(ADA))
    run_waiting()
    again = matched(sheet(ADA))

    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    with pytest.raises(Refused, match="nobody would be added or changed"):
        actions.confirm(again, seen=mark_of(again.verdicts), by=by)


def test_when_the_register_changed_meanwhile_nothing_is_written_and_it_is_checked_anew(group, sheet, confirmed, by):
    imported = confirmed(sheet(ADA, EVE))
    people.add(group=group, values={"first_name": "Adam", "last_name": "Poe", "nhs_number": "9990000018"}, by=by)

    run_waiting()

    imported.refresh_from_db()
    assert imported.work.state == "refused"
    assert imported.work.sentence.startswith("Nothing was imported: the register has changed")
    assert (imported.state, imported.added, imported.refused, imported.confirmed_by) == ("matched", 1, 1, None)
    assert [str(person) for person in Person.objects.all()] == ["Adam Poe"]

    actions.confirm(imported, seen=mark_of(imported.verdicts), by=by)
    run_waiting()
    assert [str(person) for person in Person.objects.all()] == ["Adam Poe", "Eve Stone"]


def test_if_one_room_cannot_answer_nobody_is_imported_and_it_can_be_tried_again(group, sheet, confirmed, by):
    known = PersonFactory(group=group, first_name="Ada", last_name="Okoro", nhs_number="9990000018", date_of_birth=None)
    header = [*HEADER, "Standing", "Died or moved on"]
    before = list(reactions._answers[reactions.Event.DIED])
    reactions.register(reactions.Event.DIED, lambda person, *, by: 1 / 0)

    imported = confirmed(sheet([*ADA, "died", "03/05/2026"], [*EVE, "", ""], header=header))
    run_waiting()
    reactions._answers[reactions.Event.DIED] = before

    imported.refresh_from_db()
    known.refresh_from_db()
    assert (imported.work.state, known.standing, Person.objects.count()) == ("refused", "current", 1)
    assert actions.is_open(imported)

    actions.confirm(imported, seen=mark_of(imported.verdicts), by=by)
    run_waiting()
    known.refresh_from_db()
    assert (known.standing, Person.objects.count()) == ("died", 2)


def test_an_import_that_is_being_written_cannot_be_given_up_or_matched_again(sheet, confirmed, by):
    imported = confirmed(sheet(ADA))

    for act in (lambda: actions.cancel(imported, by=by), lambda: actions.match(imported, columns=[], by=by)):
        with pytest.raises(Refused, match="confirmed already"):
            act()


def many(count, start=0):
    return [["Ada", f"Okoro{place:05d}", "11/03/1988", nhs_number(place), "", "primary", "yes", "vein", "home"]
            for place in range(start, start + count)]  # fmt: skip


@pytest.mark.everything
def test_5000_people_are_imported_and_then_all_of_them_changed(sheet, confirmed):
    rows = many(5000)
    for rows_now in (
        rows,
        [[*row[:4], f"ada{place}@demo.example", *row[5:8], "hospital"] for place, row in enumerate(rows)],
    ):
        confirmed(sheet(*rows_now, header=CLINICAL))
        run_waiting()
    assert Person.objects.exclude(email="").count() == 5000
    assert ClinicalOutline.objects.filter(treatment_place="hospital").count() == 5000


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_the_same_moment_import_once(sheet, matched, nurse):
    imported = matched(sheet(ADA, EVE))
    seen = mark_of(imported.verdicts)
    gate = threading.Barrier(2)

    def press():
        gate.wait()
        try:
            actions.confirm(imported, seen=seen, by=SignedIn(nurse))
            run_waiting()
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    run_waiting()

    assert Person.objects.count() == 2


WORKER = """
import django
django.setup()
from supportgroup.longwork.actions import run_waiting
run_waiting()
"""


@pytest.mark.everything
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_nobody_and_the_next_imports_everybody(sheet, confirmed, settings):
    imported = confirmed(sheet(*many(3000), header=CLINICAL))
    place = connection.settings_dict
    told = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "supportgroup.settings.development",
        "DATABASE_URL": f"postgres://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{place['NAME']}",
        "FILES_DIR": str(settings.FILES_DIR),
    }
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=told, cwd=Path(__file__).resolve().parents[3])
    deadline = time.monotonic() + 60
    while imported.work.done == 0 and time.monotonic() < deadline:
        imported.work.refresh_from_db()
    worker.kill()
    worker.wait()

    assert 0 < imported.work.done < 3000
    assert Person.objects.count() == 0
    while run_waiting() == 0 and time.monotonic() < deadline:
        pass

    imported.refresh_from_db()
    assert (imported.state, Person.objects.count()) == ("done", 3000)
