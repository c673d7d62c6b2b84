"""Loading a result."""

from django import forms

from supportgroup.ui.forms import Form


class ResultForm(Form):
    """One file."""

    submit = "Load the result"
    required_words = {"file": "Choose the file that came back"}

    file = forms.FileField(
        label="The file that came back",
        help_text="As it came, not opened in a spreadsheet: CSV, at most 10 MB",
        widget=forms.FileInput({"accept": ".csv,.txt,text/csv"}),
    )
