"""What may be typed about a request for a copy."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from supportgroup import clock
from supportgroup.people import typed
from supportgroup.ui.fields import DateField, Radios
from supportgroup.ui.forms import Form

from . import rules
from .choices import Asker, Format, Handed, Identity, Longer, Refusal, WaitingFor, Way


class AskedForm(Form):
    """Who asked, when and how."""

    submit = "Save the request"
    required_words = {"asked_on": "Enter the day they asked"}

    asked_on = DateField(
        label="When did they ask?", thing="The day they asked", help_text="The month begins on this day."
    )
    way = forms.ChoiceField(label="How did they ask?", choices=Way.choices, widget=Radios())
    asker = forms.ChoiceField(label="Who asked?", choices=Asker.choices, initial=Asker.THEMSELVES, widget=Radios())
    asker_name = forms.CharField(
        label="Name of whoever asked for them", max_length=120, required=False,
        help_text="Only if it was not the person themselves.",
    )  # fmt: skip
    format = forms.ChoiceField(
        label="How do they want the copy?", choices=Format.choices, initial=Format.PRINTED, widget=Radios()
    )

    def clean_asked_on(self) -> Any:
        """Return a day that has come."""
        day = self.cleaned_data["asked_on"]
        if reason := rules.why_not_record(asked_on=day, today=clock.today(), open_already=False):
            raise ValidationError(reason.rstrip("."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the name of whoever asked in somebody's place."""
        told = super().clean() or {}
        name = typed.one_line(told.get("asker_name", ""))
        if told.get("asker") == Asker.THEMSELVES:
            return told | {"asker_name": ""}
        if "asker_name" in told and not name:
            self.add_error("asker_name", "Enter the name of whoever asked for them")
        elif not name.isprintable():
            self.add_error("asker_name", "The name has a character that cannot be kept. Type it again")
        return told | {"asker_name": name}


class IdentityForm(Form):
    submit = "Save"

    how = forms.ChoiceField(label="How did you make sure who is asking?", choices=Identity.choices, widget=Radios())


class StopForm(Form):
    submit = "Stop the clock"

    waiting_for = forms.ChoiceField(label="What do you wait for?", choices=WaitingFor.choices, widget=Radios())


class LongerForm(Form):
    submit = "Take two months more and tell them"

    why = forms.ChoiceField(label="Why do you need more time?", choices=Longer.choices, widget=Radios())


class HandedForm(Form):
    submit = "It is handed over"

    how = forms.ChoiceField(label="How was it handed over?", choices=Handed.choices, widget=Radios())
    on = DateField(label="When was it handed over?", thing="The day it was handed over")


class RefusalForm(Form):
    submit = "Refuse and tell them why"
    warning = True

    why = forms.ChoiceField(label="Why is no copy given?", choices=Refusal.choices, widget=Radios())
