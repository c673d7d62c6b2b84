"""What is typed while what people wrote is put into themes."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from supportgroup.ui.fields import Radios, TickAll
from supportgroup.ui.forms import Button, Form

from . import rules
from .actions import New
from .models import Theme

NOTHING = "nothing"
GONE = {"invalid_choice": "A theme that you ticked has been merged or deleted. Look at the list again"}
MOST_DIGITS = 9


class TagForm(Form):
    """Under which themes a text goes. turn: of the reading that stood when the page was drawn."""

    submit = "Save and next"
    buttons = [Button("stay", "Save and go to the list")]
    mark_optional = False

    turn = forms.CharField(required=False, widget=forms.HiddenInput)
    themes = forms.MultipleChoiceField(label="Themes", required=False, error_messages=GONE)
    earlier = forms.MultipleChoiceField(label="Themes of earlier rounds", required=False, error_messages=GONE)
    new_name = forms.CharField(label="Name", required=False, max_length=rules.LONGEST_NAME)
    new_about = forms.CharField(
        label="What belongs to it", required=False, max_length=rules.LONGEST_ABOUT, help_text="One line."
    )

    def __init__(self, *args: Any, themes: Sequence[Theme], earlier: Sequence[Theme], known: Mapping[int, str],
                 **kwargs: Any) -> None:  # fmt: skip
        """Take the themes that stand, those of earlier rounds, and the name of each there is, merged ones too."""
        super().__init__(*args, **kwargs)
        self.known, self.again = known, {theme.pk: theme for theme in earlier}
        field: Any = self.fields["themes"]
        hints = {str(theme.pk): theme.about for theme in themes if theme.about}
        field.widget = TickAll(exclusive=NOTHING if themes else "", hints=hints)
        field.choices = [(str(theme.pk), theme.name) for theme in themes] + [(NOTHING, "Nothing to code")]
        if not earlier:
            del self.fields["earlier"]
            return
        again: Any = self.fields["earlier"]
        again.widget = TickAll(hints={str(theme.pk): theme.about for theme in earlier if theme.about})
        again.choices = [(str(theme.pk), theme.name) for theme in earlier]

    def stand_at(self, turn: int) -> None:
        """Have the form save over this turn, now that its reader has seen what stands there."""
        data: Any = self.data
        self.data = data.copy()
        self.data["turn"] = str(turn)  # type: ignore[index]

    def layout(self) -> Layout:
        """Put what makes a new theme apart."""
        again = ["earlier"] if "earlier" in self.fields else []
        return Layout("turn", "themes", *again, Fieldset("A new theme", "new_name", "new_about"))

    def clean_turn(self) -> int:
        """Return the turn as a number; what is none is no turn that could stand."""
        typed = self.cleaned_data["turn"]
        return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else -1

    def clean_new_name(self) -> str:
        """Refuse a name that there is: it is to be ticked."""
        name = rules.plain(self.cleaned_data["new_name"])
        if name and (twin := rules.twin_of(name, self.known)):
            raise forms.ValidationError(f"There is a theme “{self.known[twin]}” already: tick it")
        return name

    def clean(self) -> dict[str, Any]:
        """Ask for a theme, or for the word that there is none, and not for both."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["new_about"] and not cleaned["new_name"]:
            self.add_error("new_name", "Enter a name for the new theme")
        elif NOTHING in cleaned["themes"] and (self.chosen() or self.new()):
            self.add_error("themes", "Tick themes, or “Nothing to code”, not both")
        elif not (cleaned["themes"] or self.new()):
            self.add_error("themes", "Tick a theme, name a new one, or tick “Nothing to code”")
        return cleaned

    def chosen(self) -> list[int]:
        """Return the themes that were ticked."""
        return [int(value) for value in self.cleaned_data["themes"] if value != NOTHING]

    def new(self) -> list[New]:
        """Return the themes that are to be made."""
        again = [self.again[int(value)] for value in self.cleaned_data.get("earlier", [])]
        made = {theme.name.casefold(): New(theme.name, theme.about) for theme in again}
        if name := self.cleaned_data.get("new_name"):
            made[name.casefold()] = New(name, self.cleaned_data["new_about"])
        return list(made.values())


class ThemeForm(Form):
    """What a theme is called and what belongs to it."""

    submit = "Save theme"

    name = forms.CharField(label="Name", max_length=rules.LONGEST_NAME)
    about = forms.CharField(
        label="What belongs to it",
        required=False,
        max_length=rules.LONGEST_ABOUT,
        help_text="One line, so that a colleague would tag the same texts.",
    )


class MergeForm(Form):
    """Into which other theme one goes."""

    submit = "Continue"
    required_words = {"into": "Choose the theme that stays"}

    into = forms.ChoiceField(label="Which theme stays?", widget=Radios, error_messages=GONE)

    def __init__(self, *args: Any, others: Sequence[tuple[Theme, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.choices = [(str(one.pk), one.name) for one, _ in others]


class QuoteForm(Form):
    """Which words are quoted, under which theme."""

    submit = "Choose these words"
    required_words = {"theme": "Choose the theme that the words stand for", "words": "Enter the words to quote"}

    theme = forms.ChoiceField(label="Under which theme?", widget=Radios, error_messages=GONE)
    words = forms.CharField(
        label="Words",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The text, or a part of it. Take out what is not needed; change nothing else.",
    )
    sure = forms.BooleanField(
        label="Nobody can be recognised by these words",
        error_messages={"required": "Look at the words again, then tick the box"},
    )

    def __init__(self, *args: Any, text: str, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        field: Any = self.fields["theme"]
        field.choices = [(str(theme.pk), theme.name) for theme in themes]

    def clean_words(self) -> str:
        """Refuse what does not stand in the released text."""
        words: str = self.cleaned_data["words"]
        if rules.place_of(words, self.text) is None:
            raise forms.ValidationError("Copy the words as they stand in the text, whole words and in one piece")
        return words
