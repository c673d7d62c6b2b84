"""What a nurse types to start, route and open a survey; the forms of its questions belong to their kinds."""

from collections.abc import Sequence
from typing import Any

from django import forms

from supportgroup.ui.fields import DateField, TickAll
from supportgroup.ui.forms import Button, Form

from .kinds.writing import LineField


class SurveyForm(Form):
    """What a survey is called and what it is for."""

    submit = "Save"
    required_words = {"title": "Enter what patients will see as the title", "about": "Enter why you are asking"}
    title = LineField(label="Title", max_length=100, help_text="It stands on top of the questionnaire.")
    about = LineField(
        label="Why you are asking, in one sentence",
        max_length=300,
        help_text="It stands in the letter. Say what you hope to learn.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes = forms.IntegerField(
        label="How many minutes it takes", min_value=1, max_value=60, widget=forms.NumberInput(attrs={"width": 2})
    )
    yellow_slip = forms.BooleanField(
        label="Ask who would join a group discussion (the yellow slip)",
        required=False,
        help_text="A slip of its own, with name and phone number. PALS keeps it; nothing joins it to the answers.",
    )


class StartSurveyForm(SurveyForm):
    """The same, for a new survey."""

    submit = "Start the survey"


class HeadingForm(Form):
    """The heading of a section, with a line of words if need be."""

    submit = "Save the heading"
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    heading = LineField(label="Heading", max_length=80)
    words = LineField(
        label="Words under the heading",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, “The next questions are about you. You can leave them out.”",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("heading"):
            self.buttons = [Button("remove", "Take the heading away")]


class RoutesForm(Form):
    """Where each answer of a question leads: a list of later questions beside each."""

    submit = "Save"
    mark_optional = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Any, later: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for option in question.options:
            self.fields[f"to_{option['code']}"] = forms.TypedChoiceField(
                label=f"“{option['text']}” leads to",
                choices=[("", "The next question"), *later],
                coerce=int,
                empty_value=None,
                required=False,
                initial=option["go_to"],
            )

    def routes(self) -> dict[str, int | None]:
        """Return {code: number of the question, or None for the next}."""
        return {name.removeprefix("to_"): number for name, number in self.cleaned_data.items() if name != "seen"}


class PlaceForm(Form):
    """Where a question is moved to: to a number, after another question, or first in a section."""

    submit = "Move the question"
    mark_optional = False
    number = forms.IntegerField(
        label="Type its new number", required=False, min_value=1, widget=forms.NumberInput(attrs={"width": 2})
    )
    place = forms.ChoiceField(label="Or choose a place", required=False)

    def __init__(self, *args: Any, position: int, last: int, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        self.position, self.last = position, last
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "The number above"), *places]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want one of the two, and a number that there is."""
        typed: dict[str, Any] = super().clean() or {}
        number = typed.get("number")
        if self.errors:
            return typed
        if number and typed["place"]:
            self.add_error("number", "Type a number or choose a place, not both")
        elif number and number > self.last:
            self.add_error("number", f"There are {self.last} questions. Type a number from 1 to {self.last}")
        elif not number and not typed["place"]:
            self.add_error("number", "Type a number or choose a place")
        return typed

    def where(self) -> dict[str, Any]:
        """Return {"after": number, "opens": first in the section below it}."""
        if number := self.cleaned_data["number"]:
            return {"after": number if number >= self.position else number - 1, "opens": False}
        how, _, after = self.cleaned_data["place"].partition(" ")
        return {"after": int(after), "opens": how == "first"}


class DutiesForm(Form):
    """Who sees names and who sees forms. Each list is the group's PALS officers."""

    submit = "Save who does what"
    mark_optional = False
    mailing = forms.TypedMultipleChoiceField(
        label="Who sends the survey and records who has replied?", coerce=int, required=False, widget=TickAll,
        help_text="They see names. They never see an answer or a paper form.",
    )  # fmt: skip
    entry = forms.TypedMultipleChoiceField(
        label="Who keys in the paper forms?", coerce=int, required=False, widget=TickAll,
        help_text="They see the forms, which carry no name. They never see who has replied.",
    )  # fmt: skip

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("mailing", "entry"):
            self.fields[name].choices = officers  # type: ignore[attr-defined]


class OpenForm(Form):
    """The last day of a survey. `submit` says what follows."""

    submit = "Open the survey"
    closes_on = DateField(
        label="Last day for replies",
        help_text="After this day nobody can reply, and all answers are opened together. For example, 31 3 2026",
    )
