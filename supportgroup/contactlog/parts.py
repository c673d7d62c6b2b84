"""What this room adds to a person's page: who helps them, and the newest contacts with what comes next."""

from typing import Any

from django.http import HttpRequest

from supportgroup.access.choices import Power
from supportgroup.access.gate import may
from supportgroup.people.models import Person
from supportgroup.people.parts import Part

from . import facts


def _contacts(request: HttpRequest, person: Person) -> dict[str, Any]:
    entries = facts.entries_of(person)
    newest = list(entries[: facts.NEWEST + 1])
    return {
        "person": person,
        "entries": facts.logged(newest[: facts.NEWEST], user=request.user),
        "more": len(newest) > facts.NEWEST,
        "open": facts.open_of(person),
        "may_edit": may(request, Power.EDIT_PEOPLE),
    }


def _helpers(request: HttpRequest, person: Person) -> dict[str, Any]:
    return {"person": person, "helpers": facts.helpers_of(person), "may_edit": may(request, Power.EDIT_PEOPLE)}


HELPERS = Part(
    "Who helps them",
    Power.SEE_PEOPLE,
    "contactlog/parts/helpers.html",
    _helpers,
    order=10,
    stylesheet="consent/consent.css",
)
CONTACTS = Part(
    "Contact log",
    Power.SEE_PEOPLE,
    "contactlog/parts/contacts.html",
    _contacts,
    order=30,
    stylesheet="consent/consent.css",
)
