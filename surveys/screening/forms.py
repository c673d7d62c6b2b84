"""What PALS says about one text."""

from collections.abc import Sequence
from typing import Any

from django import forms

from supportgroup.ui.fields import Radios, TickAll
from supportgroup.ui.forms import Button, Form
from supportgroup.ui.wording import listed

from . import rules
from .choices import Harm
from .marks import Mark


class ScreenForm(Form):
    """Which marks are blanked out, and which words beside them; or that nobody else reads the text."""

    submit = "Release"
    buttons = [Button("withhold", "Withhold it from everybody")]
    mark_optional = False

    blank = forms.MultipleChoiceField(label="Blank out", required=False, widget=TickAll)
    own = forms.CharField(
        label="Also blank out these words",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="As they stand in the text. Each lot on a line of its own.",
    )

    def __init__(self, *args: Any, text: str, marks: Sequence[Mark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text, self.marks = text, marks
        if not marks:
            del self.fields["blank"]
            return
        field: Any = self.fields["blank"]
        field.choices = [(f"{n}", f"“{text[m.start : m.end]}”: {m.why}") for n, m in enumerate(marks)]
        field.initial = [value for value, _ in field.choices]

    def clean_own(self) -> str:
        """Refuse words that do not stand in the text: whoever typed them meant to blank out something."""
        own: str = self.cleaned_data["own"]
        _, missing = rules.own_marks(self.text, own)
        if missing:
            quoted = listed([f"“{words}”" for words in missing])
            raise forms.ValidationError(f"Copy the words as they stand in the text: {quoted} is not there")
        return own

    def chosen(self) -> list[Mark]:
        """Return everything that is to be blanked out."""
        ticked = [self.marks[int(number)] for number in self.cleaned_data.get("blank", [])]
        return ticked + rules.own_marks(self.text, self.cleaned_data["own"])[0]


class HarmForm(Form):
    """To whom a text is shown although we promised to show it to nobody, and why."""

    submit = "Record it and withhold the text"
    warning = True
    required_words = {
        "kind": "Choose what you fear",
        "told": "Enter whom you told, and their post",
        "why": "Enter why the promise had to be broken",
    }

    kind = forms.ChoiceField(label="What do you fear?", choices=Harm, widget=Radios)
    told = forms.CharField(
        label="Whom have you told?", max_length=200, help_text="Name and post, such as the safeguarding lead on call."
    )
    why = forms.CharField(
        label="Why did the promise have to be broken?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Do not quote the text, and name no patient.",
    )
    sure = forms.BooleanField(
        label="I have told them myself: this page tells nobody",
        error_messages={"required": "Tell them first, then tick the box"},
    )
