"""What allauth.mfa asks us: how secrets are encrypted, what things are called, what may be removed."""

from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from supportgroup.accounts.models import User


def encrypted(text: str) -> str:
    """Return the text as only this service can read it, by the newest of its field keys."""
    return _box().encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """Return what was encrypted with any of the field keys."""
    return _box().decrypt(text.encode()).decode()


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


class OurSecondFactors(DefaultMFAAdapter):
    """Secrets are encrypted; nothing that a phone shows names more than the Trust."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right, or it has been used. Type the newest one",
        "cannot_delete_authenticator": (
            "This is your only second step, and signing in here needs one. Set up another first, then remove this one"
        ),
    }

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)

    def get_totp_issuer(self) -> str:
        return str(settings.TRUST_NAME)

    def _get_site_name(self) -> str:
        return str(settings.TRUST_NAME)

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an SVG that is shown as a picture: black on white in every colour scheme."""
        drawn = BytesIO()
        segno.make_qr(url, error="m").save(drawn, kind="svg", scale=5, light="white", xmldecl=False)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  allauth's name
        """Return what a passkey is called until its owner says more."""
        others = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {others + 1}" if others else "Passkey"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether another second step stays, where one is required."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        stays = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return stays or not settings.SECOND_STEP_REQUIRED
