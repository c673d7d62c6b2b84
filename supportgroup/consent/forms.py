"""What may be typed about consent: a sheet in the order of its paper, one press, other words, a reason for a file."""

from typing import Any

from django import forms

from supportgroup import clock
from supportgroup.people.forms import OneLine
from supportgroup.ui.fields import DateField, Radios, TickAll
from supportgroup.ui.forms import Button, Form

from .choices import How, Purpose
from .models import Version
from .pressing import words_of_buttons
from .reasons import Reason

BY_STAFF = [(how.value, how.label) for how in (How.PAPER, How.PHONE, How.MEETING)]
LONGEST_WORDS = 600


class SheetForm(Form):
    """The boxes of one version, all empty, grouped under their headings as on the paper."""

    submit = "Send my answers"
    mark_optional = False

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.groups = version.headed
        for number, (heading, boxes) in enumerate(self.groups):
            self.fields[f"boxes{number}"] = forms.MultipleChoiceField(
                label=heading or "Tick the box if you agree",
                choices=[(box.purpose.value, box.words) for box in boxes],
                widget=TickAll(),
                required=False,
            )
            for box in boxes:
                if box.asks:
                    self.fields[f"beside_{box.purpose}"] = forms.CharField(
                        label=box.asks, max_length=200, required=False
                    )

    @property
    def box_fields(self) -> list[Any]:
        """Return the fields of the boxes, and what is written beside them, in the order of the paper."""
        return [self[name] for name in self.fields if name.startswith(("boxes", "beside_"))]

    def ticked(self) -> set[str]:
        """Return the purposes that somebody said yes to."""
        return {purpose for number in range(len(self.groups)) for purpose in self.cleaned_data[f"boxes{number}"]}

    def details(self) -> dict[str, str]:
        """Return what was written beside a box, by purpose."""
        beside = {name: text for name, text in self.cleaned_data.items() if name.startswith("beside_")}
        return {name.removeprefix("beside_"): text for name, text in beside.items() if text}


class RecordForm(SheetForm):
    """A sheet as staff type it from paper or hear it on the phone."""

    submit = "Record these answers"
    buttons = [Button("next", "Record, then find the next person")]
    required_words = {"how": "Choose how they answered", "given_on": "Enter the day on which they answered"}
    how = forms.ChoiceField(label="How did they answer?", choices=BY_STAFF, widget=Radios())
    given_on = DateField(label="When did they answer?", help_text="On paper, the date beside the signature.")
    paper_at = forms.CharField(
        label="Where does the paper lie? (optional)", max_length=100, required=False, help_text="Such as “Cabinet 2, L”"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"how": How.PAPER, "given_on": clock.today()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class PressForm(forms.Form):
    """Which button was pressed; staff say how they heard it."""

    press = forms.ChoiceField(choices=words_of_buttons)


class StaffPressForm(Form):
    """The same, with how the person told us."""

    submit = ""
    how = forms.ChoiceField(label="How did they tell you?", choices=BY_STAFF, widget=Radios(), initial=How.PHONE)
    press = forms.ChoiceField(choices=words_of_buttons, widget=forms.HiddenInput)


class AskedForm(Form):
    """How a sheet was given to somebody."""

    how = forms.ChoiceField(choices=[(how.value, how.label) for how in How])


class ExportForm(Form):
    """Why somebody takes names out of here. The reason is kept, coded, with their own name."""

    submit = "Download the spreadsheet"
    buttons = [Button("paper", "Print as a PDF")]
    required_words = {"reason": "Choose why you need these names"}
    reason = forms.ChoiceField(label="Why do you need these names?", choices=Reason.choices, widget=Radios())


class WordingForm(Form):
    """The words of one sheet, box by box. An empty box leaves it out."""

    mark_optional = False

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.submit = f"Use these words as {'the new version' if version.pk else 'our version'}"
        for box in version.all_boxes:
            self.fields[f"words_{box.purpose}"] = forms.CharField(
                label=box.purpose.label,
                help_text=f"Under “{box.heading}”" if box.heading else "",
                initial=box.words,
                max_length=LONGEST_WORDS,
                required=box.purpose == Purpose.MEMBER,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["told"] = forms.CharField(
            label="What the person is told after the boxes",
            initial=version.told,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 8}),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a sheet without any box, and words that are as they were."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.boxes():
            self.add_error(None, "Keep at least one box.")
        if not self.errors and self.boxes() == list(self.version.boxes) and cleaned["told"] == self.version.told:
            self.add_error(None, "These are the words in use. Change something, or go back.")
        return cleaned

    def boxes(self) -> list[dict[str, str]]:
        """Return the boxes that are kept, in other words; a heading moves to the first box that is left under it."""
        kept, heading = [], ""
        for box in self.version.boxes:
            heading = box["heading"] or heading
            if words := " ".join(self.cleaned_data.get(f"words_{box['purpose']}", "").split()):
                kept.append({**box, "words": words, "heading": heading})
                heading = ""
        return kept


class CorrectForm(Form):
    """Why a withdrawal was a mistake."""

    submit = "Put it right"
    required_words = {"why": "Say what happened, in a few words"}
    why = OneLine(
        label="What happened?", max_length=200, min_length=8,
        help_text="Such as “Typed on the wrong person’s page”. It stands in their history, where they may read it.",
        error_messages={"min_length": "Say what happened, in a few words"},
    )  # fmt: skip


class PaperForm(Form):
    """Where a signed form lies."""

    submit = "Save"
    required_words = {"place": "Say where the signed form lies"}
    place = OneLine(label="Where does the signed form lie?", max_length=100, help_text="Such as “Cabinet 2, L”")
