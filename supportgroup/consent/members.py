"""Whom the committee sees: grown-up members who agreed to share their experience, by first name.

Only the two columns of a name are read, so that nothing else can reach the page.
"""

from dataclasses import dataclass

from django.db.models import Q

from supportgroup import clock
from supportgroup.groups.models import Group

from . import in_force, rules
from .choices import Purpose


@dataclass(frozen=True)
class Shown:
    """One member as they are shown. key: of the person, for those who may open their page."""

    key: int
    name: str


def shown_members(group: Group) -> list[Shown]:
    """Return who is shown, in order of the shown name. Whose age is not known may be a child and is left out."""
    grown_up = Q(date_of_birth__lte=rules.youngest_birthday(clock.today()))
    agreed = in_force.people_who_agreed(group, Purpose.MEMBER, Purpose.SHARE_EXPERIENCE)
    people = list(agreed.filter(grown_up, do_not_contact=False).values_list("pk", "first_name", "last_name"))
    names = rules.shown_names((first, last) for _, first, last in people)
    shown = [Shown(key, name) for (key, _, _), name in zip(people, names, strict=True)]
    return sorted(shown, key=lambda one: (one.name.casefold(), one.key))


def number_of_members(group: Group) -> int:
    """Return how many current people are members, shown or not."""
    return in_force.people_who_agreed(group, Purpose.MEMBER).count()
