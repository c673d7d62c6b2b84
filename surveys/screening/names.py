"""Whose names stand in some texts: of all on the group's register, gone or not, and of all who work in the group."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, TextField, Value

from supportgroup.accounts.models import User
from supportgroup.people.models import Person

from . import marks

_PARTS = Func(F("filed_under"), Value("[ -]+"), function="regexp_split_to_array", output_field=ArrayField(TextField()))


@dataclass(frozen=True)
class Names:
    """Words of names, folded: of the register, and of staff."""

    register: frozenset[str]
    staff: frozenset[str]

    def marks_of(self, text: str) -> list[marks.Mark]:
        """Return what could name somebody in a text that these names were looked up for."""
        return marks.find(text, register=self.register, staff=self.staff)


def names_in(texts: Iterable[str], group: Any) -> Names:
    """Return the words of these texts that are somebody's name: two queries, however many texts and people."""
    words = {word for text in texts for word in marks.words_of(text)}
    people = Person.objects.of(group).annotate(parts=_PARTS).filter(parts__overlap=sorted(words))
    of_register = {part for name in people.values_list("filed_under", flat=True) for part in marks.words_of(name)}
    staff = User.objects.filter(holdings__group=group).values_list("name", flat=True)
    of_staff = {part for name in (*staff, group.signed_by, group.data_officer) for part in marks.words_of(name)}
    return Names(frozenset(of_register & words), frozenset(of_staff & words))
