"""Which passwords are refused, in words that say what to do; and what production demands."""

import json
import os
import subprocess
import sys

import pytest

from supportgroup.accounts.models import User
from tests.factories import PASSWORD
from tests.signin.codes import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short-one", "Password must be 10 characters or more"),
        ("q1w2e3r4t5y6", "Many people use this password"),
        ("graceadeyemi", "too much like your name or email address"),
        ("Nurse@Hospital.example", "too much like your name or email address"),
    ],
)
def test_a_weak_password_is_refused_and_the_old_one_stays(nurse, password, words):
    client = browser_of(nurse)
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = client.post("/sign-in/password/change/", typed).content.decode()

    assert words in page
    assert User.objects.get(pk=nurse.pk).check_password(PASSWORD)


def test_password_boxes_allow_pasting_show_what_is_typed_and_help_password_managers(client, nurse):
    page = browser_of(nurse).get("/sign-in/password/change/").content.decode()

    assert page.count('data-module="nhsuk-password-input"') == 3
    assert page.count('autocomplete="new-password"') == 2
    assert page.count('autocomplete="current-password"') == 1
    assert "onpaste" not in page


def test_production_requires_a_second_step_argon2_and_cookies_for_https_alone():
    names = "SECOND_STEP_REQUIRED PASSWORD_HASHERS SESSION_COOKIE_SECURE SESSION_COOKIE_NAME OIDC_SERVER_URL".split()
    ask = f"import json, supportgroup.settings.production as p; print(json.dumps([getattr(p, n) for n in {names}]))"
    told = os.environ | dict.fromkeys(("SECRET_KEY", "FIELD_KEYS", "LINK_KEY"), "a-value-of-the-tests")
    said = subprocess.run([sys.executable, "-c", ask], env=told, capture_output=True, text=True, check=True).stdout

    argon2 = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert json.loads(said) == [True, argon2, True, "__Host-session", ""]
