"""manage.py import_people is the importer of the pages, and names nobody where it is logged."""

import io
import json
import logging

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from supportgroup.people.importing import actions
from supportgroup.people.models import Import, Person, RememberedColumns
from supportgroup.uploads.models import StoredFile
from tests.factories import PersonFactory

from .conftest import ADA, EVE, HEADER
from .workbooks import ADA as ADA_TYPED
from .workbooks import HEADER as NAMES
from .workbooks import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(group, tmp_path):
    """Return a function that runs the command on these bytes: what it printed, and what it said of rows."""

    def run(data, *options, group=group.slug):
        file = tmp_path / "ward.csv"
        file.write_bytes(data)
        out, err = io.StringIO(), io.StringIO()
        call_command("import_people", str(file), "--group", group, *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


def counts(printed):
    return json.loads(printed[0])


def test_the_counts_are_printed_and_nothing_else(run, sheet, group):
    wrong = ["Eve", "Stone", "31/02/1988", "", ""]

    out, err = run(sheet(ADA, wrong), "--json")

    assert json.loads(out) == {"added": 1, "changed": 0, "unchanged": 0, "refused": 1}
    assert out.count("\n") == 1
    assert err == "Line 3: Date of birth must be a real date.\n"
    assert [str(person) for person in Person.objects.of(group)] == ["Ada Okoro"]
    signed = {event.pgh_context["actor_name"] for event in apps.get_model("people", "PersonEvent").objects.all()}
    assert signed == {"the import command"}


def test_the_same_file_twice_changes_nothing(run, sheet):
    run(sheet(ADA, EVE))

    assert counts(run(sheet(ADA, EVE), "--json")) == {"added": 0, "changed": 0, "unchanged": 2, "refused": 0}
    assert (Person.objects.count(), StoredFile.objects.count(), Import.objects.count()) == (2, 0, 1)


def test_what_is_rehearsed_is_not_written_and_comes_true(run, sheet, group):
    PersonFactory(group=group, first_name="Ada", last_name="Okoro", nhs_number="9990000018", date_of_birth=None)
    data = sheet(ADA, EVE)

    rehearsed = counts(run(data, "--dry-run", "--json"))

    assert rehearsed == {"added": 1, "changed": 1, "unchanged": 0, "refused": 0}
    assert (Person.objects.count(), Import.objects.count(), RememberedColumns.objects.count()) == (1, 0, 0)
    assert "Nothing was written. It would be: 1 added" in run(data, "--dry-run")[0]
    assert counts(run(data, "--json")) == rehearsed


def test_a_workbook_is_told_by_its_content(run, group):
    assert counts(run(xlsx(NAMES, ADA_TYPED), "--json"))["added"] == 1
    assert Person.objects.get().phone.replace(" ", "") == "07700900982"


def test_who_may_be_somebody_we_know_is_left_out_because_nobody_is_asked(run, sheet, group):
    PersonFactory(group=group, first_name="Ada", last_name="Okoro", nhs_number="", date_of_birth="1988-03-11")

    out, err = run(sheet(ADA), "--json")

    assert json.loads(out) == {"added": 0, "changed": 0, "unchanged": 0, "refused": 1}
    assert "The register has somebody with this name and date of birth" in err


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_what_is_not_known_ends_with_2_and_keeps_nothing(run, sheet, options):
    def two(book):
        book.create_sheet("More").append(NAMES)

    for data, sentence in (
        (
            sheet(ADA, header=["One", "Two", "Three", "Four", "Five"]),
            "The columns are not understood. Choose the column",
        ),
        (xlsx(NAMES, ADA_TYPED, change=two), "This workbook has 2 sheets. Say which with --sheet: Patients, More."),
    ):
        with pytest.raises(CommandError, match=sentence) as ended:
            run(data, *options)
        assert ended.value.returncode == 2
    with pytest.raises(CommandError, match="There is no group") as ended:
        run(sheet(ADA), *options, group="nowhere")
    assert ended.value.returncode == 2
    assert (Import.objects.count(), StoredFile.objects.count(), Person.objects.count()) == (0, 0, 0)
    assert run(xlsx(NAMES, ADA_TYPED, change=two), "--sheet", "Patients", *options)


def test_columns_that_were_matched_on_the_page_are_known_to_the_command(run, sheet, group, by):
    from django.core.files.base import ContentFile

    data = sheet(ADA, header=["One", "Two", "Three", "Four", "Five"])
    begun = actions.begin(ContentFile(data, name="a.csv"), group=group, by=by)
    actions.match(begun, columns=["first_name", "last_name", "date_of_birth", "nhs_number", ""], by=by)

    assert counts(run(data, "--json"))["added"] == 1


def test_what_cannot_be_read_ends_with_1(run):
    for data in (b"%PDF-1.7", b"", b"PK\x03\x04junk"):
        with pytest.raises(CommandError) as ended:
            run(data, "--json")
        assert ended.value.returncode == 1
    assert Import.objects.count() == 0


def test_nobody_is_named_in_the_logs(run, sheet, caplog):
    with caplog.at_level(logging.DEBUG):
        run(sheet(ADA, ["Eve", "Stone", "31/02/1988", "", "eve@demo.example"], header=HEADER))

    told = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert not [word for word in ("Ada", "Okoro", "Stone", "9990000018", "eve@") if word in told]


def test_a_register_that_changed_meanwhile_is_told_as_that_and_leaves_nothing_half_done(run, sheet, group):
    def as_the_writing_begins(execute, sql, *told):
        if "FOR NO KEY UPDATE" in sql and not Person.objects.of(group).exists():
            PersonFactory(group=group, first_name="Ada", last_name="Okoro", nhs_number="9990000018")
        return execute(sql, *told)

    with (
        connection.execute_wrapper(as_the_writing_begins),
        pytest.raises(CommandError, match="the register has changed since the spreadsheet was checked"),
    ):
        run(sheet(ADA))

    assert not Import.objects.exists()
    assert not StoredFile.objects.exists()
