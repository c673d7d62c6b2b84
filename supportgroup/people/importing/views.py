"""The steps of a spreadsheet: choose it, match its columns, check it, watch it being written, mend what was refused."""

import csv
import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.people.choices import ImportState
from supportgroup.people.models import Import

from . import actions, preview, refused, steps
from .columns import FIELDS
from .forms import ColumnsForm, SheetForm, SpreadsheetForm


@requires(Power.IMPORT_PEOPLE)
def import_people(request: HttpRequest, group: str) -> HttpResponse:
    """Choose a spreadsheet, or go on with one that waits."""
    form = SpreadsheetForm(_posted(request), request.FILES or None)
    if form.is_valid():
        try:
            begun = actions.begin(form.cleaned_data["file"], group=request.group, by=actor(request))
        except Refused as reason:
            form.add_error("file", str(reason))
        else:
            return redirect(steps.page_of(begun), group, begun.pk)
    waiting = Import.objects.visible_to(request.user, in_group=request.group).unconfirmed().select_related("work")
    context = {
        "form": form,
        "waiting": [(one, reverse(steps.page_of(one), args=[group, one.pk])) for one in waiting],
        "accepted": preview.accepted(),
        "breadcrumbs": _crumbs(group),
    }
    return render(request, "people/importing/import_people.html", context)


@requires(Power.IMPORT_PEOPLE)
@require_safe
def import_template(request: HttpRequest, group: str) -> HttpResponse:
    """Give an empty spreadsheet with the names of all columns."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    csv.writer(answer).writerow(FIELDS.values())
    return answer


@requires(Power.IMPORT_PEOPLE)
def choose_sheet(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say which sheet of a workbook holds the people."""
    imported = _import(request, pk)
    if imported.state != ImportState.SHEET:
        return redirect(steps.page_of(imported), group, pk)
    form = SheetForm(_posted(request), sheets=imported.sheets)
    if form.is_valid():
        try:
            imported = actions.choose_sheet(imported, name=form.chosen(), by=actor(request))
        except Refused as reason:
            form.add_error("sheet", str(reason))
        else:
            return redirect(steps.page_of(imported), group, pk)
    context = {"form": form, "import": imported, "breadcrumbs": _crumbs(group)}
    return render(request, "people/importing/choose_sheet.html", context)


@requires(Power.IMPORT_PEOPLE)
def match_columns(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say which column fills which field."""
    imported = _import(request, pk)
    if not steps.may_be_matched(imported):
        return redirect(steps.page_of(imported), group, pk)
    try:
        sheet = actions.sheet_of(imported)
    except Refused as reason:
        return _start_again(request, group, reason)
    samples = [preview.samples(sheet.rows, number) for number in range(len(sheet.header))]
    form = ColumnsForm(_posted(request), header=sheet.header, samples=samples, columns=imported.columns)
    if form.is_valid():
        try:
            imported = actions.match(imported, columns=form.columns(), by=actor(request))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(steps.page_of(imported), group, pk)
    context = {"form": form, "import": imported, "rows": len(sheet.rows), "breadcrumbs": _crumbs(group)}
    return render(request, "people/importing/match_columns.html", context)


@requires(Power.IMPORT_PEOPLE)
def preview_import(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show what would become of each row; when it is posted, have it written."""
    imported = _import(request, pk)
    if request.method == "POST":
        try:
            actions.confirm(imported, seen=request.POST.get("seen", ""), by=actor(request))
        except Refused as reason:
            messages.error(request, str(reason))
            return redirect("preview_import", group, pk)
        return redirect("import_progress", group, pk)
    if not steps.may_be_checked(imported):
        return redirect(steps.page_of(imported), group, pk)
    shown = preview.Preview(imported, show=request.GET.get("show", ""), page_number=request.GET.get("page", "1"))
    try:
        context = {"import": imported, "preview": shown, "lines": shown.lines, "breadcrumbs": _crumbs(group)}
    except Refused as reason:
        return _start_again(request, group, reason)
    looks.note("The check of a spreadsheet", shown.people, group_slug=group, way=Way.LIST, by=actor(request))
    return render(request, "people/importing/preview_import.html", context)


@requires(Power.IMPORT_PEOPLE)
@require_POST
def answer_import(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say of rows whether they are about the people we know."""
    imported = _import(request, pk)
    said = {int(name[5:]): str(word) for name, word in request.POST.items() if re.fullmatch(r"line_[0-9]{1,7}", name)}
    everybody = request.POST.get("all") == "same"
    try:
        imported = actions.answer(imported, answers=said, all_the_same=everybody, by=actor(request))
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Kept. Nothing is written yet.")
    return redirect(steps.page_of(imported), group, pk)


@requires(Power.IMPORT_PEOPLE)
@require_safe
def refused_rows(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the refused rows as a spreadsheet, each with its reason, to be mended and brought again."""
    imported = _import(request, pk)
    try:
        sheet = actions.sheet_of(imported) if imported.refusals else None
    except Refused as forgotten:
        return _start_again(request, group, forgotten)
    if sheet is None:
        return redirect(steps.page_of(imported), group, pk)
    known = preview.known_in(imported, sheet, imported.refusals)
    looks.note(
        "Refused rows of a spreadsheet", known, group_slug=group, way=Way.EXPORT, by=actor(request), of_others=True
    )
    text = refused.as_csv(sheet, imported.refusals)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    return answer


@requires(Power.IMPORT_PEOPLE)
@require_POST
def cancel_import(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Forget a spreadsheet that nobody has confirmed."""
    imported = _import(request, pk)
    return attempt(
        request,
        lambda: actions.cancel(imported, by=actor(request)),
        done="The spreadsheet is forgotten. Nothing was imported.",
        then=reverse("people", args=[group]),
    )


@requires(Power.IMPORT_PEOPLE)
@require_safe
def import_progress(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show how far a worker is with it, and how it ended: who was added, what was refused and why."""
    imported = _import(request, pk)
    if not steps.is_in_hand(imported):
        return redirect(steps.page_of(imported), group, pk)
    refusals = sorted((int(line), why) for line, why in imported.refusals.items())
    page = Paginator(refusals, preview.ROWS).get_page(request.GET.get("page", "1"))
    context = {
        "import": imported,
        "work": imported.work,
        "step": steps.words_of(imported),
        "page": page,
        "breadcrumbs": _crumbs(group),
    }
    return render(request, "people/importing/import_progress.html", context)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _import(request: HttpRequest, pk: int) -> Import:
    imports = Import.objects.visible_to(request.user, in_group=request.group).select_related("group", "file", "work")
    found: Import = get_object_or_404(imports, pk=pk)
    return found


def _start_again(request: HttpRequest, group: str, reason: Refused) -> HttpResponse:
    messages.error(request, str(reason))
    return redirect("import_people", group)


def _crumbs(group: str) -> list[dict[str, str]]:
    return [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "People", "url": reverse("people", args=[group])},
    ]
