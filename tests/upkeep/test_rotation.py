"""New keys: what an older one wrote is written anew, what is in the post still opens, and nothing is lost."""

import io
import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from supportgroup.signin.second_factors import decrypted, encrypted
from supportgroup.upkeep import rotation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NEW = "bmV3LWtleS1uZXcta2V5LW5ldy1rZXktbmV3LWtleS0="


@pytest.fixture
def two_secrets():
    for number, (kind, name) in enumerate((("totp", "secret"), ("recovery_codes", "seed"))):
        Authenticator.objects.create(user=UserFactory(), type=kind, data={name: encrypted(f"secret {number}")})


def rotate(**options):
    out = io.StringIO()
    call_command("rotate_keys", stdout=out, **options)
    return out.getvalue()


def secrets():
    return sorted(decrypted(value) for value in rotation._secrets_of_second_factors())


def test_what_an_older_key_wrote_is_written_with_the_newest_and_the_older_may_go(two_secrets, settings):
    old = settings.FIELD_KEYS[0]
    settings.FIELD_KEYS = [NEW, old]

    said = rotate()
    settings.FIELD_KEYS = [NEW]

    assert "Secrets of second factors: 2 values, 2 of them by an older key, 0 left." in said
    assert secrets() == ["secret 0", "secret 1"]


def test_a_dry_run_changes_nothing(two_secrets, settings):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    before = list(rotation._secrets_of_second_factors())

    told = json.loads(rotate(dry_run=True, json=True))

    assert told == {"places": {"Secrets of second factors": {"values": 2, "before": 2}}, "left_with_older_keys": 2}
    assert list(rotation._secrets_of_second_factors()) == before


def test_it_may_be_run_again_and_again(two_secrets, settings):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    rotate()

    assert "2 values, 0 of them by an older key, 0 left." in rotate()


def test_a_key_that_was_taken_away_too_soon_is_said_and_nothing_is_lost(two_secrets, settings):
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(CommandError, match="Put the older key back"):
        rotate()
    settings.FIELD_KEYS = old
    assert secrets() == ["secret 0", "secret 1"]
