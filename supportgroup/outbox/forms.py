"""What a page hands back when a button is pressed. Nothing here is typed; all of it is checked all the same."""

from django import forms

from supportgroup.access.choices import Power

from .choices import State


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
