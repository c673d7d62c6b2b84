import re

import pytest
from django.test import Client

from surveys.questionnaire.models import Survey
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
ADDRESS = "/immunology/surveys/start/?from=empty"
TYPED = {"title": "How are your visits?", "about": "We <want> to know.", "minutes": "5"}


def token_in(answer):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode()).group(1)


def hidden_in(answer):
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.content.decode())
    return {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in pairs if "csrf" not in name}


@pytest.fixture
def window(nurse):
    """A browser that checks forms as a real one does, in which the nurse has signed in and opened the form."""
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    page = client.get("/sign-in/login/")
    sign_in(client, nurse, token_in(page))
    return client


def sign_in(client, nurse, token):
    return client.post("/sign-in/login/", {"login": nurse.email, "password": PASSWORD, "csrfmiddlewaretoken": token})


def test_what_was_typed_when_the_session_ended_is_handed_back_and_saved_after_signing_in_again(window, nurse):
    token = token_in(window.get(ADDRESS))
    del window.cookies["sessionid"]

    handed_back = window.post(ADDRESS, {**TYPED, "csrfmiddlewaretoken": token})
    assert handed_back.status_code == 401
    assert hidden_in(handed_back) == TYPED
    assert not Survey.objects.exists()

    sign_in(window, nurse, token_in(window.get("/sign-in/login/")))
    once_more = window.post(ADDRESS, {**hidden_in(handed_back), "csrfmiddlewaretoken": token_in(handed_back)})
    assert once_more.status_code == 403
    assert hidden_in(once_more) == TYPED

    saved = window.post(ADDRESS, {**hidden_in(once_more), "csrfmiddlewaretoken": token_in(once_more)})
    assert saved.status_code == 302
    assert Survey.objects.get().about == TYPED["about"]


def test_a_password_is_never_handed_back(window):
    answer = window.post("/sign-in/login/", {"login": "x@hospital.example", "password": "my-secret-word"})

    assert "my-secret-word" not in answer.content.decode()


def test_a_form_from_another_site_is_refused_and_not_handed_back(nurse):
    client = Client(enforce_csrf_checks=True, headers={"origin": "https://elsewhere.example"})
    client.force_login(nurse)

    answer = client.post(ADDRESS, TYPED)
    assert answer.status_code == 403
    assert TYPED["title"] not in answer.content.decode()
    assert not Survey.objects.exists()
