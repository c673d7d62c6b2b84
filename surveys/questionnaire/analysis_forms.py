"""What a nurse types to say beforehand what will be worked out."""

from collections.abc import Mapping
from typing import Any

from django import forms

from supportgroup.ui.fields import TickAll
from supportgroup.ui.forms import Form

from .analysis import EDITION, can_be_broken_down, makes_groups


class BreakdownForm(Form):
    """Which question, in the groups of which other."""

    submit = "Declare this breakdown"
    question = forms.TypedChoiceField(label="Count the answers to", coerce=int)
    across = forms.TypedChoiceField(
        label="In the groups of", coerce=int,
        help_text="Few large groups show more than many small ones: small numbers are hidden.",
    )  # fmt: skip
    required_words = {"question": "Choose a question", "across": "Choose what makes the groups"}

    def __init__(self, *args: Any, rows: Mapping[int, Mapping[str, Any]], editions: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {key: f"{row['number']}. {row['text']}" for key, row in rows.items()}
        asked = [(key, named[key]) for key, row in rows.items() if can_be_broken_down(row)]
        groups = [(key, named[key]) for key, row in rows.items() if makes_groups(row)]
        if editions:
            groups.append((EDITION, "The edition: standard, easy read or another language"))
        self.fields["question"].choices = [("", ""), *asked]  # type: ignore[attr-defined]
        self.fields["across"].choices = [("", ""), *groups]  # type: ignore[attr-defined]


class DecisionForm(Form):
    """Which answers count as yes, and what share of them decides."""

    submit = "Write this rule down"
    yes = forms.MultipleChoiceField(label="Which answers count as yes?", widget=TickAll())
    at_least = forms.IntegerField(
        label="Go ahead if at least this share say so", min_value=1, max_value=99,
        widget=forms.NumberInput(attrs={"width": 2, "suffix": "%"}), help_text="Of those who answer the question.",
    )  # fmt: skip
    required_words = {"yes": "Choose at least one answer that counts as yes", "at_least": "Enter a share"}

    def __init__(self, *args: Any, question: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(one["code"], one["text"]) for one in question["options"] if not one["alone"]]
        self.fields["yes"].choices = options  # type: ignore[attr-defined]
