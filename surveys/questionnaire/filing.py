"""A questionnaire as a file, to hand it to another group. Reading is all or nothing, with a sentence for each fault.

What a file brings goes through the same forms that a nurse types into, so nothing gets in that could not be typed.
"""

import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict

from . import carrying, options, rules
from .forms import HeadingForm, SurveyForm
from .kinds import KINDS
from .library_forms import DescribeForm

FORMAT, VERSION = "supportgroup-questionnaire", 1
LARGEST = 512 * 1024
"""Bytes. Sixty questions with all their words take less than a third of it."""
TOP = {"format": str, "version": int, "name": str, "description": str, "title": str, "about": str, "minutes": int,
       "questions": list}  # fmt: skip
OF_QUESTION = {"kind": str, "text": str, "help": str, "options": list, "details": dict, "why": str, "section": dict}
OF_OPTION = {"code": str, "text": str, "go_to": (int, type(None)), "alone": bool}
MOST_FAULTS = 20


@dataclass
class Filed:
    """What a file holds: its name, description and content, as the library keeps them; or why it is not taken."""

    name: str = ""
    description: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class UnfitFileError(ValueError):
    """A file of which nothing can be read; the sentence says why."""


def written(kept: Any) -> bytes:
    """Return a questionnaire of the library as a file."""
    content = {"format": FORMAT, "version": VERSION, "name": kept.name, "description": kept.description, **kept.content}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read(file: bytes) -> Filed:
    """Return what a file holds, or all that is wrong with it."""
    try:
        data = _opened(file)
    except UnfitFileError as unfit:
        return Filed(faults=[str(unfit)])
    filed = Filed()
    about = _through(SurveyForm, {name: data[name] for name in ("title", "about", "minutes")}, "", filed.faults)
    named = _through(DescribeForm, {name: data[name] for name in ("name", "description")}, "", filed.faults)
    if reason := rules.why_not_keep(len(data["questions"])):
        filed.faults.append(reason)
    elif len(data["questions"]) > rules.MOST_QUESTIONS:
        filed.faults.append(f"It has {len(data['questions'])} questions. There can be {rules.MOST_QUESTIONS} at most.")
    else:
        questions = [_question(row, number, filed.faults) for number, row in enumerate(data["questions"], start=1)]
        if not filed.faults:
            numbered = [{"number": number, **row} for number, row in enumerate(questions, start=1)]
            filed.faults += [sentence for _, sentence in rules.question_problems(numbered)]
            filed.content = {**{name: about[name] for name in ("title", "about", "minutes")}, "questions": questions}
            if editions := carrying.read(
                data.get("editions", []), about["title"], about["about"], numbered, filed.faults
            ):
                filed.content["editions"] = editions
            filed.name, filed.description = named["name"], named["description"]
    filed.faults = filed.faults[:MOST_FAULTS]
    return filed


def _opened(file: bytes) -> dict[str, Any]:
    if len(file) > LARGEST:
        raise UnfitFileError(f"The file is larger than {LARGEST // 1024} kB. A questionnaire is never that large.")
    try:
        data = json.loads(file.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnfitFileError(
            "This is not a questionnaire file: it cannot be read. Choose a file that was saved here."
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnfitFileError("This is not a questionnaire file. Choose one that was saved from a library like this.")
    if data.get("version") != VERSION or isinstance(data["version"], bool):
        raise UnfitFileError("This file is of another version of the format, which this service cannot read.")
    if wrong := _wrong_types(data, TOP):
        raise UnfitFileError(f"The file is damaged: “{wrong[0]}” is not there, or is not what it should be.")
    return data


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _wrong_types(data: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Return the names that are missing or of the wrong type; a truth is no number."""
    return [
        name
        for name, kind in wanted.items()
        if name not in data or not isinstance(data[name], kind) or (isinstance(data[name], bool) and kind is not bool)
    ]


def _question(row: Any, number: int, faults: list[str]) -> dict[str, Any]:
    """Return one question as it would be if its writer had typed it, or add what is wrong with it to the faults."""
    before = len(faults)
    if not isinstance(row, dict) or (wrong := _wrong_types(row, OF_QUESTION)):
        named = f"“{wrong[0]}” is not there, or is not what it should be" if isinstance(row, dict) else "it is damaged"
        faults.append(f"Question {number}: {named}.")
        return {}
    if row["kind"] not in KINDS:
        faults.append(f"Question {number} is of a kind that is not known here: “{row['kind'][:20]}”.")
        return {}
    if reason := _why_not_parts(row):
        faults.append(f"Question {number}: {reason}.")
        return {}
    kind = KINDS[row["kind"]]
    form = kind.form(_posted(kind.form.initial_of(SimpleNamespace(**row))))
    if not form.is_valid():
        faults += [f"Question {number}: {_lower(str(error[0]))}." for error in form.errors.values()]
        return {}
    content = form.content(row["kind"])
    content["options"] = options.with_routes_of(content["options"], row["options"], routed=kind.routed)
    if len(content["options"]) != len(row["options"]):
        faults.append(f"Question {number}: its answers cannot be read.")
    content["section"] = _section(row["section"], number, faults)
    return content if len(faults) == before else {}


def _why_not_parts(row: dict[str, Any]) -> str | None:
    """Return what is wrong with the options and details of a question before its form looks at them, or None."""
    if len(row["options"]) > options.MOST_OPTIONS:
        return f"it has {len(row['options'])} answers, and there can be {options.MOST_OPTIONS} at most"
    if not all(isinstance(one, dict) and not _wrong_types(one, OF_OPTION) for one in row["options"]):
        return "one of its answers is damaged"
    if any(len(one["text"].splitlines()) > 1 for one in row["options"]):
        return "one of its answers has more than one line"
    if not all(isinstance(value, str | int) for value in row["details"].values()):
        return "what can be answered is damaged"
    return None


def _section(section: dict[str, Any], number: int, faults: list[str]) -> dict[str, str]:
    if not section:
        return {}
    if wrong := _wrong_types(section, {"heading": str, "words": str}):
        faults.append(f"Question {number}: “{wrong[0]}” of the heading above it is not what it should be.")
        return {}
    typed = _through(HeadingForm, section, f"Question {number}: ", faults)
    return {name: typed.get(name, "") for name in ("heading", "words")}


def _through(form_class: Any, values: dict[str, Any], before: str, faults: list[str]) -> dict[str, Any]:
    """Return values as a form keeps them when they are typed, and add what it says against them to the faults."""
    form = form_class(_posted(values))
    if not form.is_valid():
        faults += [f"{before}{error[0]}." for error in form.errors.values()]
    cleaned: dict[str, Any] = form.cleaned_data
    return cleaned


def _posted(values: dict[str, Any]) -> QueryDict:
    """Return values as a browser posts them."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name] = str(value).encode("utf-8", "ignore").decode()
    return data


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
