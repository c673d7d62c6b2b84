import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from supportgroup.longwork.actions import run_waiting
from supportgroup.people import today as room
from supportgroup.people.importing.columns import FIELDS
from supportgroup.people.models import Import, Person
from tests.factories import PersonFactory, user_with_role
from tests.waiting import lines_of_room

from .conftest import ADA, EVE

pytestmark = pytest.mark.django_db
IMPORT = "/immunology/people/import/"


@pytest.fixture
def nurses(signed_in, nurse):
    return signed_in(nurse)


def upload(client, data, name="cohort.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_whole_way_of_a_spreadsheet(nurses, sheet, group):
    matching = upload(nurses, sheet(ADA, ["Eve", "Stone", "31/02/1988", "", ""]))
    imported = Import.objects.get()
    assert matching.url == f"{IMPORT}{imported.pk}/columns/"

    page = nurses.get(matching.url)
    fields = {field.label: field.value() for field in page.context["form"]}
    assert fields["First name"] == "first_name"
    assert "Ada; Eve" in words(page)

    checking = nurses.post(matching.url, {f"column_{n}": field for n, field in enumerate(fields.values())})
    page = nurses.get(checking.url)
    assert "Import the other 1 person" in words(page)
    assert "Date of birth must be a real date" in words(page)
    assert "Okoro, Ada" in words(nurses.get(f"{checking.url}?show=a"))

    watching = nurses.post(checking.url, {"seen": page.context["preview"].mark})
    assert watching.url == f"{IMPORT}{imported.pk}/"
    assert "Waiting to begin" in words(nurses.get(watching.url))

    run_waiting()
    result = nurses.get(watching.url)
    assert "The spreadsheet is imported" in words(result)
    assert "Date of birth must be a real date" in words(result)
    assert [str(person) for person in Person.objects.of(group)] == ["Ada Okoro"]


def test_pressed_twice_the_button_imports_once(nurses, sheet):
    upload(nurses, sheet(ADA, EVE))
    imported = Import.objects.get()
    columns = reverse("match_columns", args=["immunology", imported.pk])
    check = reverse("preview_import", args=["immunology", imported.pk])
    nurses.post(columns, {f"column_{n}": field for n, field in enumerate(imported.columns)})
    seen = nurses.get(check).context["preview"].mark

    answers = [nurses.post(check, {"seen": seen}) for _ in range(2)]
    run_waiting()

    assert [answer.url for answer in answers] == [f"{IMPORT}{imported.pk}/"] * 2
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04....", "The file is damaged or not whole."),
        (b"%PDF-1.7", "This is a PDF, not a spreadsheet. Choose another file."),
        (b"First name\nAda", "Only one column was found."),
        (b"Ada,11/03/1988\nEve,12/03/1988", "The first line looks like a person."),
        (b"First name,Last name\n", "There is nobody in this file"),
        (b"x" * (10 * 1024 * 1024 + 1), "the most we can take is 10 MB"),
        (b"", "The file is empty. Choose another"),
    ],
)
def test_a_wrong_file_gets_one_clear_sentence(nurses, data, sentence):
    answer = upload(nurses, data)

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert Import.objects.count() == 0


def test_no_file_at_all_is_asked_for(nurses, group):
    assert "Choose a spreadsheet" in words(nurses.post(IMPORT, {}))


@pytest.mark.parametrize(
    "data",
    [
        b"First name,Last name\nA\xed\xa0\x80da,Okoro\n",
        b"First name,Last name\n\xf0\x9f\x92\x89,{{ 7|add:7 }}\n",
        b"First name,Last name\n<script>alert(1)</script>,=cmd|' /C calc'!A0\n",
        b"First name,Last name\n\xe2\x80\xae,\xc2\x85\n",
        b'First name,Last name\n"a,b\n',
        b"\xff\xfe\x00\xdc",
        b"First name,Last name\na,b\x00c\n",
    ],
)
def test_hostile_bytes_get_a_page_at_every_step(nurses, group, data):
    answer = upload(nurses, data)
    assert answer.status_code in {200, 302}
    if answer.status_code == 302:
        page = nurses.get(answer.url)
        fields = {f"column_{n}": field for n, field in enumerate(Import.objects.get().columns)}
        check = nurses.post(answer.url, fields)
        assert "<script>alert" not in words(page) + words(nurses.get(check.url))


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b.csv", "\u202egnp.csv", "x" * 250 + ".csv", "<b>.csv"])
def test_hostile_names_of_files_are_only_shown(nurses, sheet, name):
    answer = upload(nurses, sheet(ADA), name=name)

    assert answer.status_code in {200, 302}
    for imported in Import.objects.all():
        assert imported.file.file.name == f"people/{imported.file.pk}"
        assert "<b>" not in words(nurses.get(answer.url)).split("<main")[1].split("</h1>")[0]


