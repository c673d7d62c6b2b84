"""The base of every form: the NHS's words for what is missing, our buttons, our template pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from .error_words import say_plainly
from .fields import DateField


@dataclass(frozen=True)
class Button:
    """A second button beside the main one; when it is pressed, `name` is in the form's data.

    `kind` is "secondary", "warning" or "" for green.
    """

    name: str
    text: str
    kind: str = "secondary"
    value: str = "yes"


class NhsForm:
    """What `Form` and `ModelForm` share; a subclass says `submit` and, if it wants, a `layout`.

    `submit`: the words on the green button, a verb ("Save person"); "" for none.
    `buttons`: further buttons. `warning`: the main button is red, for what cannot be undone.
    `action`: where the form is posted, if not to its own page.
    `page_heading`: the name of the field whose label is the page's only h1 (one question on a page).
    `mark_optional`: write "(optional)" after what may be left empty.
    `error_word`, `problem_words`: what stands before each error, and above their list, in another language.
    `required_words`: what is said when a field is empty, by name, where the sentence made from the label reads badly.
    """

    submit = "Save and continue"
    buttons: Sequence[Button] = ()
    warning = False
    action = ""
    page_heading = ""
    mark_optional = True
    error_word = "Error"
    problem_words = "There is a problem"
    required_words: Mapping[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            label = str(field.label or name.replace("_", " ").capitalize())
            say_plainly(field, label, self.required_words.get(name, ""))
            if isinstance(field, DateField):
                field.thing = field.thing or label

    def layout(self) -> Layout:
        """Return the order and the groups of the fields; all of them, as declared, unless a subclass says more."""
        return Layout(*self.fields)  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """Return what `{% crispy form %}` draws the form by."""
        helper = FormHelper()
        helper.layout = self.layout()
        helper.render_hidden_fields = True
        helper.include_media = False
        helper.form_action = self.action
        helper.submit_text, helper.submit_is_warning = self.submit, self.warning
        helper.inputs = list(self.buttons)
        return helper


class Form(NhsForm, forms.Form):
    """A form of ours without a model."""


class ModelForm(NhsForm, forms.ModelForm):  # type: ignore[type-arg]
    """A form of ours over a model. It never saves: an action does."""
