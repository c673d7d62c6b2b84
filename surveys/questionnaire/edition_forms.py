"""What is typed for an edition: which one it is, and its words beside the texts they stand for."""

from collections.abc import Mapping
from typing import Any

from django import forms

from supportgroup.ui.error_words import say_plainly
from supportgroup.ui.forms import Button, Form
from supportgroup.ui.wording import counted, listed

from .choices import edition_choices
from .editions import Text
from .kinds.writing import LineField
from .parts import LONGEST, label_of
from .phrases import AT_A_GLANCE, names_in

CHANGED = "The text has changed since these words were written. Look at them again, then save."
KNOWN = "Words that were written for the same text before. Check them, then save."
LETTERS_A_LINE = 45
VOUCH = "Tick that the subject lines and texts say nothing about health, or leave them empty"


class AddEditionForm(Form):
    """Which edition to begin."""

    submit = "Begin this edition"
    code = forms.ChoiceField(label="Edition", choices=edition_choices, help_text="Easy read, or another language.")


class WordsForm(Form):
    """The words of one question: a box for each of its texts. What is not known yet can be left out."""

    submit = "Save and go on"
    buttons = [Button("stay", "Save")]
    mark_optional = False

    def __init__(self, *args: Any, text: Text, remembered: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        self.names = {f"part_{place}": key for place, key in enumerate(text.parts)}
        for name, key in self.names.items():
            source = text.parts[key]
            known = text.outdated.get(key) or remembered.get(source, "")
            hint = "" if key in text.words or not known else (CHANGED if key in text.outdated else KNOWN)
            self.fields[name] = LineField(
                label=label_of(key), required=False, help_text=hint, initial=text.words.get(key) or known,
                widget=forms.Textarea(attrs={"rows": min(6, 1 + len(source) // LETTERS_A_LINE)}),
            )  # fmt: skip
            say_plainly(self.fields[name], label_of(key))
        if AT_A_GLANCE & text.parts.keys():
            self.fields["vouched"] = forms.BooleanField(
                label="The subject lines and the text messages say nothing about health or illness", required=False,
                initial=bool(AT_A_GLANCE & text.words.keys()),
                help_text="Anybody who glances at a phone can read them. Ask whoever wrote them.",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say where words are too long, or have lost a {name} that is filled in later."""
        typed: dict[str, Any] = super().clean() or {}
        for name, key in self.names.items():
            if reason := why_not_words(typed.get(name, ""), self.text.parts[key]):
                self.add_error(name, reason)
        if any(typed.get(name) for name, key in self.names.items() if key in AT_A_GLANCE) and not typed["vouched"]:
            self.add_error("vouched", VOUCH)
        return typed

    def words(self) -> dict[str, str]:
        """Return what was typed, by the keys of the texts."""
        return {key: self.cleaned_data[name] for name, key in self.names.items()}

    def kept(self) -> dict[str, Any]:
        """Return what is kept: the words, and whether somebody says that what is read at a glance names no health."""
        return {"words": self.words(), "vouched": bool(self.cleaned_data.get("vouched"))}

    def rows(self) -> list[dict[str, Any]]:
        """Return each text with the box for its words."""
        return [{"source": self.text.parts[key], "field": self[name]} for name, key in self.names.items()]


def why_not_words(words: str, source: str) -> str | None:
    """Return the reason these words cannot stand for a text, or None. No words at all are a gap, not a fault."""
    if len(words) > LONGEST:
        return f"This is {counted(len(words) - LONGEST, 'character')} too long. Make it {LONGEST} characters or less"
    if words and (lost := names_in(source) - names_in(words)):
        return f"Keep {listed(sorted(lost))} as it stands: we fill it in"
    return None
