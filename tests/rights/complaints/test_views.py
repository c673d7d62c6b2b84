"""The public form takes what anybody types, and gives a number and a day; staff see only their group's complaints."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from supportgroup import clock
from supportgroup.rights.complaints.limits import COMPLAINTS
from supportgroup.rights.complaints.models import Complaint
from supportgroup.ui.wording import full_day
from tests.factories import PersonFactory
from tests.rights.factories import ComplaintFactory

pytestmark = pytest.mark.django_db
GOOD = {"about": "A letter about me went to my neighbour.", "name": "Tom Okafor", "email": "tom@mail.example"}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def send(client, **changes):
    return client.post("/complaint/qvt/", GOOD | changes)


def test_whoever_complains_gets_a_number_and_a_day(group):
    client = Client()

    answer = send(client)

    assert (answer.status_code, answer.url) == (302, "/complaint/qvt/sent/")
    complaint = Complaint.objects.get()
    assert (complaint.way, complaint.received_on, complaint.recorded_by) == ("online", clock.today(), None)
    page = client.get(answer.url).content.decode()
    assert complaint.reference in page
    assert full_day(clock.today() + datetime.timedelta(days=30)) in page


def test_the_thanks_are_only_for_whoever_complained(group, other_group):
    client = Client()
    send(client)

    assert Client().get("/complaint/qvt/sent/").url == "/complaint/qvt/"
    assert client.get("/complaint/rzk/sent/").url == "/complaint/rzk/"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"about": ""}, "Enter what you want to complain about"),
        ({"name": " "}, "Enter your name"),
        ({"email": ""}, "so that we can answer you"),
        ({"email": "tom@"}, "Enter an email address in the right form"),
        ({"about": "x" * 5001}, "must be 5,000 characters or fewer"),
        ({"about": "a\x00b"}, "has a character that cannot be kept"),
        ({"name": "Tom\u202e"}, "cannot be kept"),
        ({"email": "", "phone": "12"}, "phone"),
        ({"about": "x" * 100_000}, "characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(group, changes, words):
    answer = send(Client(), **changes)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert Complaint.objects.count() == 0
    typed = (GOOD | changes)["about"]
    assert len(typed) > 5000 or "\x00" in typed or escape(typed) in page
    assert words.lower() in page.lower()


def test_emoji_and_markup_are_kept_as_they_are(group):
    send(Client(), about="😞 <script>alert(1)</script>", name="Zoë O’Neill")

    assert Complaint.objects.get().about == "😞 <script>alert(1)</script>"


def test_too_many_from_one_address_are_told_to_phone(group):
    for _ in range(COMPLAINTS.per_address):
        assert send(Client()).status_code == 302

    answer = send(Client())
    assert answer.status_code == 429
    assert "Nothing was sent" in answer.content.decode()
    assert GOOD["about"] in answer.content.decode()
    assert Complaint.objects.count() == COMPLAINTS.per_address


def test_who_is_over_the_limit_is_told_where_else_to_complain(group):
    group.pals_phone, group.pals_email = "0161 496 0100", "pals@hospital.example"
    group.return_address = "PO Box 7\nManchester"
    group.save()
    for _ in range(COMPLAINTS.per_address):
        send(Client())

    page = send(Client()).content.decode()
    for words in ("phone 0161 496 0100", "email pals@hospital.example", "PO Box 7, Manchester"):
        assert words in page


def test_one_visitor_closes_the_form_for_nobody_else(group):
    for number in range(20):
        send(Client(REMOTE_ADDR=f"2001:db8:7:1::{number:x}"))
    for number in range(65):
        send(Client(REMOTE_ADDR=f"198.51.100.{number}"))

    assert send(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302
    assert Complaint.objects.count() == COMPLAINTS.per_address + 66


def test_a_complainant_who_goes_by_another_name_is_looked_for_and_linked(group, other_group, pals, signed_in):
    mary = PersonFactory(group=group, first_name="Mary", last_name="Lovelace")
    PersonFactory(group=other_group, first_name="Mary", last_name="Lovelace")
    complaint = ComplaintFactory(group=group, name="Molly Smith", email="")
    client, link = signed_in(pals), f"{complaint.get_absolute_url()}person/"

    page = client.get(complaint.get_absolute_url()).content.decode()
    assert "Look for somebody else" in page
    assert "Lovelace" not in page
    assert client.post(link, {"search": "lovelace"}).url == complaint.get_absolute_url()
    page = client.get(complaint.get_absolute_url()).content.decode()
    assert page.count("Mary Lovelace") == 1
    client.post(link, {"person": mary.pk})
    complaint.refresh_from_db()
    assert complaint.person == mary


@pytest.mark.parametrize("typed", ["zzzzqq", "\0", "x" * 5000, " "])
def test_looking_for_nobody_finds_nobody_or_whom_the_name_suggests(group, pals, signed_in, typed):
    PersonFactory(group=group, first_name="Mary", last_name="Lovelace")
    complaint = ComplaintFactory(group=group, name="Molly Smith", email="")
    client = signed_in(pals)
    client.post(f"{complaint.get_absolute_url()}person/", {"search": typed})

    page = client.get(complaint.get_absolute_url()).content.decode()
    assert "Nobody on the register" in page
    assert "Lovelace" not in page


def test_the_public_pages_name_neither_the_group_nor_a_condition(group):
    client = Client()
    send(client)
    for url in ("/complaint/qvt/", "/complaint/qvt/sent/"):
        page = client.get(url).content.decode().lower()
        assert [word for word in ("immun", "slug") if word in page] == []


def test_a_code_of_no_group_is_not_there(group):
    assert Client().get("/complaint/zzz/").status_code == 404


def test_the_list_costs_the_same_for_3_and_for_40(group, pals, signed_in):
    client = signed_in(pals)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/immunology/complaints/").status_code == 200
        return len(caught)

    ComplaintFactory.create_batch(3, group=group)
    queries()
    few = queries()
    ComplaintFactory.create_batch(37, group=group)
    assert queries() == few


def test_a_complaint_leads_to_who_may_have_made_it(group, pals, signed_in):
    mary = PersonFactory(group=group, first_name="Mary", last_name="Lane")
    PersonFactory(group=group, first_name="Joan", last_name="Lowe")
    complaint = ComplaintFactory(group=group, name="Mary Lane")
    client = signed_in(pals)

    page = client.get(complaint.get_absolute_url()).content.decode()
    assert "Mary Lane, born" in page
    assert "Joan" not in page
    client.post(f"{complaint.get_absolute_url()}person/", {"person": mary.pk})
    complaint.refresh_from_db()
    assert complaint.person == mary


def test_a_step_that_cannot_be_saved_comes_back_as_typed(group, pals, signed_in):
    complaint = ComplaintFactory(group=group)

    answer = signed_in(pals).post(f"{complaint.get_absolute_url()}follow/", {"what": "y" * 2001})
    assert answer.status_code == 200
    assert "y" * 2001 in answer.content.decode()


def test_what_came_by_letter_is_recorded_from_its_own_day(group, pals, signed_in):
    came = clock.today() - datetime.timedelta(days=3)
    day = {"received_on_day": came.day, "received_on_month": came.month, "received_on_year": came.year}

    signed_in(pals).post("/immunology/complaints/add/", GOOD | day | {"way": "letter"})
    complaint = Complaint.objects.get()
    assert (complaint.received_on, complaint.way, complaint.recorded_by) == (came, "letter", pals)
