"""What may be typed in the contact log and about a helper."""

import datetime
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from supportgroup import clock
from supportgroup.access.choices import Power
from supportgroup.access.grants import roles_with
from supportgroup.accounts.models import RoleHolding
from supportgroup.groups.models import Group
from supportgroup.people import typed
from supportgroup.people.forms import OneLine
from supportgroup.ui.fields import DateField, Radios, TickAll
from supportgroup.ui.forms import Form

from .actions import Next
from .choices import Given, Kind, Relation, Task
from .models import Helper

NOT_CLINICAL = "Short and plain. This is not for clinical notes: they belong in the hospital record."
CLINICAL = "tell"
SOMEBODY = "0"


class EntryForm(Form):
    """One contact as it is typed; the moment is now unless somebody says otherwise."""

    submit = "Save"
    required_words = {"kind": "Choose how you were in touch", "what": "Say what it was about"}
    kind = forms.ChoiceField(label="How were you in touch?", choices=Kind.choices, widget=Radios(), initial=Kind.CALL)
    day = DateField(label="Day", help_text="")
    time = forms.TimeField(
        label="Time",
        input_formats=["%H:%M", "%H.%M", "%H", "%I.%M%p", "%I:%M%p", "%I%p"],
        error_messages={"invalid": "Enter a time, like 14:30 or 2.30pm"},
        widget=forms.TextInput(attrs={"width": 5}),
    )
    what = forms.CharField(
        label="What was it about?", help_text=NOT_CLINICAL, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = clock.now().astimezone(clock.LONDON)
        kwargs["initial"] = {"day": now.date(), "time": f"{now:%H:%M}"} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean_what(self) -> str:
        """Return the words, with the ends of lines as the database keeps them."""
        return str(self.cleaned_data["what"]).replace("\r\n", "\n")

    def moment(self) -> datetime.datetime:
        """Return the day and the time as one moment in London."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.datetime.combine(day, time, tzinfo=clock.LONDON)


class LogForm(EntryForm):
    """A contact, and what comes next if anything."""

    submit = "Save in the contact log"
    clinical = forms.MultipleChoiceField(
        label="Did they tell you something about their health?",
        choices=[(CLINICAL, "Tell the clinical team")],
        widget=TickAll(hints={CLINICAL: "It stays open until somebody has entered it in the hospital record."}),
        required=False,
    )
    next_what = OneLine(
        label="What comes next?", max_length=200, required=False, help_text="Such as “Ring back about the venue”"
    )
    next_due = DateField(label="By when?", thing="The day for what comes next", required=False)
    next_owner = forms.ChoiceField(label="Who does it?", required=False)

    def __init__(self, *args: Any, group: Group, user: Any, **kwargs: Any) -> None:
        self.colleagues = colleagues(group)
        kwargs["initial"] = {"next_owner": str(user.pk)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["next_owner"].choices = [  # type: ignore[attr-defined]
            (SOMEBODY, "Whoever has time"),
            *((str(key), one.name) for key, one in self.colleagues.items()),
        ]

    def layout(self) -> Layout:
        """Return the fields in the order in which a call goes."""
        return Layout(
            "kind",
            "day",
            "time",
            "what",
            "clinical",
            Fieldset("What comes next", "next_what", "next_due", "next_owner"),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the day where something comes next, and for what comes next where there is a day."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("clinical") and not cleaned.get("next_what"):
            cleaned["next_what"] = "Tell the clinical team"
        if cleaned.get("next_what") and not cleaned.get("next_due") and "next_due" not in self.errors:
            if not cleaned.get("clinical"):
                self.add_error("next_due", "Enter the day by which it is to be done")
            cleaned["next_due"] = clock.today()
        if cleaned.get("next_due") and not cleaned.get("next_what") and "next_what" not in self.errors:
            self.add_error("next_what", "Say what comes next, or take the day away")
        return cleaned

    def then(self) -> Next | None:
        """Return what comes next, or None."""
        if not self.cleaned_data["next_what"]:
            return None
        return Next(
            what=self.cleaned_data["next_what"],
            due_on=self.cleaned_data["next_due"],
            clinical=bool(self.cleaned_data["clinical"]),
            owner=self.colleagues.get(int(self.cleaned_data["next_owner"] or SOMEBODY)),
        )


class CorrectionForm(Form):
    """What is put right about an entry of another day or another author."""

    submit = "Add the correction"
    required_words = {"what": "Say what is right"}
    what = forms.CharField(
        label="What is right?",
        help_text="What was written first stays readable above it.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HelperForm(Form):
    """Somebody who helps a person, what the person allows them, and how they said so."""

    submit = "Save helper"
    required_words = {
        "relation": "Choose who they are to the person",
        "tasks": "Choose what the person allows: at least one thing",
        "given_how": "Choose how the person gave permission",
        "given_on": "Enter the day on which the person gave permission",
    }
    name = OneLine(label="Full name", max_length=120, widget=forms.TextInput({"spellcheck": "false"}))
    relation = forms.ChoiceField(label="Who are they to the person?", choices=Relation.choices, widget=Radios())
    phone = OneLine(label="Phone", max_length=30, required=False, widget=forms.TextInput({"width": 20}))
    email = forms.EmailField(label="Email", required=False, max_length=254)
    tasks = forms.MultipleChoiceField(label="What may they do?", choices=Task.choices, widget=TickAll())
    given_how = forms.ChoiceField(label="How did the person give permission?", choices=Given.choices, widget=Radios())
    given_on = DateField(label="When did the person give it?")

    def __init__(self, *args: Any, helper: Helper | None = None, **kwargs: Any) -> None:
        known = {name: getattr(helper, name) for name in self.base_fields} if helper else {"given_on": clock.today()}
        super().__init__(*args, initial=known, **kwargs)

    def layout(self) -> Layout:
        """Return the fields: who it is, then what the person allowed."""
        return Layout(
            Fieldset("Who helps", "name", "relation", "phone", "email"),
            Fieldset("What the person allows", "tasks", "given_how", "given_on"),
        )

    def clean_phone(self) -> str:
        """Return the number on one line; refused where nobody could dial it."""
        try:
            return typed.phone(self.cleaned_data["phone"])
        except typed.NotUnderstood as trouble:
            raise ValidationError(str(trouble)) from None


def colleagues(group: Group) -> dict[int, Any]:
    """Return the users who work with the register of this group today, by key, in order of name."""
    roles = roles_with(Power.EDIT_PEOPLE)
    held = RoleHolding.objects.of(group).in_force(on=clock.today()).filter(role__in=roles).select_related("user")
    users = {holding.user.pk: holding.user for holding in held}
    return dict(sorted(users.items(), key=lambda pair: pair[1].name))
