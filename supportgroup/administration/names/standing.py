"""How far a group has come in saying all that it has to say."""

from typing import Any

from django.urls import reverse

from supportgroup.groups.models import Group
from supportgroup.groups.rules import MUST_SAY, missing
from supportgroup.ui.todo import Line
from supportgroup.ui.wording import counted, day, lower_first

from .parts import PARTS, part_of


def parts_of(group: Group) -> list[dict[str, Any]]:
    """Return each part with its fields as a summary list; what is missing says so."""
    without = set(missing(vars(group)))
    return [
        {
            "heading": part.heading,
            "lede": part.lede,
            "rows": [
                {
                    "key": field.label,
                    "value": getattr(group, field.name) or ("Missing" if field.name in without else "Nothing yet"),
                    "change_url": f"{_address(group, part.key)}#id_{field.name}",
                }
                for field in part.fields
            ],
        }
        for part in PARTS
    ]


def missing_lines(group: Group) -> list[Line]:
    """Return one line for each part in which something is missing, the privacy notice last."""
    without = missing(vars(group))
    lines = []
    for part in PARTS:
        words = [MUST_SAY[name] for name in without if part_of(name) is part]
        if words:
            lines.append(
                Line(f"Fill in {lower_first(part.heading)}", _address(group, part.key), f"Missing: {', '.join(words)}.")
            )
    if "bases_confirmed_on" in without:
        url = reverse("confirm_privacy_notice", args=[group.slug])
        lines.append(Line("Confirm the privacy notice", url, "Patients read it before they give you anything."))
    return lines


def confirmed_words(group: Group) -> str:
    """Return who confirmed the privacy notice and when, or that nobody has."""
    if group.bases_confirmed_on is None:
        return "Nobody has confirmed it yet."
    return f"Confirmed by {group.bases_confirmed_by} on {day(group.bases_confirmed_on)}."


def line_of_today(group: Group) -> Line | None:
    """Return what the administrator should do, or None where nothing is missing."""
    without = missing(vars(group))
    if not without:
        return None
    reason = (
        f"{counted(len(without), 'thing')} every message must say {'is' if len(without) == 1 else 'are'} missing. "
        "Until they are filled in, nothing is sent."
    )
    return Line("Fill in what this group says", reverse("group_names", args=[group.slug]), reason, urgent=True)


def _address(group: Group, key: str) -> str:
    return reverse("edit_group_names", args=[group.slug, key])
