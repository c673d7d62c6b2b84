"""The lists of a group, one list with its result, and what is to be decided after it."""

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
from supportgroup.people.models import Person

from . import actions, listing, results
from .choices import ListState
from .forms import ResultForm
from .models import Traced, TraceList

LISTS = 50
THE_LIST = "The list for the deceased check"


@requires(Power.TRACE_PEOPLE)
@require_safe
def trace_lists(request: HttpRequest, group: str) -> HttpResponse:
    """Show the lists of the group, newest first."""
    lists = TraceList.objects.visible_to(request.user, in_group=request.group).select_related("group", "made_by")
    page = Paginator(lists, LISTS).get_page(request.GET.get("page", "1"))
    current = Person.objects.visible_to(request.user, in_group=request.group).current().count()
    context = {"page": page, "colours": listing.COLOURS, "current": current, "breadcrumbs": _crumbs(group)}
    return render(request, "tracing/trace_lists.html", context)


@requires(Power.TRACE_PEOPLE)
@require_POST
def make_trace_list(request: HttpRequest, group: str) -> HttpResponse:
    """Make a list of everybody who is with the service."""
    who = Person.objects.visible_to(request.user, in_group=request.group).current()
    try:
        made = actions.make_list(
            request.group, who=who, title="The register", by=actor(request), instead_of=confirmed(request)
        )
    except actions.WouldReplace as asks:
        return ask_to_replace(request, asks, back=reverse("trace_lists", args=[group]), breadcrumbs=_crumbs(group))
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("trace_lists", group)
    messages.success(request, "The list is made. Nothing has left yet: download it.")
    return redirect(made)


@requires(Power.TRACE_PEOPLE)
def trace_list(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show where a list is and what comes next; load its result."""
    listed = _list(request, pk)
    form = ResultForm(_posted(request), request.FILES or None)
    if form.is_valid():
        try:
            actions.load(listed, file=form.cleaned_data["file"], by=actor(request))
        except Refused as reason:
            form.add_error("file", str(reason))
        else:
            return redirect("trace_result", group, pk)
    context = {
        "list": listed,
        "form": form,
        "colour": listing.COLOURS[ListState(listed.state)],
        "figures": listing.figures_of(listed),
        "look_at": listing.rows_to_look_at(listed),
        "decide": listing.rows_to_decide(listed),
        "to_look_at": listed.traced.to_look_at().count(),
        "to_decide": listed.traced.with_proposals().count(),
        "breadcrumbs": _crumbs(group, listed=True),
    }
    shown = {row.traced.person_id for row in (*context["look_at"], *context["decide"])}
    looks.note("A deceased check", shown, group_slug=group, way=Way.LIST, by=actor(request))
    return render(request, "tracing/trace_list.html", context)


@requires(Power.TRACE_PEOPLE)
@require_safe
def download_trace_list(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the list as the service takes it; who took it is written down."""
    listed = _list(request, pk)
    try:
        listed = actions.note_download(listed, by=actor(request))
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect(listed)
    people = [one.person_id for one in results.people_of(listed)]
    looks.note(THE_LIST, people, group_slug=group, way=Way.EXPORT, by=actor(request))
    answer = HttpResponse(results.as_file(listed), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{listed.reference}.csv"'
    return answer


@requires(Power.TRACE_PEOPLE)
def trace_result(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show what a result says before anything is done; when it is posted, mark the deaths and record the check."""
    listed = _list(request, pk)
    if request.method == "POST":
        return attempt(
            request,
            lambda: actions.confirm(listed, seen=request.POST.get("seen", ""), by=actor(request)),
            done="The check is recorded.",
            then=listed,
        )
    if listed.state != ListState.LOADED:
        return redirect(listed)
    try:
        told = results.results_of(listed)
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect(listed)
    preview = listing.Preview(told, show=request.GET.get("show", ""), page_number=request.GET.get("page", "1"))
    seen = [row.traced.person_id for row in preview.page]
    looks.note("The result of a deceased check", seen, group_slug=group, way=Way.LIST, by=actor(request))
    context = {"list": listed, "preview": preview, "breadcrumbs": _crumbs(group, listed=True)}
    return render(request, "tracing/trace_result.html", context)


@requires(Power.TRACE_PEOPLE)
@require_POST
def forget_trace_result(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Forget a result that nobody has confirmed."""
    listed = _list(request, pk)
    return attempt(
        request,
        lambda: actions.give_up_result(listed, by=actor(request)),
        done="The result is forgotten. Nobody was marked.",
        then=listed,
    )


@requires(Power.TRACE_PEOPLE)
@require_POST
def look_at_traced(request: HttpRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Say that no death of somebody is known, after looking."""
    traced = _traced(request, pk, number)
    return attempt(
        request,
        lambda: actions.look_at(traced, by=actor(request)),
        done=f"{traced.person} counts as checked.",
        then=traced.list,
    )


@requires(Power.TRACE_PEOPLE)
@require_POST
def decide_traced(request: HttpRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Take what came back otherwise over, or leave the register as it is."""
    traced = _traced(request, pk, number)
    take = request.POST.get("take") == "yes"
    return attempt(
        request,
        lambda: actions.decide(traced, take=take, by=actor(request)),
        done=f"{traced.person}: taken over." if take else f"{traced.person}: left as it was.",
        then=traced.list,
    )


def confirmed(request: HttpRequest) -> int | None:
    """Return which list somebody said may be lost, or None."""
    said = request.POST.get("instead_of", "")
    return int(said) if said.isascii() and said.isdigit() else None


def ask_to_replace(
    request: HttpRequest, asks: actions.WouldReplace, *, back: str, breadcrumbs: list[dict[str, str]]
) -> HttpResponse:
    """Say what would be lost by a newer list, and ask; the same address is posted again with the older list's key."""
    context = {"older": asks.older, "lost": str(asks), "back": back, "breadcrumbs": breadcrumbs}
    return render(request, "tracing/replace_list.html", context)


def _list(request: HttpRequest, pk: int) -> TraceList:
    lists = TraceList.objects.visible_to(request.user, in_group=request.group)
    lists = lists.select_related("group", "file", "made_by", "downloaded_by", "checked_by")
    found: TraceList = get_object_or_404(lists, pk=pk)
    return found


def _traced(request: HttpRequest, pk: int, number: int) -> Traced:
    places = _list(request, pk).traced.select_related("person", "list__group")
    found: Traced = get_object_or_404(places, number=number)
    return found


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _crumbs(group: str, *, listed: bool = False) -> list[dict[str, str]]:
    crumbs = [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "People", "url": reverse("people", args=[group])},
    ]
    return crumbs + ([{"text": "Deceased checks", "url": reverse("trace_lists", args=[group])}] if listed else [])
