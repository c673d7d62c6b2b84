"""What a phone does: reads the key, shows a code. And the steps of somebody who signs in."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from supportgroup.outbox.models import Message
from supportgroup.outbox.recipients import fetch
from supportgroup.signin import letters
from supportgroup.signin.second_factors import encrypted
from tests.factories import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def app_code(secret=SECRET, *, steps=0):
    """Return what the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + steps))


def with_app(user):
    """Let a user have an app that was set up with our secret, and recovery codes; return those."""
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypted(SECRET)})
    return RecoveryCodes.activate(user).generate_codes()


def give_password(client, user, password=PASSWORD, **extra):
    return client.post("/sign-in/login/", {"login": user.email, "password": password}, **extra)


def give_code(client, code):
    return client.post("/sign-in/second-step/code/", {"code": code})


def browser_of(user, **extra):
    """A browser in which somebody has just signed in with their password."""
    client = Client(**extra)
    give_password(client, user)
    return client


def is_in(client):
    return client.get("/immunology/").status_code == 200


def secret_on(page):
    """Return the key that the page of the app offers for typing."""
    return re.search(r"<strong>([A-Z2-7 ]{32,})</strong>", page.content.decode()).group(1).replace(" ", "")


def digits_mailed(kind=letters.STEP_CODE):
    message = Message.objects.filter(kind=kind).latest("pk")
    fetch([message])
    compose = letters.compose_step_code if kind == letters.STEP_CODE else letters.compose_code
    return re.search(r"code is (\d{6}|\d{4} \d{4} \d{4})\n", compose(message).text).group(1)
