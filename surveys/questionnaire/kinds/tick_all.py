"""Any number of answers of a list that the writer types."""

from collections.abc import Sequence
from typing import Any

from django import forms

from supportgroup.ui.fields import TickAll
from surveys.questionnaire import options
from surveys.questionnaire.options import other_of
from surveys.questionnaire.phrases import of_question

from .base import MISSING, MORE_THAN_ONE, Question, missing_in
from .choosing import Choosing, apart, codes_of, revealed
from .single import SingleForm
from .words import UnfitError


class TickAllForm(SingleForm):
    """A list of answers, of which any number can be ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "answers"
        ].help_text = (
            "Write “or” on a line of its own above an answer that excludes the others, such as “None of these”."
        )


class TickAllThatApply(Choosing):
    """Tick all that apply."""

    name = "tick_all"
    label = "Tick all that apply"
    about = "People tick as many of your answers as they like."
    example = {"options": options.coded("Distance", "Cost", alone="Nothing")}
    form = TickAllForm
    routed = False
    several = True

    def field(self, question: Question) -> forms.Field:
        """Return square boxes; the option that excludes the others clears them."""
        return forms.MultipleChoiceField(
            label=question["text"],
            help_text=question["help"] or of_question(question, "tick_all"),
            required=False,
            choices=[(option["code"], option["text"]) for option in question["options"]],
            widget=TickAll(exclusive=apart(question), reveals=revealed(question), divider=of_question(question, "or")),
        )

    def settle(self, question: Question, typed: dict[str, Any]) -> dict[str, Any]:
        """Refuse an answer that stands alone beside others, where no script has cleared them.

        Words under an answer tick it.
        """
        other = other_of(question["options"])
        if other and typed.get("other") and other["code"] not in typed["answer"]:
            typed = {**typed, "answer": [*typed["answer"], other["code"]]}
        if len(typed["answer"] or ()) > 1 and (alone := apart(question)) in typed["answer"]:
            said = self.said(question, alone)[0]
            raise UnfitError(f"Tick either “{said}”, or the other answers", phrase="either_or", alone=said)
        return typed

    def read_answer(self, question: Question, value: Any) -> Any:
        """Return the codes in the options' order, once each."""
        if value in (None, "") or value in MISSING:
            return value
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise UnfitError("choose from its answers.")
        chosen = [code for code in codes_of(question) if code in value]
        if len(chosen) < len(set(value)):
            raise UnfitError("choose from its answers.")
        if len(chosen) > 1 and apart(question) in chosen:
            raise UnfitError(f"“{self.said(question, apart(question))[0]}” cannot go with another answer.")
        return chosen

    def longest_answer(self, question: Question) -> Any:
        """Return all codes."""
        return codes_of(question)

    def keyed(self, question: Question, values: Sequence[str]) -> Any:
        """Return the crosses; those that do not go together count as more than one cross."""
        at_odds = len(values) > 1 and apart(question) in values
        return missing_in(values) or (MORE_THAN_ONE if at_odds else list(values))

    def paper(self, question: Question) -> dict[str, Any]:
        """Return that each option has a box, and that any number of them may be crossed."""
        return {"shape": "boxes", "how": of_question(question, "cross_all")}

    def aside(self, question: Question) -> list[str]:
        """Return what is missing alone: “none of these” is an answer."""
        return list(MISSING)