def test_columns_that_name_nobody_are_refused_and_the_choice_stays(nurses, sheet):
    answer = upload(nurses, sheet(ADA))

    wrong = nurses.post(answer.url, {"column_1": "last_name", "column_2": "date_of_birth"})

    assert "Choose the column that holds the first name." in words(wrong)
    assert wrong.context["form"]["column_2"].value() == "date_of_birth"
    nonsense = nurses.post(answer.url, {"column_0": "password", "column_1": "\x00"})
    assert nonsense.status_code == 200


def test_what_changes_is_shown_from_old_to_new(nurses, sheet, group):
    PersonFactory(
        group=group, first_name="Ada", last_name="Okoro", nhs_number="9990000018", date_of_birth=None, email=""
    )
    answer = upload(nurses, sheet(ADA))
    check = nurses.post(answer.url, {f"column_{n}": f for n, f in enumerate(Import.objects.get().columns)})

    (line,) = nurses.get(check.url).context["lines"]

    assert line.what == ["Date of birth: nothing → 11 March 1988", "Email: nothing → ada@demo.example"]


def test_a_spreadsheet_that_waits_can_be_gone_on_with_or_given_up(nurses, nurse, sheet, group, at_noon):
    upload(nurses, sheet(ADA))
    imported = Import.objects.get()

    assert "Go on with “cohort.csv”" in words(nurses.get(IMPORT))
    (line,) = lines_of_room(room, nurse, group, at_noon.date())
    assert (line.text, line.url) == ("Finish importing “cohort.csv”", f"{IMPORT}{imported.pk}/columns/")

    given_up = nurses.post(f"{IMPORT}{imported.pk}/cancel/", follow=True)
    assert "The spreadsheet is forgotten. Nothing was imported." in words(given_up)
    assert Import.objects.count() == 0


def test_a_file_that_is_gone_from_the_disk_is_asked_for_again(nurses, sheet):
    answer = upload(nurses, sheet(ADA))
    stored = Import.objects.get().file
    stored.file.storage.delete(stored.file.name)

    page = nurses.get(answer.url, follow=True)

    assert "The file is no longer here. Choose it again." in words(page)


def test_the_empty_spreadsheet_holds_every_column_and_nobody(nurses, treated):
    answer = nurses.get(f"{IMPORT}template.csv")

    assert answer.content.decode("utf-8-sig").strip() == ",".join(FIELDS.values())
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'


def test_an_import_of_another_group_is_not_there(nurses, sheet, other_group, signed_in):
    upload(nurses, sheet(ADA))
    pk = Import.objects.get().pk
    stranger = signed_in(user_with_role("nurse", other_group))

    for name in ("match_columns", "preview_import", "import_progress"):
        assert stranger.get(reverse(name, args=["rheumatology", pk])).status_code == 404
        assert stranger.get(reverse(name, args=["immunology", pk])).status_code == 404
    assert stranger.post(reverse("cancel_import", args=["rheumatology", pk])).status_code == 404
    assert Import.objects.count() == 1


def test_a_pals_officer_may_not_import(signed_in, pals, nurse, nurses, sheet, group, at_noon):
    upload(nurses, sheet(ADA))
    client, pk = signed_in(pals), Import.objects.get().pk

    assert client.get(IMPORT).status_code == 403
    assert client.get(reverse("preview_import", args=["immunology", pk])).status_code == 403
    assert lines_of_room(room, pals, group, at_noon.date()) == []
