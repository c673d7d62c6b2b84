"""What may be typed about how long things are kept."""

from typing import Any

from django import forms

from supportgroup import clock
from supportgroup.groups.keeping import Kept
from supportgroup.ui.fields import DateField, Radios
from supportgroup.ui.forms import Form

from . import rules
from .choices import Why


class PeriodForm(Form):
    """How long one kind of record is kept, and from when."""

    submit = "Save the period"
    required_words = {"months": "Enter how many months"}

    months = forms.IntegerField(
        label="For how many months?", widget=forms.TextInput({"width": 5, "inputmode": "numeric"}),
        help_text="12 for a year, 72 for 6 years",
    )  # fmt: skip
    applies_from = DateField(label="From which day?", help_text="Today or later. For example, 31 3 2027")
    reason = forms.CharField(
        label="Why is it shorter than the law or the code asks?", max_length=300, required=False,
        help_text="Your records manager or data protection officer will have told you. It is kept beside the period.",
    )  # fmt: skip

    def __init__(self, *args: Any, kept: Kept, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        if not kept.least:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that the rule refuses, beside the field it is about."""
        told = super().clean() or {}
        if "months" in told and "applies_from" in told:
            refusal = rules.why_not_period(
                months=told["months"],
                least=self.kept.least,
                never_below=self.kept.never_below,
                never_because=self.kept.never_because,
                reason=told.get("reason", ""),
                applies_from=told["applies_from"],
                today=clock.today(),
            )
            if refusal:
                where = "applies_from" if told["applies_from"] < clock.today() else "months"
                where = "reason" if refusal.startswith("This is shorter") else where
                self.add_error(where, refusal.rstrip("."))
        return told


class ChooseForm(forms.Form):
    """Which of the things that are due."""

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"] = forms.MultipleChoiceField(choices=choices)


class HoldForm(Form):
    """Why one thing must be kept for now; and until when, where the clock would destroy it."""

    submit = "Keep it for now"
    required_words = {"until": "Enter the last day on which it must be kept"}

    why = forms.ChoiceField(label="Why must it be kept?", choices=Why.choices, widget=Radios())
    until = DateField(
        label="Until when?", thing="The last day",
        help_text="The last day on which it must be kept, a year from today at most. For example, 31 3 2027",
    )  # fmt: skip

    def __init__(self, *args: Any, by_clock: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_clock:
            del self.fields["until"]

    def clean_until(self) -> Any:
        """Refuse a day that the rule refuses."""
        if refusal := rules.why_not_until(until=self.cleaned_data["until"], today=clock.today()):
            raise forms.ValidationError(refusal)
        return self.cleaned_data["until"]
