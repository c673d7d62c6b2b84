"""allauth's forms with our words and our look. What they check and do stays allauth's."""

from typing import Any

from allauth.account import forms as allauth

from supportgroup.ui.forms import NhsForm

NEW_PASSWORD = "At least 10 characters. Three or four unlikely words are easy to remember and hard to guess."  # noqa: S105  a hint


class OurLabels:
    """Put our labels on the fields that allauth has just made, before our sentences are made from them."""

    labels: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            field = self.fields[name]  # type: ignore[attr-defined]
            field.label = label
            field.help_text = NEW_PASSWORD if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)


class SignIn(NhsForm, OurLabels, allauth.LoginForm):
    """Email and password."""

    submit = "Sign in"
    labels = {"login": "Email address", "password": "Password"}


class AskForReset(NhsForm, OurLabels, allauth.ResetPasswordForm):
    """The email address to which a link for a new password goes."""

    submit = "Send me a link"
    labels = {"email": "Email address"}


class NewPassword(NhsForm, OurLabels, allauth.ResetPasswordKeyForm):
    """A new password, by the link."""

    submit = "Save my new password"
    labels = {"password1": "New password", "password2": "New password again"}


class ChangePassword(NhsForm, OurLabels, allauth.ChangePasswordForm):
    """A new password, by the old one."""

    submit = "Save my new password"
    labels = {"oldpassword": "Password you have now", "password1": "New password", "password2": "New password again"}
