"""The public form, the list of complaints, one complaint and what is done about it."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import public, requires
from supportgroup.access.refusal import attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way as Seen
from supportgroup.groups.frame import patient_frame
from supportgroup.groups.models import Group
from supportgroup.people.models import Person
from supportgroup.rights.writing import how_it_goes
from supportgroup.ui.wording import counted

from . import actions, letters, standing
from .choices import Outcome, State, Told, Way
from .forms import CloseForm, ComplainForm, RecordForm, StepForm, TellForm, WhoForm
from .limits import COMPLAINTS
from .models import Complaint

A_PAGE = 50
SENT = "complaint_sent"


@public(because="the law gives everybody an electronic form to complain about how their information is used")
@sensitive_post_parameters()
def complain(request: HttpRequest, code: str) -> HttpResponse:
    """Take a complaint from anybody."""
    group = get_object_or_404(Group, public_code=code)
    too_many = COMPLAINTS.are_used_up(request)
    form = ComplainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not too_many and form.is_valid():
        COMPLAINTS.count(request)
        sent = actions.record(group=group, values=form.cleaned_data, way=Way.ONLINE, by=actions.PUBLIC_FORM)
        request.session[SENT] = {"number": sent.reference, "by": sent.acknowledge_by.isoformat(), "code": code}
        return redirect("complaint_sent", code)
    context = patient_frame(group) | {"form": form, "too_many": too_many}
    return render(request, "rights/complaints/complain.html", context, status=429 if too_many else 200)


@public(because="whoever complained is told the number of their complaint and by when they hear from us")
def complaint_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Say thank you, the number of the complaint, and what happens next."""
    group = get_object_or_404(Group, public_code=code)
    sent = request.session.get(SENT)
    if not sent or sent["code"] != code:
        return redirect("complain", code)
    context = patient_frame(group) | {"number": sent["number"], "by": datetime.date.fromisoformat(sent["by"])}
    return render(request, "rights/complaints/complaint_sent.html", context)


@requires(Power.HANDLE_COMPLAINTS)
def complaints(request: HttpRequest, group: str) -> HttpResponse:
    """List the complaints of one state, those that wait longest first."""
    visible = Complaint.objects.visible_to(request.user, in_group=request.group)
    counts = visible.state_counts()
    chosen = standing.chosen_state(request.GET.get("state", ""), counts=counts)
    order = "-closed_on" if chosen == State.CLOSED else "received_on"
    page = Paginator(visible.filter(state=chosen).select_related("group").order_by(order, "pk"), A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "rows": [standing.standing_of(one, today=clock.today()) for one in shown],
        "page": shown, "choices": standing.choices(counts, chosen=chosen), "chosen": chosen,
        "open": visible.unclosed().count(), "any": sum(counts.values()),
        "breadcrumbs": _crumbs(request, itself=False),
    }  # fmt: skip
    looks.note("The list of complaints", _people(shown), group_slug=group, way=Seen.LIST, by=actor(request))
    return render(request, "rights/complaints/complaints.html", context)


@requires(Power.HANDLE_COMPLAINTS)
@sensitive_post_parameters()
def record_complaint(request: HttpRequest, group: str) -> HttpResponse:
    """Write down a complaint that came to somebody here."""
    form = RecordForm(request.POST if request.method == "POST" else None, initial={"received_on": clock.today()})
    if form.is_valid():
        values = dict(form.cleaned_data)
        on, way = values.pop("received_on"), values.pop("way")
        recorded = actions.record(group=request.group, values=values, received_on=on, way=way, by=actor(request))
        return redirect(recorded)
    crumbs = _crumbs(request)
    return render(request, "rights/complaints/record_complaint.html", {"form": form, "breadcrumbs": crumbs})


