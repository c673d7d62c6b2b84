"""Signing in at the Trust by OpenID Connect, against a small provider on this machine that signs real tokens."""

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.accounts.models import User
from supportgroup.signin.invitations.actions import invite
from supportgroup.signin.invitations.links import token_of
from supportgroup.signin.models import Invitation
from tests.signin.codes import app_code, give_code, is_in, with_app
from tests.signin.provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    provider = Provider()
    settings.OIDC_SERVER_URL, settings.OIDC_NAME = provider.url, "NHSmail"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.SITE_URL = "http://testserver"
    yield provider
    provider.stop()


def come(provider, client=None, **claims):
    """Go to the Trust's sign-in and come back with a token that says this."""
    client = client or Client()
    provider.claims = {"email": "nurse@hospital.example", "email_verified": True} | claims
    there = client.post("/sign-in/trust/")
    back = provider.come_back_from(there.url)
    return client, client.get(back.removeprefix("http://testserver"))


def test_a_user_whose_verified_address_matches_is_signed_in(provider, nurse):
    client, answer = come(provider, email="NURSE@hospital.example")

    assert answer.url == "/"
    assert is_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@hospital.example"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": None},
    ],
)
def test_nobody_else_is_let_in_and_nobody_is_added(provider, nurse, claims):
    client, answer = come(provider, **claims)

    assert answer.status_code == 403
    assert "We do not know you here" in answer.content.decode()
    assert not is_in(client)
    assert [user.email for user in User.objects.all()] == [nurse.email]


def test_who_has_left_is_not_let_in(provider, nurse):
    User.objects.filter(pk=nurse.pk).update(is_active=False)

    assert come(provider)[1].status_code == 403


def test_who_has_no_password_here_is_led_to_a_link_for_one(provider, nurse):
    nurse.set_unusable_password()
    nurse.save()
    client, _ = come(provider)

    answer = client.get("/sign-in/password/change/", follow=True)

    assert answer.status_code == 200
    assert "Send me a link" in answer.content.decode()


def test_who_was_invited_and_comes_this_way_has_come_and_the_link_is_shut(provider, group, administrator):
    sam = {"name": "Sam Reed", "email": "sam@hospital.example", "roles": [Role.NURSE], "group": group}
    invite(**sam, by=SignedIn(administrator))
    link = reverse("accept_invitation", args=[token_of(Invitation.objects.get().pk, 1)])

    client, _ = come(provider, email="sam@hospital.example")

    assert is_in(client)
    assert not Invitation.objects.not_come().exists()
    assert Client().get(link).status_code == 410


@pytest.mark.parametrize(
    "claims", [{"aud": "another-service"}, {"iss": "https://elsewhere.example"}, {"exp": 1}], ids=["aud", "iss", "exp"]
)
def test_a_token_that_is_not_for_us_is_refused(provider, nurse, claims):
    client, answer = come(provider, **claims)

    assert "That did not work" in answer.content.decode()
    assert not is_in(client)


def test_a_token_that_another_key_signed_is_refused(provider, nurse):
    provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    client, answer = come(provider)

    assert "That did not work" in answer.content.decode()
    assert not is_in(client)


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(provider, nurse):
    there = Client().post("/sign-in/trust/")
    victim = Client()
    victim.get(provider.come_back_from(there.url).removeprefix("http://testserver"))

    assert not is_in(victim)


def test_where_the_provider_marks_no_address_the_trust_may_say_that_all_are_verified(provider, settings, nurse):
    settings.OIDC_EMAIL_IS_VERIFIED = True

    assert is_in(come(provider, email_verified=None)[0])


def test_the_second_step_is_asked_for_after_it(provider, settings, nurse):
    settings.SECOND_STEP_REQUIRED = True
    with_app(nurse)
    client, answer = come(provider)

    assert answer.url == "/sign-in/second-step/code/"
    assert not is_in(client)
    give_code(client, app_code())
    assert is_in(client)


def test_who_has_none_sets_one_up_after_it(provider, settings, nurse):
    settings.SECOND_STEP_REQUIRED = True
    nurse.set_unusable_password()
    nurse.save()
    client, _ = come(provider)

    assert client.get("/immunology/").url == "/sign-in/"
    assert client.get("/sign-in/second-step/app/").status_code == 200


def test_the_trusts_sign_in_counts_as_second_step_where_a_setting_says_so(provider, settings, nurse):
    settings.SECOND_STEP_REQUIRED = settings.OIDC_IS_SECOND_STEP = True
    with_app(nurse)

    assert is_in(come(provider)[0])


def test_the_sign_in_page_offers_it_by_the_name_people_know(provider):
    assert "Sign in with NHSmail" in Client().get("/sign-in/login/").content.decode()


def test_without_settings_there_is_no_such_page_and_nothing_offers_it(client):
    assert "/sign-in/trust/" not in client.get("/sign-in/login/").content.decode()
    assert client.post("/sign-in/trust/").status_code == 404
    assert client.get("/sign-in/trust/back/?code=x&state=y").status_code == 404


def test_a_provider_that_is_away_is_said_in_words(provider, settings):
    settings.OIDC_SERVER_URL = "http://127.0.0.1:9"
    answer = Client().post("/sign-in/trust/")

    assert "That did not work" in answer.content.decode()
