"""The list of people, a person's page, and the forms that change them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.people import actions, duplicates, facts, finders, keeping, listing, parts
from supportgroup.people.forms import OutlineForm, PersonForm, SearchForm
from supportgroup.people.history import history
from supportgroup.people.models import ClinicalOutline, KeptFilter, Merger, Person, Tally
from supportgroup.people.policy import REVIEW_NEEDS
from supportgroup.people.rules import mark_of


@requires(Power.SEE_PEOPLE)
def people(request: HttpRequest, group: str) -> HttpResponse:
    """List the people of the group, found by the words in the session and the filters in the address."""
    chosen = chosen_of(request)
    kept_in = f"people_search:{group}"
    if request.method == "POST":
        form = SearchForm(request.POST)
        request.session[kept_in] = form.cleaned_data["search"] if form.is_valid() else ""
    asked_for = {key: word for key, word in request.GET.items() if key != "page"}
    if request.method == "POST" or asked_for != chosen:
        return redirect(f"{request.path}?{urlencode(chosen)}")
    shown = listing_of(request, chosen)
    seen = [row["person"].pk for row in shown.rows]
    looks.note("The register", seen, group_slug=group, way=Way.LIST, by=actor(request))
    kept = KeptFilter.objects.visible_to(request.user, in_group=request.group).select_related("owner")
    offers = keeping.offers(kept, chosen=shown.filters, user=request.user, clinical=shown.clinical)
    return render(request, "people/people.html", {"list": shown, "offers": offers, **_powers(request)})


@requires(Power.SEE_PEOPLE)
def person(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show what is held on a person: first what must be respected."""
    if merger := Merger.objects.of(request.group).filter(gone_key=pk).first():
        return redirect("person", group, merger.person_id)
    shown = person_of(request, pk)
    clinical = may(request, Power.SEE_CLINICAL)
    outline = ClinicalOutline.objects.visible_to(request.user, in_group=request.group).filter(person=shown).first()
    context = {
        "person": shown,
        "alike": _alike(request, shown),
        "may_not": facts.why_not_write(shown),
        "first": [*facts.in_hospital(shown, today=clock.today()), *parts.first_of(shown)],
        "respect": facts.why_not_write(shown) or facts.how_to_write(shown),
        "parts": [(heading, facts.facts(shown, names, today=clock.today())) for heading, names in PARTS],
        "clinical": clinical,
        "outline": facts.outline_facts(outline),
        "more": parts.parts_of(request, shown),
        "entries": history(shown, clinical=clinical),
        "breadcrumbs": crumbs(group),
    }
    looks.note("The page of the person", [shown.pk], group_slug=group, by=actor(request))
    return render(request, "people/person.html", context)


@requires(Power.EDIT_PEOPLE)
def add_person(request: HttpRequest, group: str) -> HttpResponse:
    """Add somebody to the register."""
    form = PersonForm(_posted(request), group=request.group)
    if form.is_valid():
        try:
            added = actions.add(group=request.group, values=form.values(), by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{added} is on the register.")
            return redirect(added)
    return render(request, "people/add_person.html", {"form": form, "breadcrumbs": crumbs(group)})


@requires(Power.EDIT_PEOPLE)
def edit_person(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Change what is held on a person."""
    shown = person_of(request, pk)
    now = actions.values_of(shown)
    form = PersonForm(_posted(request), group=request.group, person=shown, initial={**now, "mark": mark_of(now)})
    if form.is_valid():
        try:
            actions.change(shown, values=form.values(), mark=form.cleaned_data["mark"], by=actor(request))
        except actions.ChangedMeanwhile:
            form.show_newer(now, by=_last_changed_by(shown, clinical=False))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect(shown)
    return _form_of(request, shown, form, "edit_person")


@requires(Power.SEE_CLINICAL)
def edit_outline(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Write down a person's clinical outline."""
    shown = person_of(request, pk)
    outlines = ClinicalOutline.objects.visible_to(request.user, in_group=request.group)
    now = actions.outline_values_of(outlines.filter(person=shown).first() or ClinicalOutline())
    form = OutlineForm(_posted(request), initial={**now, "mark": mark_of(now)})
    if form.is_valid():
        try:
            actions.change_outline(shown, values=form.values(), mark=form.cleaned_data["mark"], by=actor(request))
        except actions.ChangedMeanwhile:
            form.show_newer(now, by=_last_changed_by(shown, clinical=True))
        else:
            messages.success(request, "Saved.")
            return redirect(shown)
    return _form_of(request, shown, form, "edit_outline")


def chosen_of(request: HttpRequest) -> dict[str, str]:
    """Return the filters and the order of an address, cleaned."""
    return listing.read(request.GET, clinical=may(request, Power.SEE_CLINICAL))


def _powers(request: HttpRequest) -> dict[str, bool]:
    return {
        "may_import": may(request, Power.IMPORT_PEOPLE),
        "may_take_out": may(request, Power.TAKE_OUT_PEOPLE),
        "may_merge": may(request, Power.MERGE_PEOPLE),
    }


def listing_of(request: HttpRequest, chosen: dict[str, str]) -> listing.Listing:
    """Return the list of an address, found by the words that were searched for in this session."""
    user, group = request.user, request.group
    search = request.session.get(f"people_search:{group.slug}", "")
    return listing.Listing(
        people=Person.objects.visible_to(user, in_group=group),
        tallies=Tally.objects.visible_to(user, in_group=group),
        chosen=chosen,
        search=search,
        clinical=may(request, Power.SEE_CLINICAL),
        today=clock.today(),
        review_days=REVIEW_NEEDS.in_force(group, on=clock.today()) if "only" in chosen else 0,
        page_number=request.GET.get("page", "1"),
        known=finders.keys_of(search, user=user, group=group) if search else (),
    )


def _form_of(request: HttpRequest, shown: Person, form: PersonForm | OutlineForm, page: str) -> HttpResponse:
    """Show a form that is filled with what is held on somebody, which is a look like any other."""
    what = "The form of the clinical outline" if page == "edit_outline" else "The form of the person"
    looks.note(what, [shown.pk], group_slug=request.group.slug, by=actor(request))
    context = {"form": form, "person": shown, "breadcrumbs": crumbs(request.group.slug, shown)}
    return render(request, f"people/{page}.html", context)


def _alike(request: HttpRequest, shown: Person) -> list[Person]:
    """Return the entries that may be the same person, for who may merge them."""
    if not may(request, Power.MERGE_PEOPLE):
        return []
    keys = {key for pair in duplicates.possible(request.group, person=shown) for key in pair} - {shown.pk}
    found = list(Person.objects.visible_to(request.user, in_group=request.group).filter(pk__in=keys)) if keys else []
    seen = [one.pk for one in found]
    looks.note("Possible duplicates", seen, group_slug=request.group.slug, way=Way.LIST, by=actor(request))
    return found


PARTS = (("How to reach them", facts.REACH), ("Who they are", facts.ABOUT))


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def person_of(request: HttpRequest, pk: int) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(request.user, in_group=request.group), pk=pk)
    return found


def _last_changed_by(shown: Person, *, clinical: bool) -> str:
    return history(shown, clinical=clinical)[0].who


def crumbs(group: str, *through: Person) -> list[dict[str, Any]]:
    crumbs = [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "People", "url": reverse("people", args=[group])},
    ]
    return crumbs + [{"text": str(person), "url": person.get_absolute_url()} for person in through]
