"""The contact log of a person: add, change on the day, correct later; and what comes next."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.contactlog import actions, facts
from supportgroup.contactlog.choices import Ended, Kind
from supportgroup.contactlog.forms import CorrectionForm, EntryForm, LogForm
from supportgroup.contactlog.models import Entry, FollowUp
from supportgroup.people.models import Person

ROWS = 50
STATES = {"mine": "Mine", "open": "All that is open", "clinical": "For the clinical team", "closed": "Closed"}


@requires(Power.SEE_PEOPLE)
def contact_log(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show every contact with a person, newest first."""
    shown = person_here(request, pk)
    page = Paginator(facts.entries_of(shown), ROWS).get_page(request.GET.get("page"))
    looks.note("The contact log of the person", [shown.pk], group_slug=group, by=actor(request))
    context = {
        "person": shown,
        "page": page,
        "entries": facts.logged(page.object_list, user=request.user),
        "may_edit": may(request, Power.EDIT_PEOPLE),
        "breadcrumbs": crumbs(group, shown),
    }
    return render(request, "contactlog/contact_log.html", context)


@requires(Power.EDIT_PEOPLE)
@sensitive_post_parameters()
def log_contact(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Write down a call, letter, visit, email or meeting, and what comes next."""
    shown = person_here(request, pk)
    form = LogForm(_posted(request), group=request.group, user=request.user)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.log(shown, kind=Kind(typed["kind"]), happened_at=form.moment(), what=typed["what"],
                        then=form.then(), by=actor(request))  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved in the contact log.")
            return redirect(shown)
    context = {"form": form, "person": shown, "breadcrumbs": crumbs(group, shown)}
    looks.note("The form for a contact", [shown.pk], group_slug=group, by=actor(request))
    return render(request, "contactlog/log_contact.html", context)


@requires(Power.EDIT_PEOPLE)
@sensitive_post_parameters()
def change_contact(request: HttpRequest, group: str, pk: int, entry: int) -> HttpResponse:
    """Change an entry on its day, by its author; otherwise add a correction to it."""
    shown, found = person_here(request, pk), _entry(request, pk, entry)
    [read] = facts.logged([found], user=request.user)
    form = _form_for(found, _posted(request), may_edit=read.may_edit)
    if form.is_valid():
        try:
            _change(found, form, by=actor(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved." if read.may_edit else "The correction is added.")
            return redirect(shown)
    context = {"form": form, "person": shown, "read": read, "breadcrumbs": crumbs(group, shown)}
    looks.note("A contact with the person", [shown.pk], group_slug=group, by=actor(request))
    return render(request, "contactlog/change_contact.html", context)


@requires(Power.SEE_PEOPLE)
def follow_ups(request: HttpRequest, group: str) -> HttpResponse:
    """List what comes next: mine, all that is open, what the clinical team is told, what was closed."""
    state = request.GET.get("state", "")
    state = state if state in STATES else "open"
    found = _in_state(FollowUp.objects.visible_to(request.user, in_group=request.group), state, request.user)
    page = Paginator(found.select_related("entry__person", "owner"), ROWS).get_page(request.GET.get("page"))
    seen = {one.entry.person_id for one in page.object_list}
    looks.note("What comes next with people", seen, group_slug=group, way=Way.LIST, by=actor(request))
    context = {
        "rows": [facts.planned(one, today=clock.today()) for one in page.object_list],
        "page": page,
        "state": state,
        "choices": [{"text": words, "url": f"?state={key}", "current": key == state} for key, words in STATES.items()],
        "may_edit": may(request, Power.EDIT_PEOPLE),
        "breadcrumbs": crumbs(group),
    }
    return render(request, "contactlog/follow_ups.html", context)


@requires(Power.EDIT_PEOPLE)
@require_POST
def close_follow_up(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Close what was to come next: done, or no longer needed."""
    found = _follow_up(request, pk)
    done = "not_needed" not in request.POST
    ends = "Entered in hospital record" if found.clinical and done else "Done" if done else "No longer needed"
    return attempt(
        request,
        lambda: actions.close(found, done=done, by=actor(request)),
        done=f"{ends}: {found.what}.",
        then=_back(request, found),
    )


@requires(Power.EDIT_PEOPLE)
@require_POST
def open_follow_up_again(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Take back that a follow-up was closed."""
    found = _follow_up(request, pk)
    return attempt(
        request,
        lambda: actions.open_again(found, by=actor(request)),
        done=f"Open again: {found.what}.",
        then=_back(request, found),
    )


def _in_state(rows: Any, state: str, user: Any) -> Any:
    if state == "closed":
        return rows.exclude(ended=Ended.OPEN).order_by("-ended_at", "-pk")
    if state == "mine":
        return rows.open().for_user(user)
    return rows.open().filter(clinical=True) if state == "clinical" else rows.open()


def _form_for(entry: Entry, posted: Any, *, may_edit: bool) -> Any:
    if not may_edit:
        return CorrectionForm(posted)
    local = localtime(entry.happened_at)
    known = {"kind": entry.kind, "day": local.date(), "time": f"{local:%H:%M}", "what": entry.what}
    return EntryForm(posted, initial=known)


def _change(entry: Entry, form: Any, *, by: Any) -> None:
    typed = form.cleaned_data
    if isinstance(form, EntryForm):
        actions.edit(entry, kind=Kind(typed["kind"]), happened_at=form.moment(), what=typed["what"], by=by)
    else:
        actions.correct(entry, what=typed["what"], by=by)


def _back(request: HttpRequest, follow_up: FollowUp) -> Any:
    if request.POST.get("back") == "list":
        return reverse("follow_ups", args=[request.group.slug])
    return follow_up.entry.person


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _entry(request: HttpRequest, pk: int, entry: int) -> Entry:
    entries = Entry.objects.visible_to(request.user, in_group=request.group).prefetch_related(
        "corrections", "follow_ups__owner"
    )
    found: Entry = get_object_or_404(entries, pk=entry, person=pk, corrects=None)
    return found


def _follow_up(request: HttpRequest, pk: int) -> FollowUp:
    rows = FollowUp.objects.visible_to(request.user, in_group=request.group).select_related("entry__person__group")
    found: FollowUp = get_object_or_404(rows, pk=pk)
    return found


def person_here(request: HttpRequest, pk: int) -> Person:
    """Return the person of the address, as far as this user may see them."""
    people = Person.objects.visible_to(request.user, in_group=request.group).select_related("group")
    found: Person = get_object_or_404(people, pk=pk)
    return found


def crumbs(group: str, *through: Person) -> list[dict[str, Any]]:
    """Return the way back: Today, People, and the person where there is one."""
    found = [
        {"text": "Today", "url": reverse("today", args=[group])},
        {"text": "People", "url": reverse("people", args=[group])},
    ]
    return found + [{"text": str(one), "url": reverse("person", args=[group, one.pk])} for one in through]
