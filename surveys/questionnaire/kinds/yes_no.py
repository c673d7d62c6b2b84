"""Yes, no, or not sure."""

from typing import Any

from surveys.questionnaire import options

from .choosing import Choosing
from .writing import QuestionForm, why_line

ANSWERS = ("Yes", "No", "Not sure")


class YesNoForm(QuestionForm):
    """A question whose answers are given."""

    why = why_line()

    def chosen_options(self) -> list[options.Option]:
        """Return yes, no and not sure."""
        return options.coded(*ANSWERS)


class YesNo(Choosing):
    """Yes, no or not sure."""

    name = "yes_no"
    label = "Yes, no or not sure"
    about = "People say yes or no, or that they are not sure. You write only the question."
    example: dict[str, Any] = {"options": options.coded(*ANSWERS)}
    form = YesNoForm
