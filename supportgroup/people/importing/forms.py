"""Choosing a spreadsheet, and saying what its columns hold."""

from collections.abc import Sequence
from typing import Any

from django import forms

from supportgroup.ui.fields import Radios
from supportgroup.ui.forms import Form

from .columns import FIELDS, why_not_match


class SpreadsheetForm(Form):
    """One file."""

    submit = "Upload the file"
    required_words = {"file": "Choose a spreadsheet"}

    file = forms.FileField(
        label="Spreadsheet",
        help_text="Excel, OpenDocument or CSV, with the names of the columns above the people. "
        "At most 10 MB and 25,000 people.",
        widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,.xls,.ods,text/csv"}),
    )


class SheetForm(Form):
    """Which sheet of a workbook holds the people."""

    submit = "Go on"
    required_words = {"sheet": "Choose the sheet with the people"}

    sheet = forms.ChoiceField(label="Which sheet holds the people?", widget=Radios())

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(str(place), name) for place, name in enumerate(sheets)]  # type: ignore[attr-defined]
        self.sheets = sheets

    def chosen(self) -> str:
        """Return the name of the sheet."""
        return self.sheets[int(self.cleaned_data["sheet"])]


class ColumnsForm(Form):
    """For each column of a file the field it fills."""

    def __init__(
        self, *args: Any, header: Sequence[str], samples: Sequence[str], columns: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number, (name, filled) in enumerate(zip(header, columns, strict=True)):
            field = forms.ChoiceField(
                label=name[:80] or f"Column {number + 1}, without a name",
                choices=[("", "Leave this column out"), *FIELDS.items()],
                initial=filled,
                required=False,
                help_text=samples[number],
                widget=forms.Select({"class": "nhsuk-select"}),
            )
            self.fields[f"column_{number}"] = field

    def columns(self) -> list[str]:
        """Return the field of each column, "" where it is left out."""
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Refuse a match that cannot name anybody."""
        told = super().clean() or {}
        if not self.errors and (reason := why_not_match([told[name] for name in self.fields])):
            self.add_error(None, reason)
        return told
