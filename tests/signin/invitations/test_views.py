import pytest
from django.urls import reverse

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.signin.invitations.actions import invite, send_again
from supportgroup.signin.invitations.links import token_of
from supportgroup.signin.models import Invitation

pytestmark = pytest.mark.django_db
PASSWORD = "seven-plum-gardens"
TWICE = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def address(administrator, group):
    """Where Sam Reed's link leads."""
    sam = {"name": "Sam Reed", "email": "sam@hospital.example", "roles": [Role.NURSE], "group": group}
    invite(**sam, by=SignedIn(administrator))
    return reverse("accept_invitation", args=[token_of(Invitation.objects.get().pk, 1)])


def test_by_the_link_somebody_chooses_a_password_and_signs_in_with_it(client, address):
    assert "sam@hospital.example" in client.get(address).content.decode()

    answer = client.post(address, TWICE)

    assert answer.url == reverse("invitation_accepted")
    client.post("/sign-in/login/", {"login": "sam@hospital.example", "password": PASSWORD})
    assert client.get("/").url == "/immunology/"


def test_the_page_names_no_group_and_its_address_is_told_to_nobody(client, address):
    answer = client.get(address)

    assert "immun" not in answer.content.decode().lower()
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password1": "", "password2": ""}, "Enter a new password"),
        ({"password1": "short", "password2": "short"}, "10 characters or more"),
        ({"password1": "password1234", "password2": "password1234"}, "Many people use this password"),
        ({"password1": "sam@hospital.example", "password2": "sam@hospital.example"}, "too much like your name"),
        ({"password1": PASSWORD, "password2": "other"}, "not the same"),
        ({"password1": "\x00" * 12, "password2": "\x00" * 12}, "has a character that cannot be kept"),
        ({"password1": "x" * 100_000, "password2": "x"}, "200"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_what_to_do(client, address, typed, sentence):
    answer = client.post(address, typed)

    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert not Invitation.objects.get().accepted_at


def test_a_used_an_older_and_an_altered_link_say_what_to_do(client, address, administrator):
    altered = reverse("accept_invitation", args=["12-1-abc"])
    send_again(Invitation.objects.get(), by=SignedIn(administrator))
    newest = reverse("accept_invitation", args=[token_of(Invitation.objects.get().pk, 2)])
    client.post(newest, TWICE)

    for old in (address, altered, newest):
        answer = client.get(old)
        assert (answer.status_code, "ask the colleague who invited you" in answer.content.decode()) == (410, True)
        assert client.post(old, TWICE).status_code == 410
