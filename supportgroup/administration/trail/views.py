"""The trail of a group and of one person, and the letter that tells them who looked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.grants import powers_of
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.people.models import Person

from . import changes, letter, looked, paging, reading


@requires(Power.SEE_TRAIL)
def trail(request: HttpRequest, group: str) -> HttpResponse:
    """Show who changed what in this group, newest first."""
    models, kinds = reading.open_to(_powers(request))
    chosen, form = reading.asked(request, kinds=kinds, users=reading.users_of(request.group))
    if request.method == "POST" and form.is_valid():
        return redirect(request.path + reading.address_of(form))
    page = paging.page_of(request.group, chosen, models=reading.of_kind(models, chosen.kind))
    shown = changes.entries(page.lines, powers=_powers(request), group=request.group)
    seen = [entry.person for entry in shown if entry.person and entry.thing_url]
    looks.note("The trail of changes", seen, group_slug=group, way=Way.LIST, by=actor(request))
    return _page(request, "trail", chosen=chosen, form=form, entries=shown, after=page.after)


@requires(Power.SEE_TRAIL)
def trail_of_looks(request: HttpRequest, group: str) -> HttpResponse:
    """Show who looked at whom in this group, newest first."""
    chosen, form = reading.asked(request, kinds={}, users=reading.users_of(request.group))
    if request.method == "POST" and form.is_valid():
        return redirect(request.path + reading.address_of(form))
    page = looked.page_of(request.group, chosen)
    shown = looked.entries(page.looks, powers=_powers(request), group=request.group)
    return _page(request, "trail_of_looks", chosen=chosen, form=form, entries=shown, after=page.after)


@requires(Power.SEE_WHO_LOOKED)
def trail_of_person(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show who changed what on a person and who looked, newest first."""
    person = _person(request, pk)
    looks.note("Who changed and who looked", [person.pk], group_slug=group, by=actor(request))
    models, kinds = reading.open_to(_powers(request))
    chosen, _ = reading.asked(request, kinds=kinds, users=[], person=pk)
    page = paging.page_of(request.group, chosen, models=models)
    entries = changes.entries(page.lines, powers=_powers(request), group=request.group)
    return _page(request, "trail_of_person", person, chosen=chosen, entries=entries, after=page.after)


@requires(Power.SEE_WHO_LOOKED)
def looks_at_person(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show who looked at a person, newest first."""
    person = _person(request, pk)
    looks.note("Who changed and who looked", [person.pk], group_slug=group, by=actor(request))
    chosen, _ = reading.asked(request, kinds={}, users=[], person=pk)
    page = looked.page_of(request.group, chosen)
    entries = looked.entries(page.looks, powers=_powers(request), group=request.group, about=pk)
    return _page(request, "looks_at_person", person, chosen=chosen, entries=entries, after=page.after)


@requires(Power.SEE_WHO_LOOKED)
def tell_who_looked(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show a letter that tells a person who looked at them, to be handed over or posted."""
    person = _person(request, pk)
    words = letter.for_person(person, today=clock.today())
    looks.note("The list of who looked", [pk], group_slug=group, way=Way.PRINT, by=actor(request))
    return _page(request, "tell_who_looked", person, letter=words)


@requires(Power.SEE_WHO_LOOKED)
def who_looked_pdf(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Hand out the same letter as a PDF."""
    person = _person(request, pk)
    pdf = letter.pdf(letter.for_person(person, today=clock.today()))
    looks.note("The list of who looked", [pk], group_slug=group, way=Way.EXPORT, by=actor(request))
    disposition = f'attachment; filename="who-looked-{pk}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _powers(request: HttpRequest) -> frozenset[Power]:
    user: Any = request.user
    return powers_of(user.roles_in(request.group.slug))


def _person(request: HttpRequest, pk: int) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(request.user, in_group=request.group), pk=pk)
    return found


def _page(request: HttpRequest, name: str, *of: Person, **context: Any) -> HttpResponse:
    group, chosen = request.group.slug, context.get("chosen")
    crumbs = [{"text": "Today", "url": reverse("today", args=[group])}]
    if of:
        crumbs += [
            {"text": "People", "url": reverse("people", args=[group])},
            {"text": str(of[0]), "url": reverse("person", args=[group, of[0].pk])},
        ]
    elif Power.RUN_GROUP in _powers(request):
        crumbs.append({"text": "Settings", "url": reverse("group_settings", args=[group])})
    after = context.get("after")
    around = {
        "breadcrumbs": crumbs,
        "person": of[0] if of else None,
        "older_url": chosen.address(after=after) if chosen and after else "",
        "newest_url": chosen.address(after="") if chosen and chosen.after else "",
        "tabs": reading.tabs(group, name, of[0].pk if of else None),
    }
    return render(request, f"administration/trail/{name}.html", around | context)
