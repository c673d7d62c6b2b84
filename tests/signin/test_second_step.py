"""A second step after the password: set up, asked for, used once, lost."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.outbox.models import Message
from supportgroup.signin import actions, letters
from supportgroup.signin.second_factors import decrypted
from tests.factories import HoldingFactory
from tests.signin.codes import (
    SECRET,
    app_code,
    browser_of,
    digits_mailed,
    give_code,
    give_password,
    is_in,
    secret_on,
    with_app,
)

pytestmark = pytest.mark.django_db
SET_UP = "/sign-in/second-step/app/"


@pytest.fixture
def required(settings):
    settings.SECOND_STEP_REQUIRED = True


def test_an_app_is_set_up_by_its_first_code_and_recovery_codes_are_shown_once(nurse):
    client = browser_of(nurse)
    secret = secret_on(client.get(SET_UP))

    wrong = client.post(SET_UP, {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    assert secret_on(wrong) == secret
    done = client.post(SET_UP, {"code": app_code(secret)})

    assert done.url == "/sign-in/second-step/recovery-codes/"
    shown = re.findall(r"<li>(\d{4} \d{4})</li>", client.get(done.url).content.decode())
    assert len(shown) == len(set(shown)) == 10
    again = client.get(done.url).content.decode()
    assert not re.search(r"\d{4} \d{4}", again)
    assert "cannot be shown again" in again


def test_secrets_lie_encrypted_in_the_database_and_in_the_session(nurse):
    client = browser_of(nurse)
    secret = secret_on(client.get(SET_UP))
    waiting = json.dumps(Session.objects.get(pk=client.session.session_key).get_decoded())
    client.post(SET_UP, {"code": app_code(secret)})

    kept = {auth.type: auth.data for auth in Authenticator.objects.all()}
    assert secret not in waiting
    assert secret not in json.dumps(kept)
    assert decrypted(kept["totp"]["secret"]) == secret
    assert kept["recovery_codes"]["seed"] != decrypted(kept["recovery_codes"]["seed"])


def test_after_the_password_nothing_opens_before_the_code(nurse):
    with_app(nurse)
    client = Client()

    assert give_password(client, nurse).url == "/sign-in/second-step/code/"
    assert not is_in(client)
    assert client.get("/sign-in/").status_code == 302
    assert give_code(client, app_code()).url == "/"
    assert is_in(client)


@pytest.mark.parametrize("spelling", ["{0}", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_a_code_of_the_app_is_taken_once_also_in_another_spelling(nurse, spelling):
    with_app(nurse)
    code, first, second = app_code(), Client(), Client()
    give_password(first, nurse)
    give_code(first, code)
    give_password(second, nurse)
    again = give_code(second, spelling.format(code))

    assert [is_in(first), is_in(second)] == [True, False]
    assert "it has been used" in again.content.decode()


def test_a_code_that_was_taken_counts_as_a_failure_and_makes_no_failure_forgotten(nurse):
    with_app(nurse)
    code, first, second = app_code(), Client(), Client()
    give_password(first, nurse)
    give_code(first, code)
    give_password(second, nurse)
    tries = ["1", "2", "3", code, "4", code, "5"]
    answers = [give_code(second, typed).content.decode() for typed in tries]

    assert ["tried too often" in answer for answer in answers] == [False] * 5 + [True] * 2


def test_a_code_may_be_half_a_minute_late_and_no_more(nurse):
    with_app(nurse)
    early, late = Client(), Client()
    give_password(early, nurse)
    give_password(late, nurse)
    give_code(early, app_code(steps=-3))
    give_code(late, app_code(steps=-1))

    assert [is_in(early), is_in(late)] == [False, True]


def test_of_100_wrong_codes_none_opens_and_after_5_not_even_the_right_one(nurse):
    with_app(nurse)
    client = Client()
    give_password(client, nurse)
    right = app_code()
    wrong = [
        code
        for code in (f"{number:06d}" for number in range(103))
        if code not in {app_code(steps=s) for s in (-1, 0, 1)}
    ]
    answers = [give_code(client, code).content.decode() for code in wrong[:100]]

    assert not is_in(client)
    assert ["tried too often" in answer for answer in answers] == [False] * 5 + [True] * 95
    give_code(client, right)
    assert not is_in(client)


def test_a_recovery_code_works_once(nurse):
    codes = with_app(nurse)
    first, second, third = Client(), Client(), Client()
    for client in (first, second, third):
        give_password(client, nurse)
    give_code(first, f"{codes[3][:4]} {codes[3][4:]}")
    give_code(second, codes[3])
    give_code(third, codes[4])

    assert [is_in(first), is_in(second), is_in(third)] == [True, False, True]


@pytest.mark.parametrize("nonsense", ["", "\0", "😀" * 6, "9" * 100_000, "٣٤٥٦٧٨"])
def test_no_code_is_too_strange_to_answer(nurse, nonsense):
    with_app(nurse)
    client = Client()
    give_password(client, nurse)

    assert give_code(client, nonsense).status_code == 200
    assert not is_in(client)


def test_new_codes_end_the_old_ones_and_the_user_is_told(nurse, django_capture_on_commit_callbacks):
    old = with_app(nurse)
    client = Client()
    give_password(client, nurse)
    give_code(client, app_code())
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/sign-in/second-step/recovery-codes/new/")
    other = Client()
    give_password(other, nurse)
    give_code(other, old[0])

    assert not is_in(other)
    message = Message.objects.get(kind=letters.CHANGED)
    message.addressee = nurse
    assert "New recovery codes were made" in letters.compose_changed(message).text


def test_in_development_a_password_is_enough(nurse):
    assert is_in(browser_of(nurse))


PAGES = [
    "/",
    "/immunology/",
    "/immunology/people/",
    "/sign-in/sessions/end/",
    "/sign-in/second-step/recovery-codes/new/",
]


def test_where_it_is_required_only_setting_up_and_signing_out_open_before(required, nurse):
    client = browser_of(nurse)

    assert {client.get(page).url for page in PAGES[1:3]} == {"/sign-in/"}
    assert {client.post(page).url for page in PAGES[3:]} == {"/sign-in/"}
    page = client.get("/sign-in/")
    assert "Set up a second step first" in page.content.decode()
    assert [
        client.get(reverse(name)).status_code for name in ("mfa_activate_totp", "mfa_add_webauthn", "accessibility")
    ] == [200] * 3
    client.post(SET_UP, {"code": app_code(secret_on(client.get(SET_UP)))})
    assert is_in(client)


def test_signing_out_works_before_a_second_step_is_set_up(required, nurse):
    client = browser_of(nurse)
    client.post("/sign-in/logout/")

    assert client.get("/immunology/").url.startswith("/sign-in/login/")


@pytest.mark.django_db(transaction=True)
def test_a_browser_where_only_the_password_was_given_does_not_come_in_by_the_step_set_up_elsewhere(required, nurse):
    stranger, owner = browser_of(nurse), browser_of(nurse)
    secret = secret_on(owner.get(SET_UP))

    owner.post(SET_UP, {"code": app_code(secret)})

    assert [is_in(stranger), is_in(owner)] == [False, True]
    assert stranger.get("/sign-in/second-step/passkeys/add/").url.startswith("/sign-in/login/")
    assert owner.get("/sign-in/").content.decode().count("This device") == 1


def test_the_only_second_step_cannot_be_removed_where_it_is_required(required, nurse):
    with_app(nurse)
    client = Client()
    give_password(client, nurse)
    give_code(client, app_code())
    page = client.get("/sign-in/second-step/app/remove/")
    client.post("/sign-in/second-step/app/remove/")

    assert "This is your only second step" in page.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_in_development_it_can_be_removed_and_the_recovery_codes_go_with_it(nurse):
    with_app(nurse)
    client = Client()
    give_password(client, nurse)
    give_code(client, app_code())
    client.post("/sign-in/second-step/app/remove/")

    assert not Authenticator.objects.exists()


def test_who_signed_in_a_while_ago_gives_their_password_again_before_a_change(nurse, monkeypatch):
    client = browser_of(nurse)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0}]
    session.save()

    asked = client.get(SET_UP)
    assert asked.url == f"/sign-in/again/?next={SET_UP.replace('/', '%2F')}"
    wrong = client.post(asked.url, {"password": "not-the-password"})
    assert "That is not your password" in wrong.content.decode()
    assert client.post(asked.url, {"password": "quiet-otter-walks-home"}).url == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_field_keys_can_be_changed(nurse, administrator, settings):
    from cryptography.fernet import Fernet

    codes = with_app(nurse)
    new = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]
    assert actions.encrypt_secrets_anew(by=SignedIn(administrator)) == 2
    settings.FIELD_KEYS = [new]

    assert decrypted(Authenticator.objects.get(type="totp").data["secret"]) == SECRET
    client = Client()
    give_password(client, nurse)
    give_code(client, codes[0])
    assert is_in(client)


# A code by email, for committee patients


@pytest.fixture
def allowed(group):
    from supportgroup.groups.models import GroupSetting

    GroupSetting.objects.create(
        group=group, key="signin.emailed_code_for_committee", value=True, applies_from="2026-01-01"
    )


def test_a_committee_patient_may_use_a_code_by_email_where_the_group_allows_it(required, allowed, committee):
    client = Client()

    assert give_password(client, committee).url == "/sign-in/code/"
    assert not is_in(client)
    assert "That is not the code" in client.post("/sign-in/code/", {"digits": "000000"}).content.decode()
    assert client.post("/sign-in/code/", {"digits": digits_mailed()}).url == "/"
    assert is_in(client)


def test_where_the_group_does_not_allow_it_they_set_up_a_second_step_like_everybody(required, committee):
    client = browser_of(committee)

    assert client.get("/immunology/").url == "/sign-in/"
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", [Role.NURSE, Role.PALS, Role.FINANCE, Role.ADMINISTRATOR, Role.BUDDY_LEAD])
def test_who_also_works_here_needs_more_than_a_code_by_email(required, allowed, group, committee, role):
    HoldingFactory(user=committee, group=group, role=role)

    assert browser_of(committee).get("/immunology/").url == "/sign-in/"


def test_a_role_given_meanwhile_that_needs_more_asks_for_more_at_once(required, allowed, group, committee):
    client = Client()
    give_password(client, committee)
    client.post("/sign-in/code/", {"digits": digits_mailed()})
    assert is_in(client)

    HoldingFactory(user=committee, group=group, role=Role.NURSE)

    assert client.get("/immunology/people/").url == "/sign-in/"


def test_every_group_they_belong_to_must_allow_it(required, allowed, other_group, committee):
    HoldingFactory(user=committee, group=other_group, role=Role.COMMITTEE)

    assert browser_of(committee).get("/immunology/").url == "/sign-in/"


def test_who_has_set_up_an_app_is_asked_for_its_code(required, allowed, committee):
    with_app(committee)

    assert give_password(Client(), committee).url == "/sign-in/second-step/code/"


def test_the_emailed_code_alone_opens_nothing(required, allowed, committee):
    give_password(Client(), committee)
    stranger = Client()

    assert stranger.post("/sign-in/code/", {"digits": digits_mailed()}).url == "/sign-in/login/"
    assert stranger.post("/sign-in/code/again/").url == "/sign-in/login/"


def test_another_code_can_be_asked_for_three_times_then_a_long_one_comes_and_the_newest_works(
    required, allowed, committee
):
    client = Client()
    give_password(client, committee)
    for _ in range(5):
        client.post("/sign-in/code/again/")

    assert Message.objects.count() == 4
    client.post("/sign-in/code/", {"digits": digits_mailed()})
    assert is_in(client)


def test_who_has_no_role_any_more_while_the_code_is_on_its_way_is_sent_no_other(required, allowed, committee):
    client = Client()
    give_password(client, committee)
    committee.holdings.all().delete()

    assert client.post("/sign-in/code/again/").url == "/sign-in/code/"
    assert Message.objects.count() == 1


def test_the_mail_with_the_code_is_urgent_and_says_nothing_about_health(required, allowed, committee):
    give_password(Client(), committee)
    message = Message.objects.get()
    message.addressee = committee
    mail = letters.compose_step_code(message)

    assert message.lane == "urgent"
    assert "immun" not in (mail.subject + mail.text + mail.html).lower()
    assert digits_mailed() not in str(vars(message))
