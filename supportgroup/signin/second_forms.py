"""The forms of the second step: allauth.mfa checks, ours are the words and the look.

What is added to the checks: a code of the app is taken once, although it may be typed half a minute late; and the
secret that waits to be confirmed lies encrypted in the session.
"""

from typing import Any

from allauth.account import forms as allauth_account
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth_base
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as allauth_recovery
from allauth.mfa.totp import forms as allauth_totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as allauth_webauthn
from django import forms
from django.core.cache import cache

from supportgroup.ui.forms import NhsForm

from .forms import OurLabels
from .second_factors import decrypted, encrypted

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "width": 10}
LONGER_THAN_A_CODE = 12
A_CODE_LIVES = 120
"""Seconds, more than a code of the app can be taken."""


class TakenOnce:
    """Refuse a code of the app that has been taken already, as long as it could be taken again."""

    def clean_code(self) -> str:
        """Return the code if allauth takes it and it is its first time."""
        self._refuse_one_that_was_taken()
        code: str = super().clean_code()  # type: ignore[misc]
        authenticator = self.authenticator  # type: ignore[attr-defined]
        is_apps = authenticator.type == Authenticator.Type.TOTP
        if is_apps and not cache.add(_key_of(authenticator, code), 1, timeout=A_CODE_LIVES):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _refuse_one_that_was_taken(self) -> None:
        """Count it as a failure: allauth would take it for right once more, and forget the failures before it."""
        user = self.user  # type: ignore[attr-defined]
        app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        if app and cache.get(_key_of(app, self.cleaned_data["code"])):  # type: ignore[attr-defined]
            check_rate_limit(user)
            self._emit_authentication_failed(app)  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")


def _key_of(app: Authenticator, code: str) -> str:
    digits = "".join(character for character in code if character.isdecimal())
    return f"signin.code:{app.pk}:{digits[:LONGER_THAN_A_CODE]}"


class SecondStep(TakenOnce, NhsForm, OurLabels, allauth_base.AuthenticateForm):
    """A code of the app, or a recovery code."""

    submit = "Continue"
    labels = {"code": "Code"}
    hints = {"code": "6 digits from your authenticator app, or one of your recovery codes (8 digits)."}
    attributes = {"code": CODE}
    required_words = {"code": "Enter the code from your app, or a recovery code"}


class SecondStepAgain(TakenOnce, NhsForm, OurLabels, allauth_base.ReauthenticateForm):
    """The same, from somebody who is signed in already."""

    submit, labels, hints, attributes = SecondStep.submit, SecondStep.labels, SecondStep.hints, SecondStep.attributes
    required_words = SecondStep.required_words


class SetUpApp(NhsForm, OurLabels, allauth_totp.ActivateTOTPForm):
    """The first code of an app that has just read our QR code."""

    submit = "Set up this app"
    labels = {"code": "Code that the app shows"}
    hints = {"code": "6 digits. A new code comes every 30 seconds."}
    attributes = {"code": CODE}
    required_words = {"code": "Enter the 6 digits that the app shows"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        session = context.request.session
        waiting = session[SECRET_SESSION_KEY]
        if self.is_bound and waiting.startswith(ENCRYPTED):
            self.secret = decrypted(waiting.removeprefix(ENCRYPTED))
        else:
            session[SECRET_SESSION_KEY] = ENCRYPTED + encrypted(self.secret)

    @property
    def secret_in_fours(self) -> str:
        """Return the secret as it is easily typed: "ABCD EFGH …"."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


ENCRYPTED = "encrypted:"


class RemoveApp(NhsForm, allauth_totp.DeactivateTOTPForm):
    """Nothing to type: the button says it."""

    submit = "Remove this app"
    warning = True


class AddPasskey(NhsForm, OurLabels, allauth_webauthn.AddWebAuthnForm):
    """A name for the passkey; what the browser answers is put in by a script."""

    submit = ""
    labels = {"name": "What do you call this device?"}
    hints = {"name": "For example, “My phone” or “Ward laptop”. You see it in your list."}
    required_words = {"credential": "The browser gave no passkey. Try again"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = MOST_LETTERS
        self.fields["name"].validators.append(forms.fields.validators.MaxLengthValidator(MOST_LETTERS))
        self.fields["credential"].error_messages["invalid"] = self.required_words["credential"]


MOST_LETTERS = 60


class RenamePasskey(NhsForm, OurLabels, allauth_webauthn.EditWebAuthnForm):
    """Another name."""

    submit = "Save name"
    labels = {"name": "Name of this passkey"}
    required_words = {"name": "Enter a name for this passkey"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].validators.append(forms.fields.validators.MaxLengthValidator(MOST_LETTERS))


class NewRecoveryCodes(NhsForm, allauth_recovery.GenerateRecoveryCodesForm):
    """Nothing to type."""

    submit = "Make new codes"


class PasswordAgain(NhsForm, OurLabels, allauth_account.ReauthenticateForm):
    """The password once more, before the sign-in is changed."""

    submit = "Continue"
    labels = {"password": "Your password"}
