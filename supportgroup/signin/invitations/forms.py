"""The first password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from supportgroup.accounts.models import User
from supportgroup.signin.forms import NEW_PASSWORD, NEW_WORDS
from supportgroup.ui.forms import Form


def _password(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=help_text, max_length=200, strip=False, widget=widget)


class FirstPassword(Form):
    """A new password, twice."""

    submit = "Save my password"
    required_words = NEW_WORDS
    password1 = _password("New password", NEW_PASSWORD)
    password2 = _password("New password again")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Refuse what is short, common, or made from the name."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "password1" in data and "password2" in data and data["password1"] != data["password2"]:
            self.add_error("password2", ValidationError("The two passwords are not the same. Type it again"))
        return data
