"""allauth's forms with our words and our look (what they check and do stays allauth's), and a person's own."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.conf import settings

from supportgroup.ui.fields import DateField
from supportgroup.ui.forms import Form, NhsForm

NEW_PASSWORD = "At least 10 characters. Three or four unlikely words are easy to remember and hard to guess."  # noqa: S105  a hint

NEW_WORDS = {"password1": "Enter a new password", "password2": "Enter the new password again"}


class OurLabels:
    """Put our labels on the fields that allauth has just made, before our sentences are made from them."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}
    attributes: dict[str, dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            field = self.fields[name]  # type: ignore[attr-defined]
            field.label = label
            field.help_text = self.hints.get(name, NEW_PASSWORD if name == "password1" else "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(self.attributes.get(name, {}))


class SignIn(NhsForm, OurLabels, allauth.LoginForm):
    """Email and password."""

    submit = "Sign in"
    labels = {"login": "Email address", "password": "Password"}

    @property
    def trust_name(self) -> str:
        """Return what people call the Trust's own sign-in, "" where there is none."""
        return str(settings.OIDC_NAME) if settings.OIDC_SERVER_URL else ""


class AskForReset(NhsForm, OurLabels, allauth.ResetPasswordForm):
    """The email address to which a link for a new password goes."""

    submit = "Send me a link"
    labels = {"email": "Email address"}


class NewPassword(NhsForm, OurLabels, allauth.ResetPasswordKeyForm):
    """A new password, by the link."""

    submit = "Save my new password"
    labels = {"password1": "New password", "password2": "New password again"}
    required_words = NEW_WORDS


class ChangePassword(NhsForm, OurLabels, allauth.ChangePasswordForm):
    """A new password, by the old one."""

    submit = "Save my new password"
    labels = {"oldpassword": "Password you have now", "password1": "New password", "password2": "New password again"}
    required_words = {"oldpassword": "Enter the password you have now", **NEW_WORDS}


class OwnAddress(Form):
    """Where the code goes."""

    submit = "Send me a code"
    page_heading = "email"
    required_words = {"email": "Enter your email address"}
    email = forms.EmailField(
        label="What is your email address?",
        help_text="The one we write to. We send a code to it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class OwnCode(Form):
    """The digits that came."""

    submit = "Continue"
    page_heading = "digits"
    required_words = {"digits": "Enter the digits from the email"}
    digits = forms.CharField(
        label="Type the code from the email",
        help_text="The newest email has it: 6 digits, or 12. It may take a minute to come.",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "width": 10}),
    )


class StepCode(OwnCode):
    """The digits that came to a user, after their password."""

    submit = "Sign in"


class OwnBirthday(Form):
    """Whose address it is, where more than one person uses it."""

    submit = "Continue"
    page_heading = "born_on"
    required_words = {"born_on": "Enter your date of birth"}
    born_on = DateField(label="What is your date of birth?", help_text="More than one person uses this email address.")
