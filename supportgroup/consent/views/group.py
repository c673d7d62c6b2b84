"""The consent page of a group, its file, and the blank forms to print."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.consent import files, listing, versions
from supportgroup.consent.choices import Sheet
from supportgroup.consent.forms import ExportForm
from supportgroup.consent.reasons import Reason
from supportgroup.people.models import Person


@requires(Power.SEE_PEOPLE)
def consent_list(request: HttpRequest, group: str) -> HttpResponse:
    """Show for one statement how many said yes, no or nothing, and who they are."""
    chosen = listing.read(request.GET)
    shown = _listing(request, chosen)
    looks.note("Consent", [row.person.pk for row in shown.rows], group_slug=group, way=Way.LIST, by=actor(request))
    context = {
        "list": shown,
        "may_write": may(request, Power.WRITE_CONSENT),
        "sheets": [{"sheet": sheet, "label": sheet.label} for sheet in Sheet],
        "breadcrumbs": _crumbs(group),
    }
    return render(request, "consent/consent_list.html", context)


@requires(Power.SEE_PEOPLE)
def export_consent(request: HttpRequest, group: str) -> HttpResponse:
    """Hand out the list that the filters leave, as a spreadsheet or on paper, once a reason is given."""
    shown = _listing(request, listing.read(request.GET))
    form = ExportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "list": shown, "breadcrumbs": [*_crumbs(group), _list_crumb(group, shown)]}
        return render(request, "consent/export_consent.html", context)
    rows, reason = shown.rows_of(shown.found), Reason(form.cleaned_data["reason"])
    as_paper = "paper" in form.data
    what = f"Consent, {'printed' if as_paper else 'as a file'}: {reason.label.lower()}"
    way = Way.PRINT if as_paper else Way.EXPORT
    looks.note(what, [row.person.pk for row in rows], group_slug=group, way=way, by=actor(request))
    if as_paper:
        paper = files.on_paper(shown, rows, group=request.group, by=actor(request).name)
        return _file(paper, "consent.pdf", "application/pdf")
    return _file(files.spreadsheet(rows), "consent.csv", "text/csv; charset=utf-8")


@requires(Power.SEE_PEOPLE)
def blank_form(request: HttpRequest, group: str) -> HttpResponse:
    """Hand out a sheet to be filled in by hand: no person stands on it."""
    sheet = request.GET.get("form", Sheet.MEMBERSHIP)
    size = files.SIZES.get(request.GET.get("size", "standard"))
    if sheet not in Sheet.values or size is None:
        raise Http404
    paper = files.blank_form(versions.in_use(request.group, Sheet(sheet)), size=size)
    return _file(paper, "form.pdf", "application/pdf")


def _listing(request: HttpRequest, chosen: dict[str, str]) -> listing.Listing:
    people = Person.objects.visible_to(request.user, in_group=request.group)
    return listing.Listing(request.group, people, chosen, request.GET.get("page", "1"))


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _crumbs(group: str) -> list[dict[str, Any]]:
    return [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "People", "url": reverse("people", args=[group])},
    ]


def _list_crumb(group: str, shown: listing.Listing) -> dict[str, str]:
    return {"text": "Consent", "url": f"{reverse('consent_list', args=[group])}?{shown.query}"}
