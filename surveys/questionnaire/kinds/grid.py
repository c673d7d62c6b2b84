"""Several statements on one scale, answered side by side."""

from string import ascii_lowercase
from typing import Any

from django import forms

from surveys.questionnaire import options

from .base import Kind, Question
from .scale import scale_field
from .words import WordsField
from .writing import QuestionForm

FEWEST_STATEMENTS, MOST_STATEMENTS = 2, 12
LONGEST_STATEMENT = 120


class GridForm(QuestionForm):
    """A question with statements, one to a line, and a scale that stands ready."""

    statements = WordsField(
        label="Statements, one on each line",
        help_text="Each is answered on the scale by itself, and has a number of its own: 7a, 7b …",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    scale = scale_field()
    required_words = {"statements": "Enter at least 2 statements, each on its own line"}

    def clean_statements(self) -> str:
        """Say what is wrong with the list of statements."""
        lines = typed_lines(self.cleaned_data["statements"])
        if reason := why_not_statements(lines):
            raise forms.ValidationError(reason)
        return "\n".join(lines)

    def chosen_options(self) -> list[options.Option]:
        """Return the steps of the scale."""
        return options.SCALES[self.cleaned_data["scale"]].options()

    def details(self) -> dict[str, Any]:
        """Return the statements, one to a line."""
        return {"statements": self.cleaned_data["statements"]}


class Grid(Kind):
    """Statements on one scale."""

    name = "grid"
    label = "Statements on one scale"
    about = "People answer several statements on the same scale, such as how much they agree. A table on paper."
    example: dict[str, Any] = {
        "options": options.coded("Agree", "Neither", "Disagree"),
        "details": {"statements": "Staff listened to me\nI knew what would happen"},
    }
    form = GridForm
    small = "table"
    page = "surveys/questionnaire/parts/grid.html"

    def lines(self, question: Question) -> list[Question]:
        """Return each statement as a scale with a number of its own: 7a, 7b … What stands above all is `of`."""
        of = {key: question[key] for key in ("number", "text", "help")}
        return [
            {
                **question,
                "number": f"{question['number']}{letter}",
                "kind": "agreement",
                "text": statement,
                "help": "",
                "of": of,
                "section": question.get("section", {}) if letter == "a" else {},
            }
            for letter, statement in zip(ascii_lowercase, statements_of(question), strict=False)
        ]

    def names(self, question: Question) -> dict[str, str]:
        """Return a field for each statement."""
        return {f"line_{line['number']}": str(line["number"]) for line in self.lines(question)}

    def words_in(self, question: Question) -> dict[str, str]:
        """Return that nobody writes here."""
        return {}

    def problems(self, question: Question) -> list[str]:
        """Return whether there are too few statements or too many, or two alike."""
        reason = why_not_statements(statements_of(question))
        return [f"Question {question['number']}: {reason}."] if reason else []

    def fields(self, question: Question) -> dict[str, forms.Field]:
        """Return round boxes for each statement."""
        choices = [(option["code"], option["text"]) for option in question["options"]]
        return {
            f"line_{line['number']}": forms.ChoiceField(
                label=line["text"], required=False, choices=choices, widget=forms.RadioSelect
            )
            for line in self.lines(question)
        }

    def paper(self, question: Question) -> dict[str, Any]:
        """Return a table with a row for each statement."""
        rows = [{"number": line["number"], "text": line["text"]} for line in self.lines(question)]
        return {"shape": "table", "rows": rows}


def typed_lines(text: str) -> list[str]:
    """Return the lines of a text without empty ones and without runs of spaces."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def statements_of(question: Question) -> list[str]:
    """Return the statements of a grid."""
    return typed_lines(question["details"].get("statements", ""))


def why_not_statements(lines: list[str]) -> str | None:
    """Return the reason these cannot be the statements of a grid, or None."""
    if len(lines) < FEWEST_STATEMENTS:
        return f"Enter at least {FEWEST_STATEMENTS} statements, each on its own line"
    if len(lines) > MOST_STATEMENTS:
        return f"Enter {MOST_STATEMENTS} statements at most. You entered {len(lines)}"
    if long := next((line for line in lines if len(line) > LONGEST_STATEMENT), None):
        return f"“{long[:30]}…” must be {LONGEST_STATEMENT} characters or less"
    if len({line.casefold() for line in lines}) < len(lines):
        return "One statement is there twice. Take one of them out"
    return None
