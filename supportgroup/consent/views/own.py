"""A person's own choices: what they agreed to, one press to change a box, and a sheet they have not answered yet."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from supportgroup import clock
from supportgroup.access.actor import ByTheirOwnLink
from supportgroup.access.gate import own_page
from supportgroup.access.refusal import Refused, attempt
from supportgroup.consent import actions, facts, pressing, versions
from supportgroup.consent.choices import How, Sheet
from supportgroup.consent.forms import PressForm, SheetForm
from supportgroup.consent.policy import offered
from supportgroup.groups.frame import patient_frame
from supportgroup.people.models import Person


@own_page
def my_choices(request: HttpRequest) -> HttpResponse:
    """Show somebody each box and what they said; one press changes it, and one leaves everything."""
    person = request.person()
    form = PressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        word = form.cleaned_data["press"]
        return attempt(
            request,
            lambda: pressing.press(person, word, how=How.ONLINE, by=ByTheirOwnLink(person.pk)),
            done="You have left. We send you nothing more about the group." if word == pressing.LEAVE else "Saved.",
            then="my_choices",
        )
    told = facts.told_by(person)
    sheets = told.sheets
    answered = [sheet for sheet in sheets if sheet.is_answered]
    asks = offered(person.group, on=clock.today())
    context = {
        "answered": answered,
        "open": [sheet for sheet in sheets if not sheet.is_answered and sheet.sheet in asks],
        "any_yes": any(sheet.ticked for sheet in answered),
        "entries": told.history,
    }
    return _page(request, person, "my_choices", **context)


@own_page
@sensitive_post_parameters()
def my_sheet(request: HttpRequest) -> HttpResponse:
    """Ask somebody one sheet, its boxes empty."""
    person = request.person()
    wanted = request.GET.get("form", Sheet.MEMBERSHIP)
    asks = offered(person.group, on=clock.today())
    version = versions.in_use(person.group, Sheet(wanted) if wanted in asks else Sheet.MEMBERSHIP)
    form = SheetForm(request.POST if request.method == "POST" else None, version=version)
    if form.is_valid():
        try:
            _record(person, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. We have your answers.")
            return redirect("my_choices")
    return _page(request, person, "my_sheet", form=form, version=version, back_url=reverse("my_choices"))


def _record(person: Person, form: SheetForm) -> None:
    actions.record(
        person,
        version=form.version,
        ticked=form.ticked(),
        given_on=clock.today(),
        how=How.ONLINE,
        details=form.details(),
        by=ByTheirOwnLink(person.pk),
    )


def _page(request: HttpRequest, person: Person, name: str, **context: Any) -> HttpResponse:
    around = patient_frame(person.group) | {"person": person, "back_url": reverse("my_page")}
    return render(request, f"consent/{name}.html", around | context)
