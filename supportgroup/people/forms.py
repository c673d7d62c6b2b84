"""What may be typed about a person and their clinical outline."""

from collections.abc import Callable, Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from supportgroup import clock
from supportgroup.groups.models import Group
from supportgroup.ui.fields import DateField, Radios, TickAll
from supportgroup.ui.forms import Form

from . import languages, postal, typed
from .choices import ConditionGroup, Distance, Need, PrintSize, Route, Sex, Standing, TreatmentPlace, TreatmentRoute
from .folding import folded
from .models import Person
from .rules import changed_since, mark_of, why_not_stay
from .words import LABELS, OUTLINE_LABELS, said

LONGEST_SEARCH, LONGEST_MARK = 100, 400
ALL_LABELS = LABELS | OUTLINE_LABELS


class OneLine(forms.CharField):
    """Text on one line, letters composed, spaces single; nothing that cannot be printed."""

    def to_python(self, value: Any) -> str:
        tidy = typed.one_line(super().to_python(value) or "")
        if not tidy.isprintable():
            raise ValidationError(
                f"{self.label} has a character that cannot be kept. Type it again", code="unprintable"
            )
        return tidy


class SearchForm(Form):
    """What is looked for in the register."""

    search = OneLine(label="Name, NHS number, postcode or date of birth", max_length=LONGEST_SEARCH, required=False)


class Marked(Form):
    """A form over a record that somebody else may change meanwhile."""

    labels: Mapping[str, str] = ALL_LABELS
    mark = forms.CharField(required=False, max_length=LONGEST_MARK, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Return what was typed for the record, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"mark", "another"}}

    def show_newer(self, now: Mapping[str, Any], *, by: str) -> None:
        """Say who changed the record meanwhile, and beside each field what it is now; the next save is deliberate."""
        newer = changed_since(self.cleaned_data["mark"], now)
        typed_here = self.values()
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["mark"] = mark_of(now)  # type: ignore[index]
        self.add_error(None, f"{by} changed this record after you opened it. Nothing of yours is saved yet")
        for name in newer:
            if typed_here[name] != now[name]:
                newer_words = self.said(name, now[name])
                words = f"“{newer_words}”" if newer_words else "empty"
                self.add_error(name, f"{self.labels[name]} is now {words}. Take that over, or keep what you typed")

    def said(self, name: str, value: Any) -> str:
        """Return a value as people read it."""
        return said(name, value)


