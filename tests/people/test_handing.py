"""The list leaves the service: by role, with a reason, without harm."""

import csv
import datetime
import io

import pytest

from supportgroup.audit.models import Look
from supportgroup.people import handing
from supportgroup.people.models import HandedOut, KeptFilter
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TAKE = "/immunology/people/take-out/"
WHY = {"reason": "For the phone round of Monday", "way": "export"}


def rows(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_file_says_on_top_that_it_is_confidential_who_took_it_and_when(group, signed_in, nurse, treated, at_noon):
    found = rows(signed_in(nurse).post(TAKE, WHY))

    assert found[0][0].startswith("Confidential: Immunology patient support group")
    assert found[1] == ["Taken by Grace Adeyemi on 7 September 2026: 1 person."]
    assert found[3][:5] == ["Last name", "First name", "Title", "Date of birth", "NHS number"]
    assert found[4][:5] == ["O’Neill", "Zoë", "", "04/05/1960", "999 000 0018"]


def test_pals_get_no_clinical_column(group, signed_in, pals, treated):
    officers = signed_in(pals)

    found = rows(officers.post(TAKE, WHY))

    assert "Treatment route" not in found[3]
    assert not any("vein" in cell.lower() or "primary" in cell.lower() for row in found for cell in row)
    assert "Treatment route" not in officers.get(TAKE).content.decode()


def test_nurses_get_the_clinical_columns(group, signed_in, nurse, treated):
    found = rows(signed_in(nurse).post(TAKE, WHY))

    assert dict(zip(found[3], found[4], strict=True))["Treatment route"] == "Into a vein"


def test_a_list_that_was_searched_says_so_and_not_by_which_words(group, signed_in, nurse, treated):
    PersonFactory(group=group, last_name="Somebody")
    nurses = signed_in(nurse)
    nurses.post("/immunology/people/", {"search": "O’Neill"})

    found = rows(nurses.post(TAKE, WHY))

    assert len(found) == 5
    assert found[2] == ["Who is on it: Current patients, found by a search. Destroy it when you no longer need it."]


@pytest.mark.parametrize("reason", ["", "   ", "x"])
def test_nothing_leaves_without_a_reason(group, signed_in, nurse, treated, reason):
    answer = signed_in(nurse).post(TAKE, WHY | {"reason": reason})

    assert "why you need the list" in answer.content.decode()
    assert not HandedOut.objects.exists()


def test_the_reason_is_kept_and_each_person_is_noted_as_seen(group, other_group, signed_in, nurse, treated):
    PersonFactory(group=other_group)
    died = PersonFactory(group=group, standing="died", standing_since=datetime.date(2026, 5, 3))

    signed_in(nurse).post(f"{TAKE}?standing=died", WHY)

    kept = HandedOut.objects.get()
    assert (kept.reason, kept.people, kept.filters, kept.taken_by) == (WHY["reason"], 1, {"standing": "died"}, nurse)
    look = Look.objects.filter(way="export").get()
    assert look.people == [died.pk]


def test_the_search_is_in_force_and_not_kept(group, signed_in, nurse, treated):
    PersonFactory(group=group, last_name="Other")
    nurses = signed_in(nurse)
    nurses.post("/immunology/people/", {"search": "oneill"})

    found = rows(nurses.post(TAKE, WHY))

    assert [row[0] for row in found[4:]] == ["O’Neill"]
    assert "oneill" not in str(HandedOut.objects.values().get()).lower()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(group, signed_in, nurse, start):
    assert handing.harmless(f"{start}1+1") == f"'{start}1+1"
    if start in "=+-@":
        PersonFactory(group=group, last_name=f"{start}HYPERLINK()", address=f"{start}cmd\nEastbrook")
        found = rows(signed_in(nurse).post(TAKE, WHY))
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in found[4:] for cell in row)


def test_a_print_is_confidential_and_noted(group, signed_in, nurse, treated):
    answer = signed_in(nurse).post(TAKE, WHY | {"way": "print"})

    assert "Confidential: Immunology" in answer.content.decode()
    assert "O’Neill" in answer.content.decode()
    assert Look.objects.filter(way="print").exists()


def test_the_whole_list_is_written_in_pieces_by_the_same_few_queries(group, signed_in, nurse, monkeypatch):
    monkeypatch.setattr(handing, "AT_A_TIME", 2)
    for number in range(5):
        PersonFactory(group=group, last_name=f"Marsh{number}")

    found = rows(signed_in(nurse).post(TAKE, WHY))

    assert [row[0] for row in found[4:]] == [f"Marsh{number}" for number in range(5)]


# Kept filters


