import datetime
import re

import pytest
from django.test import Client

from supportgroup import clock
from supportgroup.outbox.models import Message
from supportgroup.outbox.recipients import fetch, why_not_write
from supportgroup.outbox.taking import prepare
from supportgroup.people.models import Person
from supportgroup.signin import letters
from supportgroup.signin.models import EmailedCode
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
EMAIL = "mary.lane@home.example"


@pytest.fixture
def mary(group):
    return PersonFactory(group=group, first_name="Mary", email=EMAIL, date_of_birth=datetime.date(1948, 3, 5))


def ask(client, email=EMAIL):
    return client.post("/me/sign-in/", {"email": email})


def digits_sent():
    message = Message.objects.filter(kind=letters.OWN_CODE).latest("pk")
    fetch([message])
    return re.search(r"\b\d{6}\b", letters.compose_code(message).text).group()


def type_in(client, digits):
    return client.post("/me/sign-in/code/", {"digits": digits})


def born(client, day, month, year):
    return client.post("/me/sign-in/date-of-birth/", {"born_on_day": day, "born_on_month": month, "born_on_year": year})


def test_with_the_code_from_the_email_a_person_sees_their_own_page(client, mary):
    ask(client, EMAIL.upper())
    answer = type_in(client, f" {digits_sent()[:3]} {digits_sent()[3:]}")

    assert answer.url == "/me/"
    assert "Hello Mary" in client.get("/me/").content.decode()


def test_without_a_session_the_own_page_asks_to_sign_in(client, mary):
    assert client.get("/me/").url == "/me/sign-in/"


def test_an_unknown_address_sees_the_same_pages_and_gets_no_mail(client, mary):
    stranger = Client()
    known, unknown = ask(client), ask(stranger, "nobody@home.example")
    wrong_known, wrong_unknown = type_in(client, "000000"), type_in(stranger, "000000")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Message.objects.count() == 1
    assert [a.content.decode().count("That is not the code") for a in (wrong_known, wrong_unknown)] == [2, 2]


def test_where_two_share_an_address_the_date_of_birth_chooses(client, mary):
    PersonFactory(group=mary.group, first_name="John", email=EMAIL, date_of_birth=datetime.date(1946, 1, 2))
    ask(client)

    assert type_in(client, digits_sent()).url == "/me/sign-in/date-of-birth/"
    assert "We do not know this date" in born(client, 1, 1, 1990).content.decode()
    assert born(client, 2, 1, 1946).url == "/me/"
    assert "Hello John" in client.get("/me/").content.decode()


def test_the_date_of_birth_alone_opens_nothing(client, mary):
    ask(client)

    assert born(client, 5, 3, 1948).url == "/me/sign-in/"
    assert client.get("/me/").status_code == 302


def test_a_code_works_once(client, mary):
    ask(client)
    digits = digits_sent()
    type_in(client, digits)
    client.post("/me/sign-out/")
    other = Client()
    other.cookies.update(client.cookies)

    assert EmailedCode.objects.get().used
    assert type_in(other, digits).url == "/me/sign-in/"


def test_after_five_wrong_tries_the_right_code_is_refused(client, mary):
    ask(client)
    right = digits_sent()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        type_in(client, wrong)

    assert type_in(client, right).status_code == 200
    assert client.get("/me/").status_code == 302


def test_a_code_is_good_for_15_minutes(client, mary):
    start = clock.at(datetime.date(2026, 9, 7), 12)
    with clock.moved_to(start):
        ask(client)
    with clock.moved_to(start + datetime.timedelta(minutes=16)):
        assert type_in(client, digits_sent()).status_code == 200


def test_one_address_gets_three_codes_and_a_long_one_in_ten_minutes(client, mary, at_noon):
    for _ in range(8):
        ask(client)

    assert Message.objects.count() == 4


def test_the_database_holds_neither_the_code_nor_the_address_with_it(client, mary):
    ask(client)
    row = EmailedCode.objects.get()
    kept = bytes(row.mark) + bytes(row.nonce)

    assert EMAIL.encode() not in kept
    assert digits_sent().encode() not in kept


def test_the_mail_names_no_condition_in_subject_or_text(client, mary):
    ask(client)
    message = Message.objects.get()
    fetch([message])
    mail = letters.compose_code(message)

    assert "immun" not in (mail.subject + mail.text + mail.html).lower()


@pytest.mark.parametrize("standing", ["died", "moved"])
def test_who_has_left_the_service_gets_no_code_and_their_session_ends(client, mary, standing):
    ask(client)
    type_in(client, digits_sent())
    Person.objects.filter(pk=mary.pk).update(standing=standing)

    assert client.get("/me/").status_code == 302
    ask(Client())
    assert Message.objects.count() == 1


def test_a_person_is_not_a_user(client, mary, group):
    ask(client)
    type_in(client, digits_sent())

    assert client.get(f"/{group.slug}/").url.startswith("/sign-in/login/")


def test_who_wants_no_contact_still_gets_the_code_they_asked_for(client, mary):
    Person.objects.filter(pk=mary.pk).update(do_not_contact=True)
    ask(client)
    message = Message.objects.select_related("group").get()
    prepare([message])

    assert why_not_write(message) is None
