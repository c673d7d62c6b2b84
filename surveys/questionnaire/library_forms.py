"""What is typed into the library: names, licences, a file."""

from typing import Any

from django import forms

from supportgroup.ui.fields import DateField
from supportgroup.ui.forms import Form

from .kinds.writing import LineField


class DescribeForm(Form):
    """What a questionnaire of the library is called, and what it is for."""

    submit = "Save"
    name = LineField(label="Name in the library", max_length=100)
    description = LineField(
        label="What it is for", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class KeepForm(DescribeForm):
    """The same, for what is put into the library."""

    submit = "Keep it in the library"


class FileForm(Form):
    """A questionnaire file."""

    submit = "Look at it"
    file = forms.FileField(
        label="Questionnaire file",
        help_text="A file that was saved from a library of this service. You see what is in it before it is kept.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )


class LicenceForm(Form):
    """What is known of a licensed questionnaire. Without reference and end date nothing can be started from it."""

    submit = "Save"
    required_words = {
        "title": "Enter the title of the questionnaire", "owner": "Enter who owns the questionnaire",
    }  # fmt: skip
    title = LineField(label="Title of the questionnaire", max_length=100)
    owner = LineField(label="Who owns it", max_length=200, help_text="As the licence wants it named.")
    reference = LineField(label="Licence reference", max_length=100, required=False)
    ends_on = DateField(label="Last day of the licence", required=False, help_text="For example, 31 3 2027")
    note = LineField(
        label="Where the licence is kept, and what it allows", max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def fields_typed(self) -> dict[str, Any]:
        """Return what was typed, by the fields of a licence."""
        return {name: self.cleaned_data[name] for name in ("title", "owner", "reference", "ends_on", "note")}
