"""The yellow slips of a survey: listed by name, kept from paper or phone, changed, handed out. PALS only."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
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
from supportgroup.audit.choices import Way
from surveys.mailing import actions, handing
from surveys.mailing.choices import Came
from surveys.mailing.finding import names_of, tabs, trail, with_slips
from surveys.mailing.forms_volunteers import EditSlipForm, KeepSlipForm
from surveys.mailing.models import Volunteer

PAGE = 50
SHOWN = {"yes": "Would come", "no": "Not after all"}
WHAT = "The yellow slips of a survey"


@requires(Power.KEEP_VOLUNTEERS)
@sensitive_post_parameters()
@with_slips
def volunteers(request: HttpRequest, survey: Any) -> HttpResponse:
    """List the slips by name; a search is posted, so that no name stands in an address."""
    slips, shown = _slips(request, survey), request.GET.get("show", "yes")
    shown = shown if shown in SHOWN else "yes"
    search = request.POST.get("search", "").strip()
    page = Paginator(slips.shown(shown).found_by(search).by_name(), PAGE).get_page(request.GET.get("page"))
    counts = slips.counted()
    context = {
        "survey": survey, "names": names_of(request, survey), "page": page, "search": search,
        "shown": shown, "counts": counts,
        "rows": [(slip, handing.times_in_words(slip)) for slip in page],
        "choices": [{"text": text, "url": f"?show={key}", "count": counts[key], "current": key == shown}
                    for key, text in SHOWN.items()],
        "action": f"{request.path}?show={shown}", "tabs": tabs(survey, "volunteers"), "breadcrumbs": trail(survey),
    }  # fmt: skip
    _note(request, survey, Way.LIST)
    return render(request, "surveys/mailing/volunteers.html", context)


@requires(Power.KEEP_VOLUNTEERS)
@sensitive_post_parameters()
@with_slips
def add_volunteer(request: HttpRequest, survey: Any) -> HttpResponse:
    """Keep a slip that came on paper or by phone, and stand ready for the next."""
    form = KeepSlipForm(request.POST or None, initial={"came": Came.PAPER, "received_on": clock.today()})
    if form.is_valid():
        how = {"came": Came(form.cleaned_data["came"]), "received_on": form.cleaned_data["received_on"]}
        try:
            actions.keep_slip(survey, values=form.said(), **how, by=actor(request))
        except Refused as refused:
            form.add_error("phone", str(refused))
        else:
            messages.success(request, f"{form.cleaned_data['name']} is on the list. Type the next slip.")
            return redirect(request.path)
    return _page(request, survey, "add_volunteer", form=form)


@requires(Power.KEEP_VOLUNTEERS)
@sensitive_post_parameters()
@with_slips
def edit_volunteer(request: HttpRequest, survey: Any, slip: Any) -> HttpResponse:
    """Change what stands on a slip."""
    found = get_object_or_404(_slips(request, survey), pk=slip)
    known = {name: getattr(found, name) for name in EditSlipForm.slip_fields}
    form = EditSlipForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            actions.change_slip(found, values=form.said(), by=actor(request))
        except Refused as refused:
            form.add_error("phone", str(refused))
        else:
            return redirect(_list_url(survey))
    return _page(request, survey, "edit_volunteer", form=form, slip=found)


@requires(Power.KEEP_VOLUNTEERS)
@require_POST
@with_slips
def change_mind(request: HttpRequest, survey: Any, slip: Any) -> HttpResponse:
    """Note that somebody would not come after all, or would after all."""
    found = get_object_or_404(_slips(request, survey), pk=slip)
    to = request.POST.get("to") != "yes"
    done = f"{found.name} is under “Not after all”." if to else f"{found.name} would come."
    do = lambda: actions.set_changed_mind(found, to=to, by=actor(request))  # noqa: E731
    return attempt(request, do, done=done, then=_list_url(survey))


@requires(Power.KEEP_VOLUNTEERS)
@with_slips
def delete_volunteer(request: HttpRequest, survey: Any, slip: Any) -> HttpResponse:
    """Ask once more, then delete a slip for good."""
    found = get_object_or_404(_slips(request, survey), pk=slip)
    if request.method != "POST":
        return _page(request, survey, "delete_volunteer", slip=found)
    do = lambda: actions.delete_slip(found, by=actor(request))  # noqa: E731
    return attempt(request, do, done="The slip is deleted.", then=_list_url(survey))


@requires(Power.KEEP_VOLUNTEERS)
@with_slips
def print_volunteers(request: HttpRequest, survey: Any) -> HttpResponse:
    """Give those who would come as a page to print."""
    _note(request, survey, Way.PRINT)
    paper = handing.on_paper(survey, _slips(request, survey).shown("yes").by_name(), by=actor(request).name)
    return _file(paper, "yellow-slips.pdf", "application/pdf")


@requires(Power.KEEP_VOLUNTEERS)
@with_slips
def export_volunteers(request: HttpRequest, survey: Any) -> HttpResponse:
    """Give those who would come as a file for a spreadsheet."""
    _note(request, survey, Way.EXPORT)
    sheet = handing.spreadsheet(survey, _slips(request, survey).shown("yes").by_name(), by=actor(request).name)
    return _file(sheet, "yellow-slips.csv", "text/csv; charset=utf-8")


def _slips(request: HttpRequest, survey: Any) -> Any:
    return Volunteer.objects.visible_to(request.user, in_group=survey.group).filter(survey=survey)


def _note(request: HttpRequest, survey: Any, way: Way) -> None:
    looks.note(WHAT, [], group_slug=survey.group.slug, way=way, by=actor(request), of_others=True)


def _list_url(survey: Any) -> str:
    return reverse("volunteers", args=[survey.group.slug, survey.pk])


def _page(request: HttpRequest, survey: Any, name: str, **context: Any) -> HttpResponse:
    crumbs = [*trail(survey), {"text": "Yellow slips", "url": _list_url(survey)}]
    return render(request, f"surveys/mailing/{name}.html", {"survey": survey, "breadcrumbs": crumbs, **context})


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
