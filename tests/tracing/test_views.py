"""The pages of the deceased check: what they show to whom, and that each look is written down."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supportgroup.access.actor import SignedIn
from supportgroup.audit.models import Look
from supportgroup.tracing import actions, today
from supportgroup.tracing.models import Traced, TraceList
from supportgroup.tracing.results import people_of
from tests.factories import PersonFactory, user_with_role
from tests.waiting import lines_of_room

from .conftest import result_of

pytestmark = pytest.mark.django_db
LISTS = "/immunology/people/deceased-checks/"
DIED = {"DATE_OF_DEATH": "20260503"}


@pytest.fixture
def nurses(signed_in, nurse):
    return signed_in(nurse)


def words(answer):
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def load(client, listed, data, name="result.csv"):
    return client.post(f"{LISTS}{listed.pk}/", {"file": SimpleUploadedFile(name, data)})


def test_a_list_of_the_register_is_made_downloaded_loaded_and_confirmed(nurses, nurse, three, group):
    PersonFactory(group=group, standing="moved", nhs_number="9990000042")
    assert "Make a list of 3 current patients" in words(nurses.get(LISTS))
    made = nurses.post(f"{LISTS}make/")
    listed = TraceList.objects.get()
    assert made.url == f"{LISTS}{listed.pk}/"
    assert listed.people == 3

    download = nurses.get(f"{LISTS}{listed.pk}/list.csv")
    assert download["Content-Disposition"] == f'attachment; filename="{listed.reference}.csv"'
    assert download.content.decode().count("999") == 3
    look = Look.objects.latest("pk")
    assert (look.way, look.what, len(look.people)) == ("export", "The list for the deceased check", 3)
    listed.refresh_from_db()
    assert listed.downloaded_by == nurse

    result = load(nurses, listed, result_of(listed, {"Ada": DIED, "Ben": {"POSTCODE": "ZZ99 4AA"}}))
    page = nurses.get(result.url)
    assert "1 person has died" in words(page)
    assert Look.objects.latest("pk").people == [three[0].pk]
    other = nurses.get(f"{result.url}?show=changed")
    assert "Postcode: ZZ99 3WZ → ZZ99 4AA" in words(other)
    assert Look.objects.latest("pk").people == [three[1].pk]

    done = nurses.post(result.url, {"seen": page.context["preview"].mark}, follow=True)
    assert "The check is recorded." in words(done)
    assert "Other details of 1 person" in words(done)
    three[0].refresh_from_db()
    assert three[0].standing == "died"

    nurses.post(f"{LISTS}{listed.pk}/{Traced.objects.with_proposals().get().number}/decide/", {"take": "yes"})
    three[1].refresh_from_db()
    assert three[1].postcode == "ZZ99 4AA"
    assert "Died" in words(nurses.get(LISTS))


def test_a_wrong_file_leaves_the_page_with_one_sentence(nurses, listed):
    answer = load(nurses, listed, b"%PDF-1.7")

    assert answer.status_code == 200
    assert "This is a PDF, not a result" in words(answer)
    assert "Choose the file that came back" in words(nurses.post(f"{LISTS}{listed.pk}/", {}))


@pytest.mark.parametrize("data", [b"\x00", b"\xff\xfe\x00\xdc", "💉,\u202e\n".encode() * 1000, b'"', b",\n" * 100_000])
def test_hostile_bytes_get_a_page(nurses, listed, data):
    assert load(nurses, listed, data, name="../../\x00<b>.csv").status_code == 200


def test_who_is_unsure_is_looked_at_on_the_page(nurses, listed, by, three):
    load(nurses, listed, result_of(listed, {"Ada": {"DATE_OF_BIRTH": "19510311"}}))
    page = nurses.get(f"{LISTS}{listed.pk}/result/")
    nurses.post(f"{LISTS}{listed.pk}/result/", {"seen": page.context["preview"].mark})

    shown = words(nurses.get(f"{LISTS}{listed.pk}/"))
    assert "The date of birth that came back is another" in shown
    assert Look.objects.latest("pk").people == [three[0].pk]
    number = Traced.objects.to_look_at().get().number
    assert "counts as checked" in words(nurses.post(f"{LISTS}{listed.pk}/{number}/looked-at/", follow=True))


def test_a_result_is_forgotten_on_the_page(nurses, listed):
    load(nurses, listed, result_of(listed))

    told = words(nurses.post(f"{LISTS}{listed.pk}/result/forget/", follow=True))

    assert "The result is forgotten. Nobody was marked." in told
    assert nurses.get(f"{LISTS}{listed.pk}/result/").url == f"{LISTS}{listed.pk}/"


def test_a_list_of_people_chosen_by_treatment_is_not_there_for_pals(signed_in, pals, group, three, by):
    made = actions.make_list(group, who=three, title="A survey", about="survey 7", clinical=True, by=by)
    client = signed_in(pals)

    assert "A survey" not in words(client.get(LISTS))
    assert client.get(f"{LISTS}{made.pk}/").status_code == 404
    assert client.get(f"{LISTS}{made.pk}/list.csv").status_code == 404


def test_a_list_of_another_group_is_not_there(signed_in, listed, other_group):
    stranger = signed_in(user_with_role("nurse", other_group))

    for page in ("", "list.csv", "result/"):
        assert stranger.get(f"/rheumatology/people/deceased-checks/{listed.pk}/{page}").status_code == 404
    assert Look.objects.count() == 0


def test_today_says_what_a_list_waits_for(nurses, nurse, listed, group, at_noon, by):
    def text():
        return [line.text for line in lines_of_room(today, nurse, group, at_noon.date())]

    assert text() == ["Download the list for the deceased check"]
    nurses.get(f"{LISTS}{listed.pk}/list.csv")
    assert text() == ["Load the result of the deceased check"]
    load(nurses, listed, result_of(listed, {"Ada": {"DATE_OF_BIRTH": "19510311"}, "Ben": {"POSTCODE": "ZZ99 4AA"}}))
    assert text() == ["Look at the result of the deceased check"]
    page = nurses.get(f"{LISTS}{listed.pk}/result/")
    nurses.post(f"{LISTS}{listed.pk}/result/", {"seen": page.context["preview"].mark})
    assert text() == ["Look at 1 person the deceased check is not sure of"]
    actions.look_at(Traced.objects.to_look_at().get(), by=by)
    assert text() == ["Decide on other details of 1 person"]
    actions.decide(Traced.objects.with_proposals().get(), take=False, by=by)
    assert text() == []


def test_many_lists_and_many_people_cost_no_more_queries(nurses, group, three, by):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert nurses.get(address).status_code == 200
        return len(queries)

    made = actions.make_list(group, who=three, title="A survey", about="survey 1", by=by)
    asked(LISTS)  # the first page of a session writes the session
    few = asked(LISTS), asked(f"{LISTS}{made.pk}/")
    more = PersonFactory.create_batch(60, group=group, date_of_birth="1950-01-01")
    for number in range(2, 40):
        actions.make_list(group, who=three, title="A survey", about=f"survey {number}", by=by)
    large = actions.make_list(group, who=[*three, *more], title="A survey", about="survey 99", by=by)

    assert len(people_of(large)) == 63
    assert (asked(LISTS), asked(f"{LISTS}{large.pk}/")) == few


def test_of_many_to_look_at_the_first_are_shown_and_all_are_counted(nurses, nurse, group):
    who = [PersonFactory(group=group, first_name=f"Ada{n}") for n in range(52)]
    listed = actions.make_list(group, who=who, title="The register", by=SignedIn(nurse))
    result = load(nurses, listed, result_of(listed, {one.first_name: {"ERROR_SUCCESS_CODE": "92"} for one in who}))
    mark = nurses.get(result.url).context["preview"].mark

    page = nurses.post(result.url, {"seen": mark}, follow=True)

    assert "52 people to be looked at" in words(page)
    assert "The first 50 are shown" in words(page)
    assert words(page).count("/looked-at/") == len(Look.objects.latest("pk").people) == 50


def test_a_list_that_is_out_is_replaced_only_after_its_loss_was_said(nurses, listed, three):
    nurses.get(f"{LISTS}{listed.pk}/list.csv")

    asked = nurses.post(f"{LISTS}make/")

    assert "its result has not come back. That result could not be loaded any more." in words(asked)
    assert TraceList.objects.get() == listed
    nurses.post(f"{LISTS}make/", {"instead_of": asked.context["older"].pk})
    assert list(TraceList.objects.order_by("pk").values_list("state", flat=True)) == ["replaced", "waiting"]


def test_a_loaded_result_that_nobody_confirmed_is_not_lost_without_asking(nurses, listed):
    load(nurses, listed, result_of(listed))

    asked = nurses.post(f"{LISTS}make/", {"instead_of": "²"})

    assert "Its result has been loaded and waits to be looked at." in words(asked)
    assert TraceList.objects.get().state == "loaded"


def test_what_another_made_meanwhile_is_not_replaced_by_an_old_yes(nurses, nurse, listed, three, group):
    nurses.get(f"{LISTS}{listed.pk}/list.csv")
    newer = actions.make_list(group, who=three, title="The register", instead_of=listed.pk, by=SignedIn(nurse))
    nurses.get(f"{LISTS}{newer.pk}/list.csv")

    asked = nurses.post(f"{LISTS}make/", {"instead_of": listed.pk})

    assert asked.context["older"] == newer


def test_a_result_is_shown_by_50_and_confirmed_as_a_whole(nurses, nurse, group):
    who = [PersonFactory(group=group, last_name=f"Lane{number}") for number in range(60)]
    listed = actions.make_list(group, who=who, title="The register", by=SignedIn(nurse))
    load(nurses, listed, result_of(listed, {one.first_name: DIED for one in who}))

    first = nurses.get(f"{LISTS}{listed.pk}/result/")
    second = nurses.get(f"{LISTS}{listed.pk}/result/?show=unsure&page=2")

    assert "60 people do not count as checked until somebody has looked" in words(first)
    assert [len(page.context["preview"].page) for page in (first, second)] == [50, 10]
    assert len(Look.objects.latest("pk").people) == 10
    nurses.post(f"{LISTS}{listed.pk}/result/", {"seen": second.context["preview"].mark})
    listed.refresh_from_db()
    assert listed.unsure == 60
