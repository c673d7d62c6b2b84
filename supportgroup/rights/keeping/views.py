"""How long things are kept, what is due, and what was destroyed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.groups.keeping import Kept, kept_as
from supportgroup.ui.wording import counted

from . import actions, table
from .certificate import certificate
from .forms import ChooseForm, HoldForm, PeriodForm
from .models import Destruction, Hold

A_PAGE = 50


@requires(Power.KEEP_RECORDS)
def records(request: HttpRequest, group: str) -> HttpResponse:
    """Show every kind of record, how long it is kept, by which rule, and how many are due."""
    lines = table.lines(request.group, today=clock.today())
    context = {"lines": lines, "due": sum(line.due for line in lines), "breadcrumbs": _crumbs(request)}
    return render(request, "rights/keeping/records.html", context)


@requires(Power.KEEP_RECORDS)
def records_of_a_kind(request: HttpRequest, group: str, kept: str) -> HttpResponse:
    """Show one kind of record: its rule, and the things of it that are due."""
    kind = _kind(kept)
    rows = table.rows(kind, request.group, today=clock.today(), sees_people=may(request, Power.SEE_PEOPLE))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    if may(request, Power.SEE_PEOPLE):
        seen = [key for row in page for key in row.item.people]
        looks.note("What is due to be destroyed", seen, group_slug=group, way=Way.LIST, by=actor(request))
    context = {
        "kept": kind,
        "facts": table.facts(kind, request.group, today=clock.today()),
        "page": page,
        "due": (due := sum(row.is_due and row.hold is None for row in rows)),
        "due_words": counted(due, *kind.counted),
        "may_destroy": actions.may_destroy(kind, request.group, by=actor(request)),
        "entries": table.changes(kind, request.group),
        "breadcrumbs": _crumbs(request, ("How long we keep things", reverse("records", args=[group]))),
    }
    return render(request, "rights/keeping/kind.html", context)


@requires(Power.KEEP_RECORDS)
def set_period(request: HttpRequest, group: str, kept: str) -> HttpResponse:
    """Set for how long one kind of record is kept."""
    kind = _kind(kept)
    form = PeriodForm(
        request.POST if request.method == "POST" else None,
        kept=kind,
        initial={"months": kind.period(request.group, on=clock.today()), "applies_from": clock.today()},
    )
    if form.is_valid():
        return attempt(
            request,
            lambda: actions.set_period(kind, group=request.group, by=actor(request), **form.cleaned_data),
            done="Saved.",
            then=reverse("records_of_a_kind", args=[group, kept]),
        )
    context = {"form": form, "kept": kind, "breadcrumbs": _crumbs_of_kind(request, kind)}
    return render(request, "rights/keeping/set_period.html", context)


@requires(Power.KEEP_RECORDS)
def keep_for_now(request: HttpRequest, group: str, kept: str, item: str) -> HttpResponse:
    """Hold one thing that is due, or goes by the clock, with the reason and, for the clock, the last day."""
    kind = _kind(kept)
    rows = table.rows(kind, request.group, today=clock.today(), sees_people=may(request, Power.SEE_PEOPLE))
    row = next((row for row in rows if row.item.key == item), None)
    if row is None:
        raise Http404
    form = HoldForm(request.POST if request.method == "POST" else None, by_clock=kind.by_clock)
    if form.is_valid():
        return attempt(
            request,
            lambda: actions.place_hold(kind, group=request.group, item=item, by=actor(request), **form.cleaned_data),
            done=table.kept_words(form.cleaned_data.get("until")),
            then=reverse("records_of_a_kind", args=[group, kept]),
        )
    context = {"form": form, "kept": kind, "row": row, "breadcrumbs": _crumbs_of_kind(request, kind)}
    return render(request, "rights/keeping/keep_for_now.html", context)


@requires(Power.KEEP_RECORDS)
@require_POST
def lift_hold(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Lift a hold."""
    hold = get_object_or_404(Hold.objects.visible_to(request.user, in_group=request.group), pk=pk)
    back = reverse("records_of_a_kind", args=[group, hold.kept])
    done = table.lifted_words(_kind(hold.kept))
    return attempt(request, lambda: actions.lift_hold(hold, by=actor(request)), done=done, then=back)


@requires(Power.KEEP_RECORDS)
@require_POST
def destroy_records(request: HttpRequest, group: str, kept: str) -> HttpResponse:
    """Say in numbers what would go; on the second deliberate press, destroy it and show the entry of the log."""
    kind = _kind(kept)
    due = table.due_items(kind, request.group, today=clock.today())
    form = ChooseForm(request.POST, choices=[(item.key, item.words) for item in due])
    keys = form.cleaned_data["items"] if form.is_valid() else []
    if not keys or "sure" in request.POST:
        try:
            done = actions.destroy(kind, group=request.group, keys=keys, by=actor(request))
        except Refused as refused:
            return _refused(request, kind, refused)
        return redirect(done)
    chosen = [item for item in due if item.key in keys]
    context = {
        "kept": kind,
        "items": chosen,
        "count": counted(len(chosen), *kind.counted),
        "rows": kind.rows(request.group, keys),
        "breadcrumbs": _crumbs_of_kind(request, kind),
    }
    return render(request, "rights/keeping/destroy.html", context)


@requires(Power.KEEP_RECORDS)
def destructions(request: HttpRequest, group: str) -> HttpResponse:
    """Show what was destroyed, newest first."""
    found = Destruction.objects.visible_to(request.user, in_group=request.group)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    crumbs = _crumbs(request, ("How long we keep things", reverse("records", args=[group])))
    return render(request, "rights/keeping/destructions.html", {"page": page, "breadcrumbs": crumbs})


@requires(Power.KEEP_RECORDS)
def destruction(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one entry of the destruction log."""
    found = _destruction(request, pk)
    context = {
        "destruction": found,
        "rows": table.facts_of_destruction(found),
        "breadcrumbs": _crumbs(
            request,
            ("How long we keep things", reverse("records", args=[group])),
            ("What was destroyed", reverse("destructions", args=[group])),
        ),
    }
    return render(request, "rights/keeping/destruction.html", context)


@requires(Power.KEEP_RECORDS)
def destruction_certificate(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the certificate as a PDF."""
    response = HttpResponse(certificate(_destruction(request, pk)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="destruction-{pk}.pdf"'
    return response


def _refused(request: HttpRequest, kind: Kept, refused: Refused) -> HttpResponse:
    def refuse() -> None:
        raise refused

    return attempt(request, refuse, done="", then=reverse("records_of_a_kind", args=[request.group.slug, kind.key]))


def _kind(key: str) -> Kept:
    found = kept_as(key)
    if found is None:
        raise Http404
    return found


def _destruction(request: HttpRequest, pk: int) -> Destruction:
    visible = Destruction.objects.visible_to(request.user, in_group=request.group)
    found: Destruction = get_object_or_404(visible.select_related("group"), pk=pk)
    return found


def _crumbs(request: HttpRequest, *further: tuple[str, str]) -> list[dict[str, Any]]:
    today = ("Today", reverse("today", args=[request.group.slug]))
    return [{"text": text, "url": url} for text, url in (today, *further)]


def _crumbs_of_kind(request: HttpRequest, kind: Kept) -> list[dict[str, Any]]:
    slug = request.group.slug
    return _crumbs(
        request,
        ("How long we keep things", reverse("records", args=[slug])),
        (kind.what[:1].upper() + kind.what[1:], reverse("records_of_a_kind", args=[slug, kind.key])),
    )