@requires(Power.HANDLE_COMPLAINTS)
def complaint(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one complaint: how it stands, what they say, what was done."""
    shown = _complaint(request, pk)
    people = Person.objects.visible_to(request.user, in_group=request.group)
    search = request.session.get(_looked_for(pk), "")
    suggested = [] if shown.person else standing.suggestions(shown, people, search=search)
    context = {
        "complaint": shown,
        "standing": standing.standing_of(shown, today=clock.today()),
        "facts": standing.facts(shown),
        "person": shown.person,
        "suggestions": suggested,
        "search": search,
        "step_form": StepForm(),
        "entries": standing.steps(shown),
        "breadcrumbs": _crumbs(request),
    }
    seen = _people([shown]) or [one.pk for one in suggested]
    looks.note("A complaint", seen, group_slug=group, by=actor(request))
    return render(request, "rights/complaints/complaint.html", context)


@requires(Power.HANDLE_COMPLAINTS)
@require_POST
def link_complaint(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say which person of the register complained, or look for them."""
    shown = _complaint(request, pk)
    form = WhoForm(request.POST)
    if "search" in request.POST:
        request.session[_looked_for(pk)] = form.cleaned_data["search"] if form.is_valid() else ""
        return redirect(shown)
    key = form.cleaned_data["person"] if form.is_valid() else None
    people = Person.objects.visible_to(request.user, in_group=request.group)
    person = get_object_or_404(people, pk=key) if key else None
    done = f"Linked to {person}." if person else "The link is taken away."
    return attempt(request, lambda: actions.link(shown, person=person, by=actor(request)), done=done, then=shown)


@requires(Power.HANDLE_COMPLAINTS)
def acknowledge_complaint(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Tell them that we have their complaint."""
    shown = _complaint(request, pk)
    form = TellForm(request.POST if request.method == "POST" else None, complaint=shown)
    if form.is_valid():
        how = Told(form.cleaned_data["how"])
        return attempt(
            request,
            lambda: actions.acknowledge(shown, how=how, by=actor(request)),
            done=lambda: _done("Acknowledged.", shown, how, letters.ACKNOWLEDGED, "that we have it"),
            then=shown,
        )
    return _form_page(request, shown, form, "acknowledge_complaint")


@requires(Power.HANDLE_COMPLAINTS)
@require_POST
@sensitive_post_parameters()
def follow_complaint(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Write down a step; what was typed comes back if it cannot be saved."""
    shown = _complaint(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _form_page(request, shown, form, "follow_complaint")
    what = form.cleaned_data["what"]
    return attempt(request, lambda: actions.take_step(shown, what=what, by=actor(request)), done="Saved.", then=shown)


@requires(Power.HANDLE_COMPLAINTS)
@sensitive_post_parameters()
def close_complaint(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Close a complaint with what came of it."""
    shown = _complaint(request, pk)
    form = CloseForm(request.POST if request.method == "POST" else None, complaint=shown)
    if form.is_valid():
        told = form.cleaned_data
        outcome, how = Outcome(told["outcome"]), Told(told["how"])
        return attempt(
            request,
            lambda: actions.close(shown, outcome=outcome, answer=told["answer"], how=how, by=actor(request)),
            done=lambda: _done("The complaint is closed.", shown, how, letters.ANSWERED, "what came of it"),
            then=shown,
        )
    return _form_page(request, shown, form, "close_complaint")


def _done(words: str, shown: Complaint, how: Told, kind: str, saying: str) -> str:
    """Return what staff read after a step, with how the message goes that was queued a moment ago, if one was."""
    message = letters.newest(shown, kind) if how != Told.SAID else None
    return f"{words} {how_it_goes(message, saying)}" if message else words


def _form_page(request: HttpRequest, shown: Complaint, form: Any, name: str) -> HttpResponse:
    crumbs = [*_crumbs(request), {"text": shown.reference, "url": shown.get_absolute_url()}]
    context = {"complaint": shown, "form": form, "breadcrumbs": crumbs, "days_left": _days_left(shown)}
    return render(request, f"rights/complaints/{name}.html", context)


def _days_left(shown: Complaint) -> str:
    days = (shown.acknowledge_by - clock.today()).days
    return counted(days, "day") if days >= 0 else ""


def _complaint(request: HttpRequest, pk: int) -> Complaint:
    visible = Complaint.objects.visible_to(request.user, in_group=request.group)
    found: Complaint = get_object_or_404(visible.select_related("group", "person__group"), pk=pk)
    return found


def _looked_for(pk: int) -> str:
    """Return where the session keeps by what the complainant is looked for: no name may stand in an address."""
    return f"complainant_search:{pk}"


def _people(shown: Any) -> list[int]:
    return [one.person_id for one in shown if one.person_id]


def _crumbs(request: HttpRequest, *, itself: bool = True) -> list[dict[str, Any]]:
    slug = request.group.slug
    crumbs = [{"text": "Today", "url": reverse("today", args=[slug])}]
    return crumbs + ([{"text": "Complaints", "url": reverse("complaints", args=[slug])}] if itself else [])