def keep(client, name, query="needs=audio", **more):
    return client.post(f"/immunology/people/filters/keep/?{query}", {"name": name, **more}, follow=True)


def test_filters_are_kept_under_a_name_and_offered_to_whom_they_are_for(group, signed_in, nurse, pals):
    PersonFactory(group=group, needs=["audio"])
    nurses, officers = signed_in(nurse), signed_in(pals)

    keep(nurses, "Audio, mine")
    keep(nurses, "Audio, ours", shared="on")

    assert [one.text for one in nurses.get("/immunology/people/").context["offers"]] == ["Audio, mine", "Audio, ours"]
    assert [one.text for one in officers.get("/immunology/people/").context["offers"]] == ["Audio, ours"]


def rename(client, kept, name):
    page = f"/immunology/people/filters/{kept.pk}/rename/"
    mark = client.get(page).context["form"]["mark"].value()
    return client.post(page, {"name": name, "mark": mark})


def test_a_clinical_filter_is_not_offered_to_who_may_not_see_clinical_words(group, signed_in, nurse, pals):
    PersonFactory(group=group)
    keep(signed_in(nurse), "Treated", "immunoglobulin=yes", shared="on")

    assert signed_in(pals).get("/immunology/people/").context["offers"] == []


def test_a_search_is_never_kept(group, signed_in, nurse):
    PersonFactory(group=group, last_name="Marsh", needs=["audio"])
    nurses = signed_in(nurse)
    nurses.post("/immunology/people/", {"search": "marsh"})

    keep(nurses, "Audio", "needs=audio&search=marsh")

    assert KeptFilter.objects.get().filters == {"needs": "audio"}


def test_a_filter_is_renamed_and_forgotten_and_two_of_a_name_are_refused(group, signed_in, nurse):
    nurses = signed_in(nurse)
    keep(nurses, "Audio")
    again = keep(nurses, "audio")
    assert "You have a filter of this name already" in again.content.decode()
    kept = KeptFilter.objects.get()

    rename(nurses, kept, "By ear")
    kept.refresh_from_db()
    assert kept.name == "By ear"
    asked = nurses.post(f"/immunology/people/filters/{kept.pk}/rename/", {"forget": "yes"})
    assert "Forget “By ear”?" in asked.content.decode()
    assert KeptFilter.objects.exists()
    nurses.post(f"/immunology/people/filters/{kept.pk}/rename/", {"forget": "yes", "sure": "yes"})
    assert not KeptFilter.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 300, "a\x00b", "a\u202eb", "AUDIO"])
def test_a_name_that_cannot_be_is_said_and_nothing_typed_is_lost(group, signed_in, nurse, name):
    nurses = signed_in(nurse)
    keep(nurses, "Audio")
    keep(nurses, "By ear")
    kept = KeptFilter.objects.get(name="By ear")

    for answer in (keep(nurses, name), rename(nurses, kept, name)):
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
        assert answer.context["form"]["name"].value() == name
    assert KeptFilter.objects.count() == 2


def test_who_renames_what_another_renamed_meanwhile_is_told_and_overwrites_nothing(group, signed_in, nurse, pals):
    keep(signed_in(nurse), "Audio", shared="on")
    kept = KeptFilter.objects.get()
    officers = signed_in(pals)
    form = officers.get(f"/immunology/people/filters/{kept.pk}/rename/").context["form"]
    KeptFilter.objects.update(name="By ear")

    page = officers.post(
        f"/immunology/people/filters/{kept.pk}/rename/", {"name": "CD", "shared": "on", "mark": form["mark"].value()}
    ).content.decode()

    assert "changed this record after you opened it" in page
    assert "Name is now “By ear”" in page
    assert KeptFilter.objects.get().name == "By ear"


def test_the_words_of_a_clinical_filter_are_not_on_its_page_for_who_may_not_see_them(group, signed_in, nurse, pals):
    PersonFactory(group=group)
    keep(signed_in(nurse), "Treated", "immunoglobulin=yes", shared="on")
    kept = KeptFilter.objects.get()

    officers = signed_in(pals)
    assert officers.get(f"/immunology/people/filters/{kept.pk}/rename/").status_code == 404
    assert officers.post(f"/immunology/people/filters/{kept.pk}/rename/", {"forget": "yes"}).status_code == 404
    assert signed_in(nurse).get(f"/immunology/people/filters/{kept.pk}/rename/").status_code == 200


def test_somebody_elses_own_filter_is_not_there(group, signed_in, nurse, pals):
    keep(signed_in(nurse), "Mine")
    kept = KeptFilter.objects.get()

    assert signed_in(pals).get(f"/immunology/people/filters/{kept.pk}/rename/").status_code == 404
