"""What one person agreed to, as staff change it: one box with one press, or a whole sheet from paper or the phone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.consent import actions, facts, pressing, versions
from supportgroup.consent.choices import How, Said, Sheet
from supportgroup.consent.forms import AskedForm, RecordForm, StaffPressForm
from supportgroup.consent.models import Answer, Version
from supportgroup.people.models import Person


@requires(Power.RECORD_CONSENT)
def person_consent(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show every box somebody was asked about; one press changes one box, and one more leaves everything."""
    shown = _person(request, pk)
    form = StaffPressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        word, how = form.cleaned_data["press"], How(form.cleaned_data["how"])
        return attempt(
            request,
            lambda: pressing.press(shown, word, how=how, by=actor(request)),
            done=pressing.done(word, name=str(shown)),
            then=request.path,
        )
    told = facts.told_by(shown)
    sheets = told.sheets
    looks.note("What the person agreed to", [shown.pk], group_slug=group, by=actor(request))
    context = {
        "form": form,
        "person": shown,
        "sheets": sheets,
        "any_yes": any(sheet.ticked for sheet in sheets),
        "entries": told.history,
        "breadcrumbs": crumbs(group, shown),
    }
    return render(request, "consent/person_consent.html", context)


@requires(Power.RECORD_CONSENT)
@sensitive_post_parameters()
def record_consent(request: HttpRequest, group: str, pk: int, sheet: str) -> HttpResponse:
    """Type a whole sheet in the order of its paper; on the phone, its words are read aloud."""
    shown, version = _person(request, pk), _version(request, sheet)
    form = RecordForm(request.POST if request.method == "POST" else None, version=version)
    if form.is_valid():
        try:
            written = _record(shown, form, by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _recorded(shown, written))
            return redirect("people", group) if "next" in form.data else redirect(shown)
    context = {
        "form": form,
        "person": shown,
        "version": version,
        "versions": Version.objects.visible_to(request.user, in_group=request.group).filter(sheet=sheet),
        "breadcrumbs": [*crumbs(group, shown), _consent_crumb(group, shown)],
    }
    return render(request, "consent/record_consent.html", context)


@requires(Power.RECORD_CONSENT)
@require_POST
def note_asked(request: HttpRequest, group: str, pk: int, sheet: str) -> HttpResponse:
    """Note that somebody has the sheet and has not answered yet."""
    shown = _person(request, pk)
    form = AskedForm(request.POST)
    how = How(form.cleaned_data["how"]) if form.is_valid() else How.PAPER
    asked = _version(request, sheet).sheet
    return attempt(
        request,
        lambda: actions.note_asked(shown, sheet=Sheet(asked), on=clock.today(), how=how, by=actor(request)),
        done=f"Noted: {shown} has the form “{Sheet(asked).label}” since today.",
        then=reverse("person_consent", args=[group, pk]),
    )


def _record(person: Person, form: RecordForm, *, by: Any) -> list[Answer]:
    return actions.record(
        person,
        version=form.version,
        ticked=form.ticked(),
        given_on=form.cleaned_data["given_on"],
        how=How(form.cleaned_data["how"]),
        details=form.details(),
        paper_at=form.cleaned_data["paper_at"],
        by=by,
    )


def _recorded(person: Person, written: list[Answer]) -> str:
    yes = sum(answer.said == Said.YES for answer in written)
    newer = " A newer answer stays in force." if facts.is_overtaken(person, written) else ""
    return f"Recorded for {person}: {yes} yes, {len(written) - yes} no.{newer}"


def _person(request: HttpRequest, pk: int) -> Person:
    people = Person.objects.visible_to(request.user, in_group=request.group).select_related("group")
    found: Person = get_object_or_404(people, pk=pk)
    return found


def _version(request: HttpRequest, sheet: str) -> Version:
    if sheet not in Sheet.values:
        raise Http404
    code = request.GET.get("version", "")
    return versions.of_code(request.group, Sheet(sheet), code) if code else versions.in_use(request.group, Sheet(sheet))


def crumbs(group: str, person: Person) -> list[dict[str, Any]]:
    """Return the way back to somebody's page."""
    return [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "People", "url": reverse("people", args=[group])},
        {"text": str(person), "url": reverse("person", args=[group, person.pk])},
    ]


def _consent_crumb(group: str, person: Person) -> dict[str, str]:
    return {"text": "Consent", "url": reverse("person_consent", args=[group, person.pk])}
