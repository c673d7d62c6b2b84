"""What a reader of the trail asks for."""

from typing import Any

from django import forms

from supportgroup.ui.fields import DateField
from supportgroup.ui.forms import Form


class FilterForm(Form):
    """Who acted, what kind, whose record, when. Every part may be left empty."""

    submit = "Show these"
    mark_optional = False
    who = forms.TypedChoiceField(label="Who acted", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="Kind of change", required=False)
    person = forms.IntegerField(
        label="Person number",
        required=False,
        min_value=1,
        max_value=10**12 - 1,
        help_text="The number in “Person 123”.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": 10}),
    )
    since = DateField(label="From", required=False, help_text="")
    until = DateField(label="Until", required=False, help_text="")

    def __init__(self, *args: Any, users: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "Everybody"), *users]  # type: ignore[attr-defined]
        if kinds:
            self.fields["kind"].choices = [("", "Every kind"), *kinds]  # type: ignore[attr-defined]
        else:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "Until must be the same day as From, or later")
        return data
