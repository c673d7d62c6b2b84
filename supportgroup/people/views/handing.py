"""The list of people as a file or on paper, with the reason why."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.people import actions, handing, listing
from supportgroup.people.forms_handing import HandOutForm
from supportgroup.people.models import HandedOut

from .register import chosen_of, crumbs, listing_of

SHOWN_BEFORE = 10


@requires(Power.TAKE_OUT_PEOPLE)
def take_out_people(request: HttpRequest, group: str) -> HttpResponse:
    """Ask why the list is needed, write that down, and give it as a file or as a page to print."""
    shown = listing_of(request, chosen_of(request))
    form = HandOutForm(request.POST if request.method == "POST" else None, people=shown.total)
    if form.is_valid():
        return _handed_out(request, shown, form)
    before = HandedOut.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    context = {
        "list": shown,
        "form": form,
        "before": before.select_related("taken_by")[:SHOWN_BEFORE],
        "columns": handing.headings(clinical=shown.clinical),
        "breadcrumbs": crumbs(group),
    }
    return render(request, "people/take_out_people.html", context)


def _handed_out(request: HttpRequest, shown: listing.Listing, form: HandOutForm) -> HttpResponse:
    keys = list(shown.found.values_list("pk", flat=True))
    way, by = Way(form.cleaned_data["way"]), actor(request)
    group = request.group  # type: ignore[attr-defined]
    actions.note_handed_out(
        group, way=way, reason=form.cleaned_data["reason"], filters=shown.filters, people=len(keys),
        clinical=shown.clinical, by=by,
    )  # fmt: skip
    looks.note("The list of people", keys, group_slug=group.slug, way=way, by=by)
    taking = handing.Taking(
        by=by.name, on=clock.today(), group=group.name, filters=shown.who_is_on_it, people=len(keys)
    )
    if way == Way.PRINT:
        people = (person for some in handing.batches(keys, shown) for person in some)
        rows = (handing.on_paper(person, today=shown.today) for person in people)
        context = {"taking": taking, "headings": handing.ON_PAPER, "rows": rows}
        return render(request, "people/printed_people.html", context)
    name = f"people-{clock.today():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = handing.written(keys, shown, taking)
    return StreamingHttpResponse(content, content_type="text/csv", headers=headers)  # type: ignore[return-value]
