"""The code book of the files: every column, and every code with its words in each edition people answered. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surveys.questionnaire.kinds import kind_of, lines_of
from surveys.questionnaire.kinds.base import Question

Row = Sequence[str | int | float]
CODES = ("Version", "Edition", "Question", "Statement of", "Text", "Kind", "Code", "Answer", "Counts in the shares")
COLUMNS = ("Sheet", "Column", "What stands in it")
_NUMBER = "The number of the question on the form; 7a, 7b … are the statements of question 7"
_OF = "Where the line is a statement: the question it belongs to"
_ASKED = "What people were asked to write about"
SHEETS: dict[str, dict[str, str]] = {
    "results": {
        "Question": _NUMBER,
        "Statement of": _OF,
        "Text": "The question or the statement, in the words of the standard edition",
        "Answer": "One of its answers; answers of all editions, online and on paper, are counted together",
        "People": "How many people gave this answer; “hidden” where fewer answered than may be shown",
        "Share (%)": "People in a hundred of those who answered",
        "Likely from (%)": "The least share of all who were asked that the answers allow for: exact 95% interval for a "
        "finite population (hypergeometric)",
        "Likely to (%)": "The greatest share, in the same way",
        "Answered": "How many people the shares are of",
        "Left out": "Who is in none of the shares, and why; or why the numbers are hidden",
    },
    "breakdowns": {
        "Question": _NUMBER,
        "Text": "The question or the statement",
        "In the groups of": "The question whose answers make the groups, or that the groups are the editions",
        "Group": "One of these groups",
        "Answer": "One answer to the question",
        "People": "How many people of the group gave it; “hidden” is any number that could point to somebody, or help "
        "to work one out",
        "All of this answer": "How many people of all groups gave it",
        "All of this group": "How many people the group has",
        "Why hidden": "Why no number of this breakdown is shown",
    },
    "themes": {
        "Question": _NUMBER,
        "Asked": _ASKED,
        "Theme": "What some people wrote about; a text can have several themes",
        "What belongs to it": "One line by those who read the texts",
        "People": "How many people wrote about it; “hidden” where fewer wrote than may be shown",
        "Share (%)": "People in a hundred of all who wrote something there; there is no likely range",
        "Wrote something": "How many people the shares are of, those whose text PALS withheld among them",
        "Why hidden": "Why no number is shown",
    },
    "quotations": {
        "Question": _NUMBER,
        "Asked": _ASKED,
        "Theme": "Under which theme the words stand",
        "Words": "A text or a part of it that PALS has released and looked at again; nothing else about who wrote it",
    },
    "code-book": {
        "Version": "The number of the questionnaire’s version",
        "Edition": "In whose words this line stands: Standard, Easy read, or a language",
        "Question": _NUMBER,
        "Statement of": _OF,
        "Text": "The question or the statement in the words of this edition",
        "Kind": "What sort of question it is; “Theme” for what people wrote about",
        "Code": "The code under which the answer is kept, the same in every edition; * and ? come from paper forms",
        "Answer": "What the code means, in the words of this edition",
        "Counts in the shares": "“no” for answers that are counted apart: they are in no share",
    },
}


def code_rows(editions: Mapping[str, Sequence[Question]], *, version: int) -> Iterator[Row]:
    """Yield a row for each answer that could be given, with its code; a question without options has one row.

    editions: the questions in the words of each edition, by its name.
    """
    for name, questions in editions.items():
        for line in lines_of(questions):
            for row in _rows_of(line):
                yield [version, name, *row]


def column_rows() -> Iterator[Row]:
    """Yield a row for each column of each sheet."""
    for sheet, columns in SHEETS.items():
        for column, words in columns.items():
            yield [sheet, column, words]


def _rows_of(line: Question) -> Iterator[list[str]]:
    kind = kind_of(line)
    of: Mapping[str, Any] = line.get("of") or {}
    begins = [str(line["number"]), str(of.get("text", "")), line["text"], kind.label]
    aside = kind.aside(line)
    for option in line["options"]:
        yield [*begins, option["code"], option["text"], "no" if option["code"] in aside else "yes"]
    if not line["options"]:
        yield [*begins, "", "", "yes" if kind.reads_as else "no"]
    if kind.reads_as:
        for code, had in kind.doubts.items():
            yield [*begins, code, f"The paper form {had}", "no"]
