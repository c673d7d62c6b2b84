"""One step of a scale that stands ready."""

from django import forms

from supportgroup.ui.fields import Radios
from surveys.questionnaire import options

from .choosing import Choosing
from .writing import QuestionForm, why_line


def scale_field() -> forms.ChoiceField:
    """Return the choice of a scale, with its steps under each."""
    return forms.ChoiceField(
        label="Scale",
        choices=[(key, scale.name) for key, scale in options.SCALES.items()],
        widget=Radios(hints={key: scale.words() for key, scale in options.SCALES.items()}),
    )


class ScaleForm(QuestionForm):
    """A question with a scale that stands ready."""

    scale = scale_field()
    why = why_line()

    def chosen_options(self) -> list[options.Option]:
        """Return the steps of the scale."""
        return options.SCALES[self.cleaned_data["scale"]].options()


class Scale(Choosing):
    """A scale."""

    name = "agreement"
    label = "Scale"
    about = "People choose a step of a scale that is ready, such as how often or how satisfied."
    example = {"options": options.SCALES["how_often"].options()}
    form = ScaleForm
    reads_as = "scale"
