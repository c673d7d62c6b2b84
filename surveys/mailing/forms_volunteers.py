"""What may be typed on a yellow slip, by whoever fills it in and by PALS."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from supportgroup import clock
from supportgroup.people import typed
from supportgroup.ui.fields import DateField, Radios, TickAll
from supportgroup.ui.forms import Form
from surveys.questionnaire.phrases import filled

from .choices import Came, Times

LONGEST_DATES = 300
SAID = {"name": "yellow_name", "phone": "yellow_number", "email": "yellow_email", "times": "yellow_when",
        "dates": "yellow_days"}  # fmt: skip
MISSING = {"name": "yellow_enter_name", "phone": "yellow_enter_number"}
MISTYPED = {"phone": "yellow_whole_number", "email": "yellow_whole_email"}
"""The phrases of each field: its label, and what is said where it is empty or not as it should be."""


class SlipOnlineForm(Form):
    """The public form: whom to phone, and when they can."""

    submit = "Send"
    required_words = {"name": "Enter your name", "phone": "Enter a phone number on which we can reach you"}
    slip_fields = ("name", "phone", "email", "times", "dates")

    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    phone = forms.CharField(
        label="Phone number", max_length=40, help_text="We phone you to find a day.",
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "width": 20}),
    )  # fmt: skip
    email = forms.EmailField(
        label="Email address", max_length=254, required=False,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )  # fmt: skip
    times = forms.MultipleChoiceField(
        label="When could you come?", choices=Times.choices, required=False, widget=TickAll()
    )
    dates = forms.CharField(
        label="Days you can or cannot make", max_length=LONGEST_DATES, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    @property
    def helper(self) -> Any:
        """Return how the form is drawn: without a mark, which would come with a cookie."""
        helper = super().helper
        helper.disable_csrf = True
        return helper

    def clean_name(self) -> str:
        """Return the name on one line."""
        return _one_line(self.cleaned_data["name"], "Name")

    def clean_phone(self) -> str:
        """Return a number that can be dialled, in its one spelling."""
        try:
            return typed.phone(self.cleaned_data["phone"])
        except typed.NotUnderstood as reason:
            raise ValidationError(str(reason)) from None

    def clean_dates(self) -> str:
        """Return the words on one line."""
        return _one_line(self.cleaned_data["dates"], "This")

    def said(self) -> dict[str, Any]:
        """Return what stands on the slip."""
        return {name: self.cleaned_data[name] for name in self.slip_fields}


class SlipInEditionForm(SlipOnlineForm):
    """The public form in the words of an edition, its errors too."""

    mark_optional = False

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.submit = words["yellow_send"]
        self.error_word, self.problem_words = words["yellow_error"], words["yellow_problem"]
        for name, key in SAID.items():
            self.fields[name].label = words[key]
        self.fields["phone"].help_text = words["yellow_we_phone"]
        times, dates = self.fields["times"], self.fields["dates"]
        times.choices = [(name, words[f"yellow_{name}"]) for name in Times.values]  # type: ignore[attr-defined]
        dates.counter = _counter(words)  # type: ignore[attr-defined]

    def add_error(self, field: str | None, error: Any) -> None:
        """Say in the words of the edition what is to be mended."""
        is_empty = not self.data.get(field or "")
        key = (MISSING if is_empty else MISTYPED).get(field or "", "yellow_shorter")
        super().add_error(field, self.words[key])


class EditSlipForm(SlipOnlineForm):
    """What stands on a slip, typed by PALS."""

    submit = "Save the slip"
    required_words = {"name": "Enter their name", "phone": "Enter a phone number on which they can be reached"}

    @property
    def helper(self) -> Any:
        """Return how the form is drawn: with its mark, because somebody is signed in."""
        helper = super().helper
        helper.disable_csrf = False
        return helper

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["phone"].help_text = ""
        self.fields["times"].label = "When could they come?"
        self.fields["dates"].label = "Days they can or cannot make"
        for name in ("name", "phone", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class KeepSlipForm(EditSlipForm):
    """A slip that came on paper, or somebody who phoned."""

    submit = "Keep the slip"
    required_words = {
        **EditSlipForm.required_words,
        "came": "Select how it came",
        "received_on": "Enter the day it came",
    }

    came = forms.ChoiceField(
        label="How did it come?", widget=Radios(),
        choices=[(way.value, way.label) for way in (Came.PAPER, Came.PHONE)],
    )  # fmt: skip
    received_on = DateField(label="When did it come?", thing="The day it came")

    def layout(self) -> Layout:
        """Return what stands on the slip, then how it came."""
        return Layout(*self.slip_fields, "came", "received_on")

    def clean_received_on(self) -> Any:
        """Return a day that has come."""
        if (day := self.cleaned_data["received_on"]) > clock.today():
            raise ValidationError("The day it came cannot be in the future")
        return day


def _counter(words: Mapping[str, str]) -> dict[str, Any]:
    """Return what a box for words says of how much fits, as the component's parameters."""
    left, over, most = (
        filled(words[key], count="%{count}") for key in ("yellow_left", "yellow_over", "yellow_characters")
    )
    return {
        "textareaDescriptionText": most,
        "charactersUnderLimitText": {"other": left},
        "charactersAtLimitText": filled(words["yellow_left"], count=0),
        "charactersOverLimitText": {"other": over},
    }


def _one_line(text: str, thing: str) -> str:
    line = typed.one_line(text)
    if not line.isprintable():
        raise ValidationError(f"{thing} has a character that cannot be kept. Type it again")
    return line
