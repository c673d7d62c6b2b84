"""Attempts are slowed, nobody shuts anybody else out, and nobody learns who has an account."""

import datetime
import re
from http import HTTPStatus

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from supportgroup import clock
from supportgroup.outbox.models import Message
from supportgroup.signin import letters
from supportgroup.signin.models import EmailedCode
from tests.factories import PASSWORD, PersonFactory
from tests.signin.codes import digits_mailed, give_password, is_in

pytestmark = pytest.mark.django_db
WRONG = "wrong-wrong-wrong"
TOO_OFTEN = "That was tried too often. Wait 5 minutes, then try again"


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is worked on."""

    algorithm = "counting_md5"
    worked = 0

    def encode(self, password, salt):
        type(self).worked += 1
        return super().encode(password, salt)


@pytest.fixture
def hashings(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher", "django.contrib.auth.hashers.MD5PasswordHasher"]

    def count(do):
        CountingHasher.worked = 0
        do()
        return CountingHasher.worked

    return count


@pytest.fixture
def counted_in_postgres(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    }
    cache.clear()
    yield
    cache.clear()


def from_address(number):
    return Client(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250 + 1}")


def test_of_1000_tries_from_one_address_5_are_answered_and_the_owner_gets_in_from_another(nurse, counted_in_postgres):
    attacker = from_address(1)
    answers = [TOO_OFTEN in give_password(attacker, nurse, WRONG).content.decode() for _ in range(40)]
    # From there not even the right password opens, so that the attacker learns nothing; 1,000 differ in nothing from 40.
    give_password(attacker, nurse)

    assert answers == [False] * 5 + [True] * 35
    assert not is_in(attacker)
    owner = from_address(2)
    give_password(owner, nurse)
    assert is_in(owner)


def test_tries_from_200_addresses_do_not_shut_the_owner_out(nurse):
    for number in range(200):
        give_password(from_address(number), nurse, WRONG)
    owner = from_address(500)
    give_password(owner, nurse)

    assert is_in(owner)


@pytest.mark.everything
def test_of_1000_guesses_from_one_address_5_are_answered_and_the_owner_gets_in(nurse, counted_in_postgres):
    attacker = from_address(1)
    pages = [give_password(attacker, nurse, f"{WRONG}-{n}") for n in range(1000)]
    refused = [page.status_code == HTTPStatus.TOO_MANY_REQUESTS or TOO_OFTEN in page.content.decode() for page in pages]
    owner = from_address(500)
    give_password(owner, nurse)

    assert refused == [False] * 5 + [True] * 995
    assert is_in(owner)


@pytest.mark.everything
def test_1000_guesses_from_200_addresses_open_nothing_and_the_owner_gets_in(nurse, counted_in_postgres):
    clients = [from_address(number) for number in range(200)]
    for guess in range(1000):
        give_password(clients[guess % 200], nurse, f"{WRONG}-{guess}")
    owner = from_address(500)
    give_password(owner, nurse)

    assert not any(is_in(client) for client in clients)
    assert is_in(owner)


def test_failures_of_a_colleague_at_the_same_address_shut_nobody_out(nurse, pals):
    hospital = from_address(1)
    for _ in range(8):
        give_password(hospital, pals, WRONG)
    give_password(hospital, nurse)

    assert is_in(hospital)


@pytest.mark.parametrize("proxies", [0, 1])
def test_the_address_is_what_our_own_proxy_saw(settings, nurse, proxies):
    settings.TRUSTED_PROXY_COUNT = proxies
    for forged in range(6):
        answer = give_password(Client(headers={"x-forwarded-for": f"10.0.0.{forged}, 203.0.113.9"}), nurse, WRONG)

    assert TOO_OFTEN in answer.content.decode()


@pytest.mark.parametrize("address", ["", "not-an-address", "unix:"])
def test_without_an_address_signing_in_still_works(nurse, address):
    client = Client(REMOTE_ADDR=address)
    give_password(client, nurse)

    assert is_in(client)


def test_known_unknown_and_closed_accounts_cost_one_hashing_and_get_one_sentence(hashings, nurse, pals, committee):
    nurse.set_password(PASSWORD)
    nurse.save()
    committee.set_unusable_password()
    committee.save()
    type(pals).objects.filter(pk=pals.pk).update(is_active=False, password=nurse.password)
    pages, work = [], []
    for email in (nurse.email, "nobody@hospital.example", pals.email, committee.email):
        client = Client()
        work.append(hashings(lambda: pages.append(client.post("/sign-in/login/", {"login": email, "password": WRONG}))))  # noqa: B023

    assert work == [1, 1, 1, 1]
    assert ["The email address or the password is not right" in page.content.decode() for page in pages] == [True] * 4


def writes(do):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        do()
    said = " ".join(query["sql"] for query in queries.captured_queries)
    return re.findall(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', said)


def test_asking_for_a_new_password_does_the_same_work_for_an_unknown_address(nurse):
    def ask(email):
        return writes(lambda: Client().post("/sign-in/password/reset/", {"email": email}))

    assert ask(nurse.email) == ask("nobody@hospital.example") == ["outbox_message"]
    assert Message.objects.count() == 1


def test_asking_for_a_members_code_does_the_same_work_for_an_unknown_address(group):
    PersonFactory(group=group, email="mary.lane@home.example")

    def ask(email):
        return writes(lambda: Client().post("/me/sign-in/", {"email": email}))

    known, unknown = ask("mary.lane@home.example"), ask("nobody@home.example")
    assert known == unknown
    assert known[:2] == ["signin_emailedcode", "outbox_message"]
    assert Message.objects.count() == 1


# Codes of members


@pytest.fixture
def mary(group):
    return PersonFactory(group=group, first_name="Mary", email="mary.lane@home.example")


def ask(client, email="mary.lane@home.example"):
    return client.post("/me/sign-in/", {"email": email})


def own_digits():
    return digits_mailed("signin.own_code")


def test_somebody_else_who_asks_for_my_codes_neither_shuts_me_out_nor_floods_me(mary):
    attacker, me = from_address(1), from_address(2)
    for _ in range(20):
        ask(attacker)
        for _ in range(6):
            attacker.post("/me/sign-in/code/", {"digits": "000000"})
    ask(me)

    assert me.post("/me/sign-in/code/", {"digits": own_digits()}).url == "/me/"
    assert Message.objects.count() == 4


@pytest.mark.parametrize("asked_before", [0, 3, 9])
def test_however_many_ask_for_my_codes_and_guess_at_them_i_come_in_at_the_first_attempt(mary, asked_before):
    me = from_address(500)
    for number in range(20):
        if number == asked_before:
            ask(me)
        attacker = from_address(number)
        ask(attacker)
        for guess in range(6):
            attacker.post("/me/sign-in/code/", {"digits": f"{guess:012d}"})
    ask(me)

    assert me.post("/me/sign-in/code/", {"digits": own_digits()}).url == "/me/"
    assert Message.objects.count() <= 6


def test_somebody_at_my_own_address_who_tries_my_codes_away_does_not_shut_me_out(mary):
    attacker, me = from_address(1), from_address(1)
    for _ in range(8):
        ask(attacker)
        for _ in range(6):
            attacker.post("/me/sign-in/code/", {"digits": "000000"})
    ask(me)

    assert me.post("/me/sign-in/code/", {"digits": own_digits()}).url == "/me/"


def test_while_somebody_asks_for_days_a_new_long_code_comes_before_the_last_is_too_old(mary):
    start, me = clock.at(datetime.date(2026, 9, 7), 0), from_address(500)
    for minute in range(0, 180, 3):
        with clock.moved_to(start + datetime.timedelta(minutes=minute)):
            for number in range(2):
                ask(from_address(2 * minute + number))
    with clock.moved_to(start + datetime.timedelta(minutes=179)):
        ask(me)
    with clock.moved_to(start + datetime.timedelta(minutes=183)):
        assert me.post("/me/sign-in/code/", {"digits": own_digits()}).url == "/me/"
    assert Message.objects.count() <= 7 * 180 / 15


def test_a_long_code_opens_once_and_only_where_a_code_for_its_address_was_asked_for(mary, group):
    PersonFactory(group=group, email="other@home.example")
    others, mine = from_address(1), [from_address(2), from_address(3)]
    for number in range(10, 20):
        ask(from_address(number))
    ask(others, "other@home.example")
    for browser in mine:
        ask(browser)
    long = own_digits_of_mary(mary)

    assert re.fullmatch(r"\d{4} \d{4} \d{4}", long)
    opened = [browser.post("/me/sign-in/code/", {"digits": long}).status_code == 302 for browser in (others, *mine)]
    assert opened == [False, True, False]


def own_digits_of_mary(mary):
    Message.objects.exclude(recipient_key=mary.pk).delete()
    return own_digits()


def test_who_asked_without_an_email_opens_nothing_with_what_no_email_has(mary):
    for number in range(10):
        last = from_address(number)
        ask(last)

    for typed in ("0", "00", "000000", "", "0" * 12):
        assert last.post("/me/sign-in/code/", {"digits": typed}).status_code == 200


def test_who_asks_too_often_can_still_use_the_newest_code(mary):
    me = from_address(1)
    for _ in range(5):
        ask(me)

    assert Message.objects.count() == 4
    assert me.post("/me/sign-in/code/", {"digits": own_digits()}).url == "/me/"


def test_one_address_is_sent_six_codes_at_most_from_however_many_visitors(mary):
    for number in range(20):
        ask(from_address(number))

    assert Message.objects.count() == 6


def test_a_long_code_whose_tries_are_used_up_elsewhere_is_still_sent(mary):
    for number in range(6):
        attacker = from_address(number)
        ask(attacker)
    for _ in range(6):
        attacker.post("/me/sign-in/code/", {"digits": "000000"})

    message = Message.objects.filter(kind="signin.own_code").latest("pk")
    assert letters.why_not_send_code(message) is None


def test_a_visitor_asks_for_60_addresses_at_most(group):
    visitor = from_address(1)
    for number in range(64):
        PersonFactory(group=group, email=f"member{number}@home.example")
        ask(visitor, f"member{number}@home.example")

    assert Message.objects.count() == 60


def test_the_code_of_an_unknown_address_opens_nothing_even_if_it_is_guessed(group):
    from supportgroup.signin.own_code import digits_of

    client = Client()
    ask(client, "nobody@home.example")
    right = digits_of(EmailedCode.objects.get())

    assert client.post("/me/sign-in/code/", {"digits": right}).status_code == 200
    assert client.get("/me/").status_code == 302


def test_the_database_does_not_hold_where_somebody_asked_from(mary):
    ask(from_address(1))

    row = EmailedCode.objects.get()
    assert b"198.51" not in bytes(row.visitor) + bytes(row.mark)


def test_the_code_page_says_what_to_do_when_no_code_comes(mary):
    client = Client()
    ask(client)
    page = client.get("/me/sign-in/code/").content.decode()

    assert "If no code comes" in page
    assert "0808 157 0123" in page
