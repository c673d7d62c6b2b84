"""Fields as the NHS service manual asks for them: a date typed in three parts, choices with a hint to each."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .wording import listed

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
PARTS = ("day", "month", "year")


YEAR = re.compile(r"[0-9]{4}")


def month_number(typed: str) -> int:
    """Return 3 for "3", "03", "Mar" or "march"; 0 for anything that is no month."""
    if typed.isdecimal():
        return int(typed)
    matches = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(typed.lower())]
    return matches[0] if len(matches) == 1 else 0


class DateParts(forms.MultiWidget):
    """Three boxes: day, month, year, or fewer. Their ids end in `_day`, `_month`, `_year`."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, parts: Sequence[str] = PARTS) -> None:
        super().__init__({part: forms.TextInput() for part in parts}, attrs)
        self.parts = tuple(parts)

    def decompress(self, value: date | None) -> list[Any]:
        """Return day, month and year of a date that is known already."""
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DateField(forms.MultiValueField):
    """A date that a person types. `thing` is what errors call it ("Date of birth"): the label unless given."""

    widget = DateParts

    def __init__(self, *, thing: str = "", **options: Any) -> None:
        self.thing = thing
        options.setdefault("help_text", "For example, 31 3 2026")
        super().__init__(fields=[forms.CharField(required=False, max_length=12) for _ in PARTS],
                         require_all_fields=False, **options)  # fmt: skip

    def clean(self, value: list[str]) -> date | None:
        """Return the date, or say which part is missing or that there is no such day."""
        typed = [(part or "").strip() for part in value or ["", "", ""]]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if missing := [part for part, text in zip(PARTS, typed, strict=True) if not text]:
            words = listed([f"a {part}" for part in missing])
            raise ValidationError(f"{self._thing()} must include {words}", code=f"no_{missing[0]}")
        return self._real_date(*typed)

    def _real_date(self, day: str, month: str, year: str) -> date:
        if not YEAR.fullmatch(year):
            raise ValidationError("Year must include 4 numbers", code="short_year")
        try:
            found = date(int(year), month_number(month), int(day))
        except (ValueError, OverflowError):
            raise ValidationError(f"{self._thing()} must be a real date", code="not_real") from None
        self.run_validators(found)
        return found

    def has_changed(self, initial: date | None, data: list[str] | None) -> bool:
        """Return whether another date was typed than the one known."""
        try:
            return self.clean(data or []) != initial
        except ValidationError:
            return True

    def _thing(self) -> str:
        return self.thing or str(self.label or "Date")


class _Described:
    """Choices with a hint under each, a first line in bold, one that clears the others, and a field under some.

    `divider` is the word that sets the one that clears the others apart.
    `reveals` maps a value to the name of the form's field that is drawn under it: shown when it is chosen, and always
    where there is no script.
    """

    def __init__(
        self,
        *,
        hints: Mapping[str, str] | None = None,
        exclusive: str = "",
        reveals: Mapping[str, str] | None = None,
        divider: str = "or",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.divider = divider
        self.hints = dict(hints or {})
        self.exclusive = exclusive
        self.reveals = dict(reveals or {})


class Radios(_Described, forms.RadioSelect):
    """One of a few. `hints` maps a value to the line under it."""


class TickAll(_Described, forms.CheckboxSelectMultiple):
    """Any of several. `exclusive` is the value, such as "none of these", that stands apart and clears the others."""
