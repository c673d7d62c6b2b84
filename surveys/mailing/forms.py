"""What may be typed on the pages of a mailing."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from supportgroup import clock
from supportgroup.ui.fields import DateField, Radios
from supportgroup.ui.forms import Form

from . import desk, returned_letters
from .choices import CallReason, Outcome, Wish
from .numbers import read_record_number, why_not_read

REPLIED = "replied"
SLIP_BOXES = {
    REPLIED: ("I have sent my answers, on paper or online", Outcome.RETURNED, ""),
    "no": ("No, I do not want to take part", Outcome.OPTED_OUT, ""),
    Wish.LARGE_PRINT.value: ("Send me the form in large print", None, Wish.LARGE_PRINT),
    Wish.EASY_READ.value: ("Send me the form in easy read", None, Wish.EASY_READ),
    Wish.AUDIO.value: ("Send me the form as audio", None, Wish.AUDIO),
    Wish.LANGUAGE.value: ("Send me the form in another language", None, Wish.LANGUAGE),
    Wish.CALL.value: ("Phone me and fill it in with me", None, Wish.CALL),
    "undelivered": ("The envelope came back: not at this address", Outcome.UNDELIVERED, ""),
    "not_eligible": ("This survey is not for them", Outcome.NOT_ELIGIBLE, ""),
}
"""{value: (words on the page, outcome or None, wish)}; the first seven are the boxes of the white slip."""
KEY_OF = dict(zip(SLIP_BOXES, "RNLEAGPUX", strict=True))
SLIP_KEYS = {key: value for value, key in KEY_OF.items()}
CALLS: dict[str, dict[CallReason, str]] = {
    "They phoned with their answer": {
        CallReason.OPT_OUT: "N", CallReason.TOO_ILL: "I", CallReason.REPLIED: "R", CallReason.FILL_IN: "P",
    },
    "They phoned to get it another way": {
        CallReason.LARGE_PRINT: "L", CallReason.EASY_READ: "E", CallReason.AUDIO: "A", CallReason.LANGUAGE: "G",
        CallReason.LOST: "C",
    },
    "They phoned about something else": {CallReason.QUESTION: "Q", CallReason.UPSET: "U"},
    "They phoned: it is not for this person": {
        CallReason.MOVED: "M", CallReason.NOT_ELIGIBLE: "O", CallReason.DIED: "D",
    },
    "We phoned them": {
        CallReason.NO_ANSWER: "X", CallReason.WILL_REPLY: "W", CallReason.FILLED_IN: "F", CallReason.SAID_NO: "S",
    },
}  # fmt: skip
"""The reasons of a call under the headings at the desk, each with the letter that stands for it before a number."""
CALL_KEYS = {key: reason.value for reasons in CALLS.values() for reason, key in reasons.items()}


class DeceasedCheckForm(Form):
    """When the list was compared with the Demographics Batch Service."""

    submit = "Record the check"
    required_words = {"done_on": "Enter the day of the check", "done_at": "Enter the time of the check"}
    done_on = DateField(label="Day of the check", thing="Day of the check")
    done_at = forms.TimeField(
        label="Time of the check",
        help_text="For example, 9:30",
        input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"],
        widget=forms.TextInput(attrs={"width": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """Put day and time together as a moment in London."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("done_on") and cleaned.get("done_at") is not None:
            moment = datetime.datetime.combine(cleaned["done_on"], cleaned["done_at"], tzinfo=clock.LONDON)
            cleaned["checked_at"] = moment
        return cleaned


class WaveDayForm(Form):
    """Another day for a reminder."""

    submit = "Change the day"
    required_words = {"day": "Enter the day on which it goes"}
    day = DateField(label="On which day does it go?", thing="The day", help_text="A working day, after today.")


class DeskForm(Form):
    """A record number that is typed or scanned, and what it is about. keys: {letter to type in front: value}."""

    choice = ""
    where_it_is = "Type it with the letter at the end, or scan the square on the slip."
    keys: Mapping[str, str] = {}
    required_words = {"number": "Enter the record number from the slip"}
    number = forms.CharField(
        label="Record number",
        max_length=60,
        widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )

    def __init__(self, *args: Any, prefix_letters: str, **kwargs: Any) -> None:
        self.prefix_letters = prefix_letters
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = self.where_it_is

    def clean_number(self) -> str:
        """Return the record number in its one spelling, or say what is wrong with it; a key stands for its choice."""
        typed, self.by_key = desk.read(self.cleaned_data["number"], prefix=self.prefix_letters, keys=self.keys)
        if reason := why_not_read(typed, prefix=self.prefix_letters):
            raise ValidationError(reason)
        return str(read_record_number(typed, prefix=self.prefix_letters))

    def chosen(self) -> str:
        """Return what was chosen, by the key in front of the number or else on the page."""
        return str(self.by_key or self.cleaned_data[self.choice])


class SlipForm(DeskForm):
    """A record number and the box that was crossed."""

    submit = "Record and go to the next"
    choice, keys = "box", SLIP_KEYS
    box = forms.ChoiceField(
        label="What the slip says",
        help_text="It stays for the next number. Or type the letter in front of a number, for that one alone.",
        choices=[(value, f"{words} ({KEY_OF[value]})") for value, (words, _, _) in SLIP_BOXES.items()],
        widget=Radios,
    )

    def heard(self) -> tuple[Outcome | None, str]:
        """Return the outcome and the wish that the chosen box stands for."""
        _, outcome, wish = SLIP_BOXES[self.chosen()]
        return outcome, wish


class ReturnedLettersForm(Form):
    """The returned-letter report of GOV.UK Notify; `file` becomes the reference of each of its rows."""

    submit = "Look at the report"
    required_words = {"file": "Choose the report that you downloaded from GOV.UK Notify"}
    file = forms.FileField(
        label="The report of returned letters",
        help_text="The CSV as it came, at most 5 MB. It is read and not kept.",
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> list[str]:
        """Return the references, or say why this is no report."""
        try:
            return returned_letters.read(self.cleaned_data["file"].read(returned_letters.LARGEST + 1))
        except returned_letters.NotAReport as reason:
            raise ValidationError(str(reason)) from None


def call_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the reasons under their headings, with their letters. What the heading says already is left out."""

    def short(reason: CallReason, key: str) -> str:
        words = reason.label.partition(": ")[2]
        return f"{words[:1].upper()}{words[1:]} ({key})"

    return [
        (heading, [(reason.value, short(reason, key)) for reason, key in reasons.items()])
        for heading, reasons in CALLS.items()
    ]


class CallForm(Form):
    """Why somebody phoned, or what came of a call."""

    submit = "Log the call"
    required_words = {"reason": "Select what the call was about"}
    reason = forms.ChoiceField(label="What was the call about?", choices=call_choices, widget=Radios)


class CallDeskForm(DeskForm):
    """A record number and what the call was about."""

    submit = "Log the call and go to the next"
    where_it_is = "It stands under the date of what we sent them. Type all of it, also its last character."
    mark_optional = False
    choice, keys = "reason", CALL_KEYS
    required_words = {
        "number": "Enter the record number from the letter",
        "reason": "Select what the call was about",
    }
    reason = forms.ChoiceField(
        label="What was the call about?",
        help_text="Or type the letter in front of the number.",
        choices=call_choices,
        required=False,
        widget=Radios,
    )

    def clean(self) -> dict[str, Any]:
        """Ask what the call was about where no key says so."""
        told = super().clean() or {}
        if "number" in told and not self.by_key and not told.get("reason"):
            self.add_error("reason", self.required_words["reason"])
        return told
