"""Sessions: a new id at sign-in, and none outlives what ends it. Each is tried with the old cookie."""

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from supportgroup import clock
from supportgroup.accounts.models import User
from supportgroup.people.middleware import SESSION_KEY as PERSON_KEY
from supportgroup.signin import rules
from supportgroup.signin.devices import device_in_words
from supportgroup.signin.session_time import BEGAN, USED
from tests.factories import PASSWORD, PersonFactory
from tests.signin.codes import browser_of, give_password, is_in

pytestmark = pytest.mark.django_db
NOON = clock.at(datetime.date(2026, 9, 7), 12)
HOURS, MINUTES = (lambda n: datetime.timedelta(hours=n)), (lambda n: datetime.timedelta(minutes=n))
WARD = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"


def with_cookie(key):
    """A browser that holds this cookie and nothing else."""
    client = Client()
    client.cookies["sessionid"] = key
    return client


def cookie_of(client):
    return client.cookies["sessionid"].value


def at(client, moment, page="/immunology/"):
    with clock.moved_to(moment):
        return client.get(page).status_code


def test_signing_in_gives_a_new_id_and_the_old_one_opens_nothing(nurse):
    client = Client()
    client.get("/me/sign-in/")
    client.post("/me/sign-in/", {"email": "somebody@home.example"})
    planted = cookie_of(client)
    give_password(client, nurse)

    assert cookie_of(client) != planted
    assert not is_in(with_cookie(planted))
    assert is_in(client)


@pytest.mark.parametrize(
    "end",
    [
        lambda client, user: client.post("/sign-in/logout/"),
        lambda client, user: client.post("/sign-in/sessions/end/"),
        lambda client, user: User.objects.filter(pk=user.pk).update(is_active=False),
        lambda client, user: client.post(
            "/sign-in/password/change/",
            {"oldpassword": PASSWORD, "password1": "slow-heron-paints", "password2": "slow-heron-paints"},
        ),
    ],
    ids=["signing out", "signing out everywhere", "disabled", "a new password"],
)
def test_the_old_cookie_opens_nothing_after(nurse, end):
    client = browser_of(nurse)
    old = cookie_of(client)
    assert is_in(with_cookie(old))

    end(client, nurse)
    assert not is_in(with_cookie(old))


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(nurse):
    here, there = browser_of(nurse), browser_of(nurse)
    here.post(
        "/sign-in/password/change/",
        {"oldpassword": PASSWORD, "password1": "slow-heron-paints", "password2": "slow-heron-paints"},
    )

    assert [is_in(here), is_in(there)] == [True, False]


def test_a_session_ends_after_15_minutes_without_use(nurse):
    with clock.moved_to(NOON):
        client = browser_of(nurse)

    assert at(client, NOON + MINUTES(14)) == 200
    assert at(client, NOON + MINUTES(28)) == 200
    assert at(client, NOON + MINUTES(43) + datetime.timedelta(seconds=1)) == 302
    assert at(client, NOON + MINUTES(43)) == 302


def test_a_session_ends_after_12_hours_however_busy(nurse):
    with clock.moved_to(NOON):
        client = browser_of(nurse)
    answers = [at(client, NOON + MINUTES(10 * number)) for number in range(1, 73)]

    assert answers == [200] * 71 + [302]
    assert not Session.objects.filter(session_key=cookie_of(client)).exists()


def test_a_members_own_session_has_the_same_limits(group):
    person = PersonFactory(group=group)
    client = Client()
    session = client.session
    session.update({PERSON_KEY: person.pk, BEGAN: NOON.timestamp(), USED: NOON.timestamp()})
    session.save()

    assert at(client, NOON + MINUTES(14), "/me/") == 200
    assert at(client, NOON + MINUTES(30), "/me/") == 302
    busy = Client()
    session = busy.session
    session.update({PERSON_KEY: person.pk, BEGAN: NOON.timestamp(), USED: (NOON + HOURS(11.9)).timestamp()})
    session.save()
    assert at(busy, NOON + HOURS(12), "/me/") == 302


def test_what_was_typed_when_the_time_was_up_is_handed_back(nurse):
    with clock.moved_to(NOON):
        client = browser_of(nurse)
    with clock.moved_to(NOON + MINUTES(16)):
        answer = client.post("/immunology/people/add/", {"first_name": "Mary"})

    assert answer.status_code == 401
    assert 'name="first_name" value="Mary"' in answer.content.decode()


