"""What a reader may read of the trail, and what they asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from supportgroup.access.choices import Power
from supportgroup.accounts.models import User
from supportgroup.audit.events import Event

from . import chosen as asking
from . import tables
from .chosen import Chosen
from .forms import FilterForm


def open_to(powers: frozenset[Power]) -> tuple[list[type[Event]], dict[str, str]]:
    """Return the tables somebody with these powers may read, and their kinds: who runs the group reads all of them.

    Others read what was changed on people of the register.
    """
    models = [model for model in tables.event_models() if Power.RUN_GROUP in powers or tables.is_about_people(model)]
    kinds = {kind: tables.kind_words(kind) for kind in dict.fromkeys(tables.kind_of(model) for model in models)}
    return models, dict(sorted(kinds.items(), key=lambda kind: kind[1]))


def of_kind(models: Sequence[type[Event]], kind: str) -> list[type[Event]]:
    """Return the tables of this kind; all of them for no kind."""
    return [model for model in models if not kind or tables.kind_of(model) == kind]


def users_of(group: Any) -> list[tuple[int, str]]:
    """Return everybody who holds or held a role in the group, as choices."""
    return list(User.objects.get_queryset().of(group).order_by("name", "pk").values_list("pk", "name"))


def asked(
    request: HttpRequest, *, kinds: Mapping[str, str], users: Sequence[tuple[int, str]], person: int | None = None
) -> tuple[Chosen, FilterForm]:
    """Return what the address asks for, and the form that asks for something else. person: whose trail it is."""
    found = asking.read(request.GET, kinds=kinds)
    if person is not None:
        found = replace(Chosen(after=found.after), person=person)
    now = {"who": found.actor, "kind": found.kind, "person": found.person, "since": found.since, "until": found.until}
    posted = request.POST if request.method == "POST" else None
    return found, FilterForm(posted, initial=now, users=users, kinds=list(kinds.items()))


def address_of(form: FilterForm) -> str:
    """Return the query of the address that shows what the form asks for."""
    data = form.cleaned_data
    found = Chosen(
        actor=data["who"],
        kind=data.get("kind", ""),
        person=data["person"],
        since=data["since"],
        until=data["until"],
    )
    return found.address()


def tabs(group: str, name: str, person: int | None) -> list[dict[str, Any]]:
    """Return the two halves of the trail: changes and looks."""
    halves = (("Changes", "trail"), ("Looks", "trail_of_looks"))
    if person is not None:
        halves = (("Who changed what", "trail_of_person"), ("Who looked", "looks_at_person"))
    args = [group] if person is None else [group, person]
    return [{"text": text, "url": reverse(to, args=args), "current": to == name} for text, to in halves]
