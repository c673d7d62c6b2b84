"""What a page hands back when a button is pressed, and the few words that are typed; all of it is checked."""

from typing import Any

from django import forms

from supportgroup.access.choices import Power
from supportgroup.ui.fields import Radios
from supportgroup.ui.forms import Form
from supportgroup.ui.wording import counted

from .approval import fingerprint
from .choices import State
from .together import Act


class AlikeForm(forms.Form):
    """Which messages wait for somebody for the same reason."""

    kind = forms.CharField(max_length=60)
    channel = forms.CharField(max_length=10)
    state = forms.ChoiceField(choices=[(state.value, state.label) for state in (State.FAILED, State.HELD)])
    reason = forms.CharField(max_length=300, strip=False)


class PrintRunForm(forms.Form):
    """Which letters are to be printed together."""

    kind = forms.CharField(max_length=60)
    occasion = forms.CharField(max_length=80, strip=False)
    seen_by = forms.ChoiceField(choices=Power.choices)


class PostedForm(forms.Form):
    """How many letters were in the run that was posted."""

    letters = forms.IntegerField(min_value=0)


class SearchForm(forms.Form):
    """Words of a name."""

    search = forms.CharField(max_length=100, required=False)


class ApproveForm(forms.Form):
    """The mark of exactly the messages that were on the page."""

    seen = forms.CharField(max_length=32)


class ReasonForm(Form):
    """Why somebody wants it so; kept with the messages and read by colleagues."""

    reason = forms.CharField(
        label="Reason", max_length=200, help_text="Colleagues read it. Write no name and nothing about health."
    )
    required_words = {"reason": "Enter a reason"}


class RefuseForm(ReasonForm):
    submit = "Hold them with this reason"
    warning = True


class CancelForm(ReasonForm):
    submit = "Cancel it for good"
    warning = True


class SendAgainForm(ReasonForm):
    """was: the state the message was in on the page that asked."""

    submit = "Send it again"
    was = forms.CharField(widget=forms.HiddenInput)


class TogetherForm(Form):
    """seen, mark: how many messages there were on the page that asked, and exactly which."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    mark = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)


class TogetherWhyForm(ReasonForm, TogetherForm):
    """The same, with a reason."""


def together_form(act: Act, keys: list[int], posted: Any) -> Form:
    """Return the form for something done to these messages, its button in numbers."""
    count, mark = len(keys), fingerprint(keys)
    form = (TogetherWhyForm if act.why else TogetherForm)(posted, initial={"seen": count, "mark": mark})
    form.submit, form.warning = f"{act.verb} {counted(count, 'message')}", act.name == "cancel"
    return form


class FormatForm(Form):
    """How a letter reaches somebody who cannot use a standard letter."""

    submit = "Record it and let the letter go"
    required_words = {"words": "Say in which format it reaches them, and who makes it"}

    words = forms.CharField(
        label="How does it reach them?",
        max_length=200,
        help_text="For example, “audio CD posted by Ruth Bell”, “read out by phone”, “easy read enclosed”",
    )
    for_all = forms.TypedChoiceField(
        label="For which letters?",
        choices=[("no", "This letter only"), ("yes", "All letters to this person from now on")],
        coerce=lambda word: word == "yes",
        initial="no",
        widget=Radios(),
    )
