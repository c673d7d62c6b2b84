"""What may be typed about a complaint."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from supportgroup import clock
from supportgroup.people import typed
from supportgroup.people.forms import LONGEST_SEARCH
from supportgroup.ui.fields import DateField, Radios
from supportgroup.ui.forms import Form

from . import rules
from .choices import Outcome, Told, Way
from .models import Complaint

LONGEST = 5000
_TOO_LONG = {
    "max_length": "The complaint must be 5,000 characters or fewer. You typed %(show_value)d",
    "null_characters_not_allowed": "The complaint has a character that cannot be kept. Type it again",
}
ANSWER_BY = "Enter an email address, a phone number or a postal address, so that we can answer you"
_BY_STAFF = [(way.value, way.label) for way in Way if way != Way.ONLINE]


class Reachable(Form):
    """Who complains, about what, and how they can be answered."""

    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label="Email address", max_length=254, required=False,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )  # fmt: skip
    phone = forms.CharField(
        label="Phone number", max_length=30, required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "width": 20}),
    )  # fmt: skip
    address = forms.CharField(
        label="Postal address", max_length=400, required=False,
        widget=forms.Textarea({"rows": 4, "autocomplete": "street-address"}),
    )  # fmt: skip

    nobody_to_answer = ANSWER_BY

    def clean_name(self) -> str:
        """Return the name on one line."""
        return _one_line(self.cleaned_data["name"], "Name")

    def clean_phone(self) -> str:
        """Return a number that can be dialled."""
        try:
            return typed.phone(self.cleaned_data["phone"])
        except typed.NotUnderstood as reason:
            raise ValidationError(str(reason)) from None

    def clean(self) -> dict[str, Any]:
        """Ask for one way to answer."""
        told = super().clean() or {}
        ways = ("email", "phone", "address")
        if not any(told.get(way) for way in ways) and not any(way in self.errors for way in ways):
            self.add_error("email", self.nobody_to_answer)
        return told


class ComplainForm(Reachable):
    """The public form: one short page."""

    submit = "Send my complaint"
    mark_optional = False
    required_words = {"about": "Enter what you want to complain about", "name": "Enter your name"}
    field_order = ("about", "name", "email", "phone", "address")

    about = forms.CharField(
        label="What do you want to complain about?", max_length=LONGEST,
        widget=forms.Textarea({"rows": 8}),
        error_messages=_TOO_LONG,
        help_text="Say what happened with information about you, and when. You do not have to say what you are treated "
        "for.",
    )  # fmt: skip

    def layout(self) -> Layout:
        """Return what happened first, then who complains, then how they are answered."""
        return Layout("about", "name", Fieldset("How can we answer you? Fill in one", "email", "phone", "address"))


class RecordForm(Reachable):
    """A complaint that came to somebody here."""

    submit = "Save the complaint"
    required_words = {"about": "Enter what they complain about", "name": "Enter their name"}
    nobody_to_answer = "Enter an email address, a phone number or a postal address, so that they can be answered"
    field_order = ("received_on", "way", "about", "name", "email", "phone", "address")

    received_on = DateField(label="When did it come?", thing="The day it came")
    way = forms.ChoiceField(label="How did it come?", choices=_BY_STAFF, widget=Radios())
    about = forms.CharField(
        label="What do they complain about?", max_length=LONGEST,
        widget=forms.Textarea({"rows": 8}),
        error_messages=_TOO_LONG,
        help_text="In their own words, as far as you can.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Their name"

    def layout(self) -> Layout:
        """Return what came first, then who complains."""
        return Layout(
            "received_on", "way", "about", "name", Fieldset("How to answer them", "email", "phone", "address")
        )

    def clean_received_on(self) -> Any:
        """Return a day that has come."""
        day = self.cleaned_data["received_on"]
        if reason := rules.why_not_record(received_on=day, today=clock.today()):
            raise ValidationError(reason.rstrip("."))
        return day


class TellForm(Form):
    """How they are told; only the ways they gave."""

    submit = "Acknowledge the complaint"

    how = forms.ChoiceField(label="How do you tell them that we have it?", choices=Told.choices, widget=Radios())

    def __init__(self, *args: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has = {Told.EMAIL: complaint.email, Told.LETTER: complaint.address, Told.SAID: "always"}
        self.fields["how"].choices = [(way.value, way.label) for way in Told if has[way]]  # type: ignore[attr-defined]


class CloseForm(TellForm):
    """What came of it, in the words in which they are told."""

    submit = "Close the complaint"
    required_words = {"answer": "Enter what you tell them"}
    field_order = ("outcome", "answer", "how")

    outcome = forms.ChoiceField(label="What came of it?", choices=Outcome.choices, widget=Radios())
    answer = forms.CharField(
        label="What do you tell them?", max_length=2000, widget=forms.Textarea({"rows": 8}),
        help_text="What you found, and what changes because of it. This is sent as you write it.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].label = "How do you tell them?"


class StepForm(Form):
    """What was done about it."""

    submit = "Save this step"
    required_words = {"what": "Enter what you did"}

    what = forms.CharField(label="What did you do?", max_length=2000, widget=forms.Textarea({"rows": 3}))


class WhoForm(forms.Form):
    """Which person of the register complained, empty for none; or what they are looked for by."""

    search = forms.CharField(required=False, max_length=LONGEST_SEARCH)
    person = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


def _one_line(text: str, thing: str) -> str:
    line = typed.one_line(text)
    if not line.isprintable():
        raise ValidationError(f"{thing} has a character that cannot be kept. Type it again")
    return line
