"""What may be typed about a group, its privacy notice and its dated settings."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from supportgroup import clock
from supportgroup.groups import rules
from supportgroup.groups.bases import bases_of
from supportgroup.groups.models import Group
from supportgroup.groups.policy import Kind, Setting
from supportgroup.people.forms import Marked, OneLine
from supportgroup.people.typed import one_line
from supportgroup.ui.fields import DateField, Radios
from supportgroup.ui.forms import Form

from .parts import LABELS, Field, Part

CODE = RegexValidator(r"^[a-z]{3}$", "Code must be 3 small letters, like qvt")
PHONE = RegexValidator(r"^\+?[0-9][0-9 ]{8,24}$", "Enter a phone number, like 0808 157 0123")
LONGEST_BASIS = 600
_RADIOS = 6
"""Choices up to this number are shown all at once."""


class Lines(forms.CharField):
    """Text of several lines, each tidy, none empty, nothing that cannot be printed."""

    def to_python(self, value: Any) -> str:
        lines = [one_line(line) for line in (super().to_python(value) or "").splitlines()]
        if not all(line.isprintable() for line in lines):
            raise ValidationError(f"{self.label} has a character that cannot be kept. Type it again")
        return "\n".join(line for line in lines if line)


class NamesForm(Marked):
    """One part of what a group says. Each field says where it is read."""

    submit = "Save"
    mark_optional = False
    labels = LABELS

    def __init__(self, *args: Any, part: Part, group: Group, **kwargs: Any) -> None:
        self.part, self.group = part, group
        # Django makes the form's own fields of these; NhsForm then gives each its sentences.
        mark = {"mark": type(self).base_fields["mark"]}
        self.base_fields = {field.name: _control(field) for field in part.fields} | mark  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse words that tell what people are treated for, where strangers may read them."""
        told = super().clean() or {}
        listed = rules.own_words(told.get("condition_words", self.group.condition_words))
        for field in self.part.fields:
            if field.is_neutral and (reason := rules.why_not_neutral(told.get(field.name, ""), listed=listed)):
                self.add_error(field.name, reason)
        if "condition_words" in told:
            self._refuse_words_in_use(listed)
        return told

    def said(self, name: str, value: Any) -> str:
        """Return a value as it is shown when somebody else has changed it."""
        return str(value)

    def _refuse_words_in_use(self, listed: list[str]) -> None:
        for name in rules.NEUTRAL:
            found = [word for word in rules.condition_words_in(getattr(self.group, name), listed=listed) if listed]
            if found and any(found[0].lower().startswith(word) for word in listed):
                where = LABELS[name].lower()
                self.add_error("condition_words", f"“{found[0]}” stands in the {where} now. Change that first")
                return


class NoticeForm(Form):
    """The lawful basis of each process, and somebody's word that it is right."""

    submit = "Confirm the privacy notice"
    required_words = {"checked": "Tick the box when you have checked the notice with the data protection officer"}

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        self.processes = bases_of(group.lawful_bases)
        checked = forms.BooleanField(label="I have checked this notice with our data protection officer")
        bases = {process.key: _basis(process.words, text) for process, text in self.processes}
        self.base_fields = bases | {"checked": checked}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def bases(self) -> dict[str, str]:
        """Return what was typed for each process."""
        return {process.key: self.cleaned_data[process.key] for process, _ in self.processes}


class PolicyForm(Form):
    """A new value of one setting, and the day from which it applies."""

    submit = "Change this setting"
    required_words = {"applies_from": "Enter the day from which it applies"}

    applies_from = DateField(label="From which day?", help_text="Today or later. What was done before stays as it is.")

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        self.setting = setting
        self.base_fields = {"value": _value_field(setting), **type(self).base_fields}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def clean_value(self) -> Any:
        """Return the value as the setting stores it, within its bounds."""
        value = _stored(self.setting, self.cleaned_data["value"])
        if reason := self.setting.why_not(value):
            raise ValidationError(reason)
        return value

    def clean_applies_from(self) -> datetime.date:
        """Return a day that is not past."""
        day: datetime.date = self.cleaned_data["applies_from"]
        if reason := rules.why_not_from(day, today=clock.today()):
            raise ValidationError(reason)
        return day


def typed_of(setting: Setting, value: Any) -> Any:
    """Return a stored value as it stands in the form."""
    if setting.kind == Kind.DAYS:
        return ", ".join(str(day) for day in value)
    return str(value) if setting.kind == Kind.YES_NO else value


def _control(field: Field) -> forms.Field:
    told: Mapping[str, Any] = {
        "label": field.label,
        "help_text": field.appears,
        "max_length": field.longest,
        "required": field.name in {"name", "public_code", "neutral_name", "hospital_name"},
    }
    match field.kind:
        case "email":
            return forms.EmailField(**told)
        case "phone":
            return OneLine(**told, validators=[PHONE], widget=forms.TextInput({"width": 20, "inputmode": "tel"}))
        case "lines" | "words":
            return Lines(**told, widget=forms.Textarea({"rows": 4}))
        case _ if field.name == "public_code":
            return OneLine(**told, validators=[CODE], widget=forms.TextInput({"width": 5, "spellcheck": "false"}))
        case _:
            return OneLine(**told)


def _basis(words: str, text: str) -> forms.Field:
    return Lines(label=words, initial=text, max_length=LONGEST_BASIS, widget=forms.Textarea({"rows": 3}))


def _value_field(setting: Setting) -> forms.Field:
    told: dict[str, Any] = {"label": "New value", "help_text": setting.help}
    match setting.kind:
        case Kind.NUMBER:
            # The bounds are the setting's to explain; these only keep a number a number.
            widget = forms.TextInput({"width": 5, "inputmode": "numeric", "suffix": setting.unit})
            return forms.IntegerField(**told, max_value=10**9, widget=widget)
        case Kind.YES_NO:
            return forms.ChoiceField(**told, choices=[("True", "Yes"), ("False", "No")], widget=Radios())
        case Kind.CHOICE:
            many = len(setting.choices) > _RADIOS
            return forms.ChoiceField(**told, choices=setting.choices, widget=forms.Select() if many else Radios())
        case Kind.DAYS:
            told["help_text"] = setting.help or "Numbers with commas between them, for example 0, 21, 49"
            return OneLine(**told, max_length=60, widget=forms.TextInput({"width": 20}))
        case _:
            return OneLine(**told, max_length=200, required=False)


def _stored(setting: Setting, value: Any) -> Any:
    if setting.kind == Kind.YES_NO:
        return value == "True"
    if setting.kind != Kind.DAYS:
        return value
    pieces = [piece.strip() for piece in value.split(",")]
    if not all(piece.isascii() and piece.isdigit() and len(piece) <= len("10000") for piece in pieces):
        raise ValidationError("Enter whole numbers with commas between them, for example 0, 21, 49")
    return [int(piece) for piece in pieces]
