"""The part of a person's page that says who looked, and where all of it stands."""

from typing import Any

from django.http import HttpRequest

from supportgroup.access.choices import Power
from supportgroup.access.grants import powers_of
from supportgroup.people.models import Person
from supportgroup.people.parts import Part

from . import looked
from .chosen import Chosen

NEWEST = 3


def _context(request: HttpRequest, person: Person) -> dict[str, Any]:
    group = request.group  # type: ignore[attr-defined]
    page = looked.page_of(group, Chosen(person=person.pk), rows=NEWEST)
    user: Any = request.user
    powers = powers_of(user.roles_in(group.slug))
    newest = looked.entries(page.looks, powers=powers, group=group, about=person.pk)
    return {"person": person, "newest": newest}


PART = Part(
    heading="Who changed and who looked",
    power=Power.SEE_WHO_LOOKED,
    template="administration/trail/parts/of_person.html",
    context=_context,
    order=95,
)