def test_asking_how_long_it_lasts_is_no_use_of_it_and_staying_is(nurse):
    with clock.moved_to(NOON):
        client = browser_of(nurse)
    with clock.moved_to(NOON + MINUTES(14)):
        asked = [client.get("/sign-in/time-left/").json() for _ in range(2)]
        stayed = client.post("/sign-in/stay/").json()

    assert [(one["seconds"], one["canStay"]) for one in [*asked, stayed]] == [(60, True), (60, True), (900, True)]


def test_nobody_learns_whose_session_it_is_and_pages_tell_readers_apart(nurse, pals):
    marks = [browser_of(user).get("/sign-in/time-left/").json()["mark"] for user in (nurse, nurse, pals)]

    assert marks[0] == marks[1] != marks[2]
    assert Client().get("/sign-in/time-left/").json() == {"seconds": 0, "canStay": False, "mark": ""}
    assert Client().post("/sign-in/stay/").json()["seconds"] == 0


def test_an_answer_page_leaves_no_moment_in_the_session_of_a_member(group):
    person = PersonFactory(group=group)
    client = Client()
    session = client.session
    session.update({PERSON_KEY: person.pk, BEGAN: NOON.timestamp(), USED: NOON.timestamp()})
    session.save()
    with clock.moved_to(NOON + MINUTES(5)):
        page = client.get("/answer/").content.decode()

    assert client.session[USED] == NOON.timestamp()
    assert "time-left" not in page


def test_the_warning_stands_on_every_page_of_the_signed_in_and_on_no_other(nurse):
    assert 'id="time-left"' in browser_of(nurse).get("/immunology/").content.decode()
    assert 'id="time-left"' not in Client().get("/sign-in/login/").content.decode()


def test_my_sign_in_lists_devices_in_words_and_no_addresses(nurse):
    with clock.moved_to(NOON):
        browser_of(nurse, headers={"user-agent": PHONE}, REMOTE_ADDR="203.0.113.9")
    with clock.moved_to(NOON + MINUTES(5)):
        here = browser_of(nurse, headers={"user-agent": WARD})
        page = here.get("/sign-in/").content.decode()

    assert re.findall(r'<td class="sg-card-title">([^<]+)</td>', page) == [
        "Edge on a Windows computer",
        "Safari on an iPhone",
    ]
    assert "12.05pm" in page
    assert "203.0.113.9" not in page


def test_a_session_that_has_ended_by_time_is_not_listed(nurse):
    with clock.moved_to(NOON):
        browser_of(nurse, headers={"user-agent": PHONE})
    with clock.moved_to(NOON + MINUTES(16)):
        page = browser_of(nurse, headers={"user-agent": WARD}).get("/sign-in/").content.decode()

    assert "iPhone" not in page


def test_one_ends_ones_own_session_and_nobody_elses(nurse, pals):
    there, here, colleague = browser_of(nurse), browser_of(nurse), browser_of(pals)
    own = nurse.usersession_set.get(session_key=cookie_of(there)).pk
    foreign = pals.usersession_set.get().pk
    here.post(f"/sign-in/sessions/{foreign}/end/")
    here.post(f"/sign-in/sessions/{own}/end/")

    assert [is_in(there), is_in(here), is_in(colleague)] == [False, True, True]


def test_pages_of_my_sign_in_ask_the_signed_out_to_sign_in(nurse):
    assert Client().get("/sign-in/").url.startswith("/sign-in/login/")
    assert [Client().post(f"/sign-in/sessions/{part}end/").status_code for part in ("", "1/")] == [401, 401]
    assert [browser_of(nurse).get(f"/sign-in/sessions/{part}end/").status_code for part in ("", "1/")] == [405, 405]


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (WARD, "Edge on a Windows computer"),
        (PHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on a Linux computer"),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36",
            "Chrome on an Android phone or tablet",
        ),
        ("curl/8.5", "A device we do not know"),
        ("", "A device we do not know"),
        ("Something (Windows NT 10.0)", "A Windows computer"),
    ],
)
def test_a_device_in_words(user_agent, words):
    assert device_in_words(user_agent) == words


@pytest.mark.parametrize(
    ("began", "used", "now", "left"),
    [
        (0, 0, 0, (900, True)),
        (0, 100, 200, (800, True)),
        (0, 100, 1001, (0, True)),
        (0, 42_900, 43_000, (200, False)),
        (0, 43_199, 43_201, (0, False)),
    ],
)
def test_how_long_is_left(began, used, now, left):
    limits = rules.Limits(idle=900, absolute=43_200)
    found = rules.time_left(began=began, used=used, now=now, limits=limits)

    assert (found.seconds, found.can_stay) == left
