import pytest

from supportgroup.accounts.models import User
from supportgroup.outbox.models import Message
from supportgroup.signin import letters
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD):
    return client.post("/sign-in/login/", {"login": email, "password": password})


def test_with_email_and_password_a_nurse_arrives_at_her_group(client, nurse):
    answer = sign_in(client, nurse.email.upper())

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").url == "/immunology/"


@pytest.mark.parametrize("email", ["nurse@hospital.example", "nobody@hospital.example"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(client, nurse, email):
    html = sign_in(client, email, "wrong-wrong-wrong").content.decode()

    assert "The email address or the password is not right. Check both and try again" in html
    assert email in html


def test_nobody_can_make_an_account(client):
    html = client.get("/sign-in/signup/").content.decode()
    client.post("/sign-in/signup/", {"email": "new@hospital.example", "password1": "long-enough-password-1"})

    assert "You cannot make an account here" in html
    assert not User.objects.filter(email="new@hospital.example").exists()


def test_a_user_who_left_cannot_sign_in(client, nurse):
    User.objects.filter(pk=nurse.pk).update(is_active=False)
    sign_in(client, nurse.email)

    assert client.get("/immunology/").status_code == 302


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(client, nurse):
    client.get("/sign-in/login/")
    sign_in(client, nurse.email)
    old = client.cookies["sessionid"].value
    client.post("/sign-in/logout/")

    client.cookies["sessionid"] = old
    assert client.get("/immunology/").status_code == 302


def test_a_forgotten_password_queues_a_mail_without_a_token_in_the_database(client, nurse):
    answer = client.post("/sign-in/password/reset/", {"email": nurse.email})

    message = Message.objects.get()
    assert answer.status_code == 302
    assert (message.kind, message.recipient_key, message.lane) == (letters.PASSWORD_LINK, nurse.pk, "urgent")
    assert "/sign-in/password/reset/key/" in letters.compose_link(message).text


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(client, nurse):
    known = client.post("/sign-in/password/reset/", {"email": nurse.email})
    unknown = client.post("/sign-in/password/reset/", {"email": "nobody@hospital.example"})

    assert known.url == unknown.url
    assert Message.objects.count() == 1


def test_the_link_sets_a_new_password_once(client, nurse):
    client.post("/sign-in/password/reset/", {"email": nurse.email})
    link = letters.compose_link(Message.objects.get()).text.split("http://127.0.0.1:8000")[1].split()[0]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "four-quiet-words-here", "password2": "four-quiet-words-here"})

    assert sign_in(client, nurse.email, "four-quiet-words-here").status_code == 302
    assert "does not work any more" in client.__class__().get(link, follow=True).content.decode()


def test_a_password_is_set_only_by_a_link(client, nurse):
    client.force_login(nurse)

    for answer in (
        client.get("/sign-in/password/set/"),
        client.post("/sign-in/password/set/", {"password1": "x" * 20}),
    ):
        assert (answer.status_code, answer.url) == (302, "/sign-in/password/reset/")


@pytest.mark.parametrize("address", ["email/", "confirm-email/", "reauthenticate/", "login/code/confirm/"])
def test_allauths_other_pages_are_shut(client, nurse, address):
    client.force_login(nurse)

    assert client.get(f"/sign-in/{address}").status_code == 404
    assert client.post(f"/sign-in/{address}", {"email": "other@hospital.example", "action_add": ""}).status_code == 404


def test_somebody_who_was_added_with_capitals_signs_in_however_they_type(client, group):
    from supportgroup.access.actor import System
    from supportgroup.accounts.actions import add_user

    add_user(email="Sam.Reed@Hospital.example", name="Sam Reed", password=PASSWORD, by=System("a test"))

    assert sign_in(client, "SAM.reed@hospital.example").status_code == 302


def test_a_new_password_leaves_no_second_way_in_by_an_old_address(client, nurse):
    from allauth.account.models import EmailAddress

    client.post("/sign-in/password/reset/", {"email": nurse.email})
    letters.compose_link(Message.objects.get())

    assert not EmailAddress.objects.exists()
