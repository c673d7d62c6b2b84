"""What may be typed about users and their roles."""

from typing import Any

from django import forms

from supportgroup import clock
from supportgroup.access.choices import Role
from supportgroup.signin.rules import LONGEST_CHECK
from supportgroup.ui.fields import DateField, Radios, TickAll
from supportgroup.ui.forms import Form

from .words import WHAT_FOR

NO_END = "Leave it empty for no end."


class SearchForm(Form):
    """Words of a name or an email address."""

    search = forms.CharField(required=False, max_length=100)


class DaysForm(Form):
    """From which day to which. Today, and without end, unless something is typed."""

    starts_on = DateField(label="First day", required=False, help_text="Leave it empty for today.")
    ends_on = DateField(label="Last day", required=False, help_text=NO_END)

    def clean(self) -> dict[str, Any]:
        """Say at the right field what the rule would say."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        today = clock.today()
        first, last = data.get("starts_on") or today, data.get("ends_on")
        if first < today and "starts_on" in data:
            self.add_error("starts_on", "First day must be today or later")
        elif last is not None and last < first:
            self.add_error("ends_on", "Last day must be the first day or later")
        return data


class InviteForm(DaysForm):
    """A colleague and their roles."""

    submit = "Send the invitation"
    required_words = {"roles": "Choose at least 1 role", "name": "Enter their full name"}
    name = forms.CharField(label="Full name", max_length=100)
    email = forms.EmailField(
        label="Work email address",
        help_text="The invitation goes there, and they sign in with it.",
        max_length=254,
    )
    roles = forms.MultipleChoiceField(label="Roles", choices=Role.choices, widget=TickAll(hints=WHAT_FOR))
    field_order = ("name", "email", "roles", "starts_on", "ends_on")

    def clean_name(self) -> str:
        """Return the name on one line."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalpha() for letter in name):
            raise forms.ValidationError("Enter their full name")
        return name


class RoleForm(DaysForm):
    """One more role."""

    submit = "Give this role"
    required_words = {"role": "Choose a role"}
    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=Radios(hints=WHAT_FOR))
    field_order = ("role", "starts_on", "ends_on")


class EndForm(Form):
    """Another last day."""

    submit = "Save the last day"
    ends_on = DateField(label="Last day", required=False, help_text=NO_END)


CHECKS = {
    "person": "I saw them in person, with their staff badge",
    "video": "Their line manager was with us in a video call",
    "phone": "I phoned them back on the number in the staff directory",
}


class IdentityCheck(Form):
    """How an administrator made sure that it was them."""

    submit = "Reset the second step"
    warning = True
    required_words = {"how": "Choose how you made sure that it was them"}
    how = forms.ChoiceField(label="How did you make sure that it was them?", choices=CHECKS.items(), widget=Radios())
    more = forms.CharField(
        label="Anything to add",
        help_text="For example, who else was there. Nothing about anybody’s health.",
        required=False,
        max_length=LONGEST_CHECK - 80,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def check(self) -> str:
        """Return the check in words, as it is kept."""
        more = " ".join(self.cleaned_data["more"].split())
        how: str = CHECKS[self.cleaned_data["how"]]
        return f"{how}. {more}".strip() if more else how
