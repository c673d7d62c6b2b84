"""What a nurse types to write and open a survey."""

from collections.abc import Sequence
from typing import Any

from django import forms

from supportgroup.ui.error_words import say_plainly
from supportgroup.ui.fields import DateField, Radios, TickAll
from supportgroup.ui.forms import Form

from . import options, rules
from .answer_form import WordsField, without_controls
from .choices import QuestionKind


class LineField(forms.CharField):
    """A sentence, though its box may have several lines; line ends become spaces."""

    def to_python(self, value: Any) -> str:
        """Return the text on one line, without control characters."""
        return " ".join(without_controls(str(value or "")).split())


class SurveyForm(Form):
    """What a survey is called and what it is for."""

    submit = "Save"
    required_words = {"title": "Enter what patients will see as the title", "about": "Enter why you are asking"}
    title = LineField(label="Title", max_length=100, help_text="It stands on top of the questionnaire.")
    about = LineField(
        label="Why you are asking, in one sentence",
        max_length=300,
        help_text="It stands in the letter. Say what you hope to learn.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes = forms.IntegerField(
        label="How many minutes it takes", min_value=1, max_value=60, widget=forms.NumberInput(attrs={"width": 2})
    )


class StartSurveyForm(SurveyForm):
    """The same, for a new survey."""

    submit = "Start the survey"


class QuestionForm(Form):
    """What every kind of question has. `content` is what the actions take."""

    kind = QuestionKind.FREE_TEXT
    submit = "Save the question"
    text = LineField(label="Question", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    help = LineField(
        label="Help", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A line under the question, for those who need it.",
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places:
            self.fields["number"] = forms.TypedChoiceField(label="Where it stands", choices=places, coerce=int)
            say_plainly(self.fields["number"], "where it stands")

    def content(self) -> dict[str, Any]:
        """Return the fields of the question."""
        typed = {field: self.cleaned_data.get(field, "") for field in ("text", "help", "why")}
        return {**typed, "kind": self.kind.value, "options": self.chosen_options()}

    def chosen_options(self) -> list[options.Option]:
        """Return what can be chosen: nothing, where people write."""
        return []

    @classmethod
    def initial_of(cls, question: Any) -> dict[str, Any]:
        """Return what the form shows of a question that is there already."""
        return {
            "text": question.text, "help": question.help, "why": question.why,
            "answers": options.as_typed(question.options), "scale": options.scale_of(question.options),
        }  # fmt: skip


def _why() -> LineField:
    return LineField(
        label="A second line that asks for words",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example, “Why did you give this answer?” It has no number of its own.",
    )


class SingleForm(QuestionForm):
    """A question with a list of answers, one to a line."""

    kind = QuestionKind.SINGLE
    answers = WordsField(
        label="Answers to choose from, one on each line",
        help_text="Write “or” on a line of its own above an answer that stands apart, such as “Does not apply”.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    why = _why()
    required_words = {"answers": "Enter at least 2 answers, each on its own line"}

    def clean_answers(self) -> str:
        """Say what is wrong with the list of answers."""
        plain, apart = options.typed(self.cleaned_data["answers"])
        if reason := rules.why_not_options([*plain, apart] if apart else plain):
            raise forms.ValidationError(reason)
        return str(self.cleaned_data["answers"])

    def chosen_options(self) -> list[options.Option]:
        """Return the lines as options."""
        plain, apart = options.typed(self.cleaned_data["answers"])
        return options.coded(*plain, alone=apart)


class TickAllForm(SingleForm):
    """The same, where any number of answers can be ticked."""

    kind = QuestionKind.TICK_ALL

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "answers"
        ].help_text = (
            "Write “or” on a line of its own above an answer that excludes the others, such as “None of these”."
        )


class ScaleForm(QuestionForm):
    """A question with a scale that stands ready."""

    kind = QuestionKind.AGREEMENT
    scale = forms.ChoiceField(
        label="Scale",
        choices=[(key, scale.name) for key, scale in options.SCALES.items()],
        widget=Radios(hints={key: scale.words() for key, scale in options.SCALES.items()}),
    )
    why = _why()

    def chosen_options(self) -> list[options.Option]:
        """Return the steps of the scale."""
        return options.SCALES[self.cleaned_data["scale"]].options()


FORMS: dict[str, type[QuestionForm]] = {
    form.kind.value: form for form in (SingleForm, TickAllForm, ScaleForm, QuestionForm)
}


class RoutesForm(Form):
    """Where each answer of a question leads: a list of later questions beside each."""

    submit = "Save"
    mark_optional = False

    def __init__(self, *args: Any, question: Any, later: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for option in question.options:
            self.fields[f"to_{option['code']}"] = forms.TypedChoiceField(
                label=f"“{option['text']}” leads to",
                choices=[("", "The next question"), *later],
                coerce=int,
                empty_value=None,
                required=False,
                initial=option["go_to"],
            )

    def routes(self) -> dict[str, int | None]:
        """Return {code: number of the question, or None for the next}."""
        return {name.removeprefix("to_"): number for name, number in self.cleaned_data.items()}


class DutiesForm(Form):
    """Who sees names and who sees forms. Each list is the group's PALS officers."""

    submit = "Save who does what"
    mark_optional = False
    mailing = forms.TypedMultipleChoiceField(
        label="Who sends the survey and records who has replied?", coerce=int, required=False, widget=TickAll,
        help_text="They see names. They never see an answer or a paper form.",
    )  # fmt: skip
    entry = forms.TypedMultipleChoiceField(
        label="Who keys in the paper forms?", coerce=int, required=False, widget=TickAll,
        help_text="They see the forms, which carry no name. They never see who has replied.",
    )  # fmt: skip

    def __init__(self, *args: Any, officers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("mailing", "entry"):
            self.fields[name].choices = officers  # type: ignore[attr-defined]


class OpenForm(Form):
    """The last day of a survey. `submit` says what follows."""

    submit = "Open the survey"
    closes_on = DateField(
        label="Last day for replies",
        help_text="After this day nobody can reply, and all answers are opened together. For example, 31 3 2026",
    )
