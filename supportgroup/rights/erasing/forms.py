"""What is typed before somebody is erased."""

from typing import Any

from django import forms

from supportgroup.people.models import Person
from supportgroup.ui.fields import Radios
from supportgroup.ui.forms import Form

from . import rules
from .choices import Reason


class EraseForm(Form):
    """Why, and the person's name, so that it is the right one."""

    warning = True
    required_words = {"name": "Enter the person’s full name"}

    reason = forms.ChoiceField(
        label="Why are they erased?",
        choices=[(reason.value, reason.label) for reason in Reason if reason != Reason.DUE],
        widget=Radios(),
    )
    note = forms.CharField(
        label="Note", max_length=300, required=False,
        help_text="Where the request is filed, for example. It is kept: do not name the person.",
    )  # fmt: skip
    name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.submit = f"Erase {person} for good"
        self.fields["name"].label = f"Type “{person}” to confirm"

    def clean_note(self) -> str:
        """Return a note that does not bring the name back."""
        note: str = self.cleaned_data["note"].strip()
        if reason := rules.why_not_note(note, names=[self.person.first_name, self.person.last_name]):
            raise forms.ValidationError(reason)
        return note

    def clean_name(self) -> str:
        """Return the name, if it is this person's."""
        typed: str = self.cleaned_data["name"]
        if not rules.is_same_name(typed, name=str(self.person)):
            raise forms.ValidationError(f"Type the name as it stands above: {self.person}")
        return typed