class PersonForm(Marked):
    """Somebody of the register. group: where their NHS number must be theirs alone; person: whom it may be."""

    submit = "Save person"
    known_languages = languages.NAMES
    required_words = {
        "preferred_route": "Select how the person prefers to be reached",
        "language": "Enter a language, like English",
    }

    title = OneLine(label=LABELS["title"], max_length=20, required=False, widget=forms.TextInput({"width": 5}))
    first_name = OneLine(label=LABELS["first_name"], max_length=80, widget=forms.TextInput({"spellcheck": "false"}))
    last_name = OneLine(label=LABELS["last_name"], max_length=80, widget=forms.TextInput({"spellcheck": "false"}))
    date_of_birth = DateField(label=LABELS["date_of_birth"], required=False, help_text="For example, 31 3 1980")
    nhs_number = OneLine(
        label=LABELS["nhs_number"],
        max_length=30,
        required=False,
        help_text="10 digits, for example 999 123 4567",
        widget=forms.TextInput({"width": 10, "inputmode": "numeric", "code": True}),
    )
    sex = forms.ChoiceField(label=LABELS["sex"], choices=Sex.choices, initial=Sex.NOT_SAID)
    language = OneLine(
        label=LABELS["language"], max_length=40, initial=languages.ENGLISH,
        widget=forms.TextInput({"width": 20, "list": "languages"}),
        help_text="The language they speak. Choose one that is offered as you type, or write another",
    )  # fmt: skip
    preferred_route = forms.ChoiceField(
        label="How do they prefer to be reached?", choices=Route.choices, initial=Route.LETTER, widget=Radios()
    )
    address = forms.CharField(
        label=LABELS["address"], max_length=400, required=False, widget=forms.Textarea({"rows": 4}),
        help_text="As it stands on an envelope, without the postcode",
    )  # fmt: skip
    postcode = OneLine(label=LABELS["postcode"], max_length=12, required=False, widget=forms.TextInput({"width": 10}))
    distance = forms.ChoiceField(
        label="Distance from the hospital", choices=Distance.choices, initial=Distance.NOT_KNOWN
    )
    email = forms.EmailField(
        label=LABELS["email"], required=False, help_text="Two people may share one", max_length=254
    )
    phone = OneLine(label=LABELS["phone"], max_length=30, required=False, widget=forms.TextInput({"width": 20}))
    needs = forms.MultipleChoiceField(
        label="What does the person need?", choices=Need.choices, required=False, widget=TickAll(),
        help_text="Tick all that apply. We ask once and keep to it. An interpreter is for another language.",
    )  # fmt: skip
    print_size = forms.TypedChoiceField(
        label="How large is large print?", choices=PrintSize.choices, initial=PrintSize.P18, coerce=int, required=False,
        empty_value=PrintSize.P18.value,  # type: ignore[arg-type]
        help_text="Only if they need large print",
    )  # fmt: skip
    needs_asked_on = DateField(
        label="When were they last asked what they need?", thing="The date they were asked", required=False,
        help_text="Leave it empty if they never were. For example, 31 3 2026",
    )  # fmt: skip
    letters_in = OneLine(
        label="How does every letter reach them in their format?", max_length=200, required=False,
        help_text="Only if it is arranged for good, for example “in braille, by the Trust’s transcription service”. "
        "Without it, a letter to somebody who needs easy read, audio, braille or British Sign Language is held.",
    )  # fmt: skip
    do_not_contact = forms.BooleanField(
        label="Do not contact this person", required=False, help_text="Nothing is sent to them any more, by any route."
    )
    in_hospital_until = DateField(
        label="In hospital now: until about when?", thing="The last day in hospital", required=False,
        help_text="Leave it empty for somebody who is at home. Surveys do not go to them until this day is over; "
        "then they are asked again like everybody.",
    )  # fmt: skip
    standing = forms.ChoiceField(
        label="Is the person with the service?", choices=Standing.choices, initial=Standing.CURRENT, widget=Radios(),
        help_text="After “Moved” or “Died” nothing is sent any more, and open surveys close for this person.",
    )  # fmt: skip
    standing_since = DateField(
        label="When did they move or die?", thing="The date they died or moved", required=False,
        help_text="Only if they moved or died. For example, 31 3 2026",
    )  # fmt: skip
    another = forms.BooleanField(
        label="This is a different person with the same name and date of birth", required=False
    )

    def __init__(self, *args: Any, group: Group, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.person = group, person
        if self.initial.get("nhs_number"):
            self.initial["nhs_number"] = said("nhs_number", self.initial["nhs_number"]).replace("\u00a0", " ")

    def layout(self) -> Layout:
        """Return the fields in four groups."""
        return Layout(
            Fieldset(
                "Who they are", "title", "first_name", "last_name", "date_of_birth", "nhs_number", "sex", "language"
            ),
            Fieldset("How to reach them", "preferred_route", "email", "phone", "address", "postcode", "distance"),
            Fieldset("What to respect", "needs", "print_size", "letters_in", "needs_asked_on", "do_not_contact"),
            Fieldset("With the service", "in_hospital_until", "standing", "standing_since"),
            *(["another"] if "another" in self.errors else []),
            "mark",
        )

    def clean_nhs_number(self) -> str:
        """Return 10 digits that nobody else of the group has."""
        digits = _understood(typed.nhs_number, self.cleaned_data["nhs_number"])
        others = Person.objects.of(self.group).exclude(pk=self.person.pk if self.person else None)
        if digits and others.filter(nhs_number=digits).exists():
            raise ValidationError("Somebody on this register has this NHS number already. Look for them in the list")
        return digits

    def clean_postcode(self) -> str:
        """Return the postcode in capitals with its space."""
        return _understood(typed.postcode, self.cleaned_data["postcode"])

    def clean_phone(self) -> str:
        """Return a number that can be dialled."""
        return _understood(typed.phone, self.cleaned_data["phone"])

    def clean_address(self) -> str:
        """Return the lines of an address that a letter can be printed for."""
        return _understood(typed.address, self.cleaned_data["address"])

    def clean_language(self) -> str:
        """Return the language in its one spelling."""
        return languages.spelled(self.cleaned_data["language"])

    def clean_needs_asked_on(self) -> Any:
        """Return a day that has been."""
        asked = self.cleaned_data["needs_asked_on"]
        if asked and asked > clock.today():
            raise ValidationError("The date they were asked must be today or in the past")
        return asked

    def clean_in_hospital_until(self) -> Any:
        """Return a day that can still end a stay; one that is past ended it and is kept as it is."""
        until = self.cleaned_data["in_hospital_until"]
        kept = until == (self.person.in_hospital_until if self.person else None)
        if until and not kept and (reason := why_not_stay(until, today=clock.today())):
            raise ValidationError(reason)
        return until

    def clean_date_of_birth(self) -> Any:
        """Return a day on which somebody can have been born."""
        born = self.cleaned_data["date_of_birth"]
        if born and (reason := typed.why_not_born(born, today=clock.today())):
            raise ValidationError(reason)
        return born

    def clean(self) -> dict[str, Any]:
        """Ask for the day on which somebody died or moved; drop it for those who did not."""
        told = super().clean() or {}
        if self.person is None and not told.get("another") and self._is_like_somebody(told):
            self.add_error(
                "another", "Somebody with this name and date of birth is on the register. Is it another person?"
            )
        self._check_ways(told)
        if Need.INTERPRETER in told.get("needs", ()) and told.get("language") == languages.ENGLISH:
            self.add_error("language", "Enter the language the interpreter is needed for, like Polish")
        if told.get("standing", Standing.CURRENT) == Standing.CURRENT or "standing_since" not in told:
            return told | {"standing_since": None}
        if (since := told["standing_since"]) is None:
            self.add_error("standing_since", "Enter the date they died or moved")
        elif reason := typed.why_not_since(since, born=told.get("date_of_birth"), today=clock.today()):
            self.add_error("standing_since", reason)
        return told

    def _check_ways(self, told: dict[str, Any]) -> None:
        """Ask for what each way of reaching somebody needs: a postcode, a mobile number."""
        if {"address", "postcode"} <= told.keys() and (
            reason := postal.why_not_last_line(told["address"], told["postcode"])
        ):
            self.add_error("postcode", reason)
        if told.get("preferred_route") == Route.TEXT and told.get("phone") and not typed.takes_texts(told["phone"]):
            self.add_error("phone", "A text message needs a mobile number. Enter one, or choose another way")

    def _is_like_somebody(self, told: dict[str, Any]) -> bool:
        born, name = told.get("date_of_birth"), f"{told.get('last_name', '')} {told.get('first_name', '')}"
        return (
            bool(born) and Person.objects.of(self.group).filter(filed_under=folded(name), date_of_birth=born).exists()
        )


class OutlineForm(Marked):
    """The clinical outline, for nurses."""

    submit = "Save outline"

    condition_group = forms.ChoiceField(
        label=OUTLINE_LABELS["condition_group"], choices=ConditionGroup.choices, widget=Radios()
    )
    on_immunoglobulin = forms.TypedChoiceField(
        label="Is the person on immunoglobulin?",
        choices=[("True", "Yes"), ("False", "No")],
        coerce=lambda word: word == "True",
        widget=Radios(),
    )
    treatment_route = forms.ChoiceField(label="How is it given?", choices=TreatmentRoute.choices, widget=Radios())
    treatment_place = forms.ChoiceField(label="Where is it given?", choices=TreatmentPlace.choices, widget=Radios())

    def clean(self) -> dict[str, Any]:
        """Refuse an outline that says both that there is a treatment and that there is none."""
        told = super().clean() or {}
        if told.get("on_immunoglobulin") is False:
            for name in ("treatment_route", "treatment_place"):
                if told.get(name, "none") != "none":
                    self.add_error(name, "Select “None now”, or say that the person is on immunoglobulin")
        return told


def _understood(read: Callable[[str], str], text: str) -> str:
    try:
        return read(text)
    except typed.NotUnderstood as reason:
        raise ValidationError(str(reason)) from None
