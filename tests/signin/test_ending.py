"""Ending sessions, and taking away a second factor that was lost."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.test import Client

from supportgroup.access.actor import SignedIn
from supportgroup.access.refusal import Refused
from supportgroup.outbox.models import Message
from supportgroup.signin import actions, letters
from supportgroup.signin.models import ForgottenFactor
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
CHECK = "Came in person with her staff card"


def browser_of(user):
    """A browser in which somebody has signed in with their password."""
    client = Client()
    client.post("/sign-in/login/", {"login": user.email, "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/immunology/").status_code == 200


def test_every_session_ends_also_one_that_is_listed_nowhere_and_no_other_users_does(nurse, pals, administrator):
    listed, unlisted, colleague = browser_of(nurse), Client(), browser_of(pals)
    unlisted.force_login(nurse)
    assert [is_in(listed), is_in(unlisted)] == [True, True]

    actions.end_sessions(nurse, by=SignedIn(administrator))

    assert [is_in(listed), is_in(unlisted), is_in(colleague)] == [False, False, True]
    assert is_in(browser_of(nurse))


def test_ending_sessions_is_signed_in_the_trail(nurse, administrator):
    actions.end_sessions(nurse, by=SignedIn(administrator))

    event = apps.get_model("accounts", "UserEvent").objects.filter(id=nurse.pk).latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["actor_key"]) == ("sessions.ended", administrator.pk)
    assert event.sessions_ended_at is not None


def test_a_lost_second_factor_is_taken_away_with_the_check_kept_and_the_user_told(nurse, pals, administrator):
    for user in (nurse, pals):
        Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    Authenticator.objects.create(user=nurse, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    client = Client()
    client.force_login(nurse)

    actions.forget_second_factor(nurse, check=f"  {CHECK} ", by=SignedIn(administrator))

    assert [auth.user for auth in Authenticator.objects.all()] == [pals]
    assert not is_in(client)
    kept = ForgottenFactor.objects.get()
    assert (kept.user, kept.check_made, kept.forgotten_by) == (nurse, CHECK, administrator)
    event = apps.get_model("signin", "ForgottenFactorEvent").objects.get()
    assert (event.pgh_context["action"], event.pgh_context["actor_name"]) == ("second factor.forgotten", "Ivy Stone")
    message = Message.objects.get()
    assert (message.kind, message.recipient_key, message.lane) == (letters.FACTOR_FORGOTTEN, nurse.pk, "urgent")


def test_the_mail_about_it_says_what_to_do_and_nothing_about_health(nurse, administrator):
    actions.forget_second_factor(nurse, check=CHECK, by=SignedIn(administrator))
    message = Message.objects.get()
    message.addressee = nurse
    mail = letters.compose_factor_forgotten(message)

    assert "tell your administrator today" in mail.text
    assert "immun" not in (mail.subject + mail.text + mail.html).lower()
    assert CHECK not in mail.text


@pytest.mark.parametrize(
    ("check", "reason"),
    [("", "how you made sure"), ("  \n ", "how you made sure"), ("x" * 301, "300 characters or fewer")],
)
def test_without_a_check_of_who_asks_nothing_is_taken_away(nurse, administrator, check, reason):
    Authenticator.objects.create(user=nurse, type="totp", data={"secret": "x"})

    with pytest.raises(Refused, match=reason):
        actions.forget_second_factor(nurse, check=check, by=SignedIn(administrator))
    assert Authenticator.objects.exists()


def test_nobody_takes_away_their_own(administrator):
    Authenticator.objects.create(user=administrator, type="totp", data={"secret": "x"})

    with pytest.raises(Refused, match="another administrator"):
        actions.forget_second_factor(administrator, check=CHECK, by=SignedIn(administrator))
    assert Authenticator.objects.exists()
