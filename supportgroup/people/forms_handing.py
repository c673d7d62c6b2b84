"""What is typed to take the list out, and to keep its filters."""

from collections.abc import Mapping
from typing import Any

from django import forms

from supportgroup.audit.choices import Way
from supportgroup.ui.fields import Radios
from supportgroup.ui.forms import Form

from .forms import Marked, OneLine
from .handing import MOST_ON_PAPER

SHORTEST_REASON = 8


class HandOutForm(Form):
    """Why somebody needs the list, and how they take it. people: how many are on it."""

    submit = "Take the list"
    required_words = {"reason": "Say why you need the list", "way": "Select how you take it"}

    reason = OneLine(
        label="Why do you need it?", max_length=200, min_length=SHORTEST_REASON,
        help_text="It is kept with your name, for the people on the list who may ask. Name nobody here.",
        error_messages={"min_length": "Say in a few words why you need the list"},
    )  # fmt: skip
    way = forms.ChoiceField(
        label="How do you take it?",
        choices=[(Way.EXPORT.value, "As a file for a spreadsheet (CSV)"), (Way.PRINT.value, "As a page to print")],
        widget=Radios(),
    )

    def __init__(self, *args: Any, people: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_way(self) -> str:
        """Refuse a print that nobody could carry."""
        way: str = self.cleaned_data["way"]
        if way == Way.PRINT and self.people > MOST_ON_PAPER:
            raise forms.ValidationError(f"At most {MOST_ON_PAPER:,} people can be printed. Use filters, or take a file")
        return way


class KeptFilterForm(Form):
    """The name of a filter, and whether the group has it too."""

    submit = "Keep the filter"

    name = OneLine(
        label="Name", max_length=60, help_text="For example, “Large print, by letter”. Never the name of a person."
    )
    shared = forms.BooleanField(label="Offer it to everybody of this group who sees the register", required=False)


class RenameFilterForm(KeptFilterForm, Marked):
    """The name of a filter that is kept, which somebody else may change meanwhile."""

    submit = "Save"
    labels: Mapping[str, str] = {"name": "Name", "shared": "Offered to everybody"}
