"""Requests for a copy: the list, one request, each step, and the copy itself, made when it is asked for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way as Seen
from supportgroup.people.models import Person
from supportgroup.people.rules import LARGE_PRINT, ORDINARY_PRINT
from supportgroup.ui.forms import Form

from . import actions, pages, rules
from .choices import Format
from .forms import AskedForm, HandedForm, IdentityForm, LongerForm, RefusalForm, StopForm
from .gathering import PART_OF_PALS, gather
from .models import CopyRequest
from .paper import copy_pdf
from .timing import standing_of, why_not_make

A_PAGE = 50
COPY = "A copy of everything held on the person"


@requires(Power.ANSWER_REQUESTS)
def copy_requests(request: HttpRequest, group: str) -> HttpResponse:
    """List the requests for a copy: those that wait, or those that are answered."""
    visible = CopyRequest.objects.visible_to(request.user, in_group=request.group)
    answered = request.GET.get("state") == "answered"
    waiting = visible.unanswered()
    chosen = visible.exclude(pk__in=waiting).order_by("-closed_on", "-pk") if answered else waiting.order_by("asked_on")
    page = Paginator(chosen.with_people(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [standing_of(one, today=clock.today()) for one in page],
        "page": page,
        "answered": answered,
        "waiting": waiting.count(),
        "choices": pages.choices(waiting=waiting.count(), every=visible.count(), answered=answered),
        "breadcrumbs": pages.crumbs(group, itself=False),
    }
    seen = [one.person_id for one in page if one.person_id]
    looks.note("The list of requests for a copy", seen, group_slug=group, way=Seen.LIST, by=actor(request))
    return render(request, "rights/copies/copy_requests.html", context)


@requires(Power.ANSWER_REQUESTS)
def ask_for_copy(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Write down that somebody asked for a copy of what is held on a person."""
    people = Person.objects.visible_to(request.user, in_group=request.group)
    person = get_object_or_404(people.select_related("group"), pk=pk)
    form = AskedForm(request.POST if request.method == "POST" else None, initial={"asked_on": clock.today()})
    if form.is_valid():
        try:
            asked = actions.record(person, by=actor(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused).rstrip("."))
        else:
            messages.success(request, pages.done(asked, "Saved.", "that we have it, and until when we answer"))
            return redirect(asked)
    looks.note("The form for a copy", [person.pk], group_slug=group, by=actor(request))
    context = {"form": form, "person": person, "breadcrumbs": pages.crumbs(group)}
    return render(request, "rights/copies/ask_for_copy.html", context)


@requires(Power.ANSWER_REQUESTS)
def copy_request(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one request: how it stands and what comes next."""
    asked = _request(request, pk)
    standing = standing_of(asked, today=clock.today())
    context = {
        "asked": asked,
        "standing": standing,
        "facts": pages.facts(asked),
        "is_open": asked.closed_on is None,
        "why_not_make": why_not_make(asked),
        "may_be_longer": not rules.why_not_longer(
            state=asked.state, is_longer=bool(asked.longer), today=clock.today(), month_on=asked.first_month_on
        ),
        "is_large": asked.format == Format.LARGE,
        "breadcrumbs": pages.crumbs(group),
    }
    looks.note("A request for a copy", _people(asked), group_slug=group, by=actor(request))
    return render(request, "rights/copies/copy_request.html", context)


@requires(Power.ANSWER_REQUESTS)
def copy_file(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the copy as a file that other software can read."""
    asked = _request(request, pk)
    return _made(
        request, asked, lambda copy: JsonResponse(copy, json_dumps_params={"ensure_ascii": False, "indent": 2})
    )


@requires(Power.ANSWER_REQUESTS)
def copy_paper(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the copy as paper, in large print where it is asked for."""
    return _made(request, _request(request, pk), _paper(request, large=request.GET.get("print") == "large"))


@requires(Power.SEE_WHO_REPLIED)
def copy_of_pals(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give PALS's part of the copy as paper: what treating nurses are never told."""
    asked = _request(request, pk)
    if why_not_make(asked):
        messages.error(request, "A nurse has not yet made sure who is asking, or the request is answered.")
        return redirect(asked.person or "today", *([] if asked.person else [group]))
    part = _made(request, asked, _paper(request, large=asked.format == Format.LARGE), only=PART_OF_PALS)
    actions.note_pals_part(asked, by=actor(request))
    return part


@requires(Power.ANSWER_REQUESTS)
def check_identity(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Write down how we made sure who is asking."""
    done = "Saved. You can make the copy."
    return _step(request, pk, IdentityForm, "check_identity", actions.check_identity, done=done)


@requires(Power.ANSWER_REQUESTS)
def stop_clock(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Stop the clock while we wait for them."""
    done = "The clock stands still until you say that they have answered."
    return _step(request, pk, StopForm, "stop_clock", actions.stop_clock, done=done)


@requires(Power.ANSWER_REQUESTS)
@require_POST
def go_on(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """They have answered: the clock goes on."""
    asked = _request(request, pk)
    return attempt(request, lambda: actions.go_on(asked, by=actor(request)), done="The clock goes on.", then=asked)


@requires(Power.ANSWER_REQUESTS)
def take_longer(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Take two months more, and tell them why."""

    def done() -> str:
        return pages.done(_request(request, pk), "Saved.", "that it takes longer, and why")

    return _step(request, pk, LongerForm, "take_longer", actions.make_longer, done=done)


@requires(Power.ANSWER_REQUESTS)
def hand_over(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Write down that the copy was handed over."""
    done = "Saved. Destroy any copy that is left on your computer or desk."
    return _step(request, pk, HandedForm, "hand_over", actions.hand_over, done=done, initial={"on": clock.today()})


@requires(Power.ANSWER_REQUESTS)
def refuse_copy(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Refuse a copy, and tell them why and where they can complain."""

    def done() -> str:
        return pages.done(_request(request, pk), "Refused.", "why, and where they can complain")

    return _step(request, pk, RefusalForm, "refuse_copy", actions.refuse, done=done)


@requires(Power.ANSWER_REQUESTS)
@require_POST
def withdraw_request(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """They no longer want the copy."""
    asked = _request(request, pk)
    return attempt(request, lambda: actions.withdraw(asked, by=actor(request)), done="Saved.", then=asked)


def _step(request: HttpRequest, pk: int, form_class: type[Form], name: str, act: Callable[..., Any], *,
          done: str | Callable[[], str], initial: dict[str, Any] | None = None) -> HttpResponse:  # fmt: skip
    asked = _request(request, pk)
    if reason := rules.why_not_act(state=asked.state):
        messages.error(request, reason)
        return redirect(asked)
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        return attempt(request, lambda: act(asked, by=actor(request), **form.cleaned_data), done=done, then=asked)
    looks.note("A request for a copy", _people(asked), group_slug=request.group.slug, by=actor(request))
    standing = standing_of(asked, today=clock.today())
    crumbs = pages.crumbs(request.group.slug, asked)
    context = {"form": form, "asked": asked, "standing": standing, "breadcrumbs": crumbs}
    return render(request, f"rights/copies/{name}.html", context)


def _paper(request: HttpRequest, *, large: bool) -> Callable[[dict[str, Any]], HttpResponse]:
    size = LARGE_PRINT if large else ORDINARY_PRINT

    def paper(copy: dict[str, Any]) -> HttpResponse:
        pdf = copy_pdf(copy, helpline=request.group.helpline, size=size)
        return HttpResponse(pdf, content_type="application/pdf")

    return paper


def _made(
    request: HttpRequest,
    asked: CopyRequest,
    write: Callable[[dict[str, Any]], HttpResponse],
    *,
    only: frozenset[str] = frozenset(),
) -> HttpResponse:
    """Make the copy in this moment and hand it to the browser; nothing of it stays here but that it was made."""
    reason = why_not_make(asked)
    if reason or asked.person is None:
        messages.error(request, reason or "This person is no longer on the register.")
        return redirect(asked)
    looks.note(COPY, [asked.person.pk], group_slug=request.group.slug, way=Seen.EXPORT, by=actor(request))
    response = write(gather(asked.person, by=actor(request), only=only))
    kind = response.headers["Content-Type"].partition(";")[0].rpartition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="copy-{asked.pk}.{kind}"'
    return response


def _request(request: HttpRequest, pk: int) -> CopyRequest:
    visible = CopyRequest.objects.visible_to(request.user, in_group=request.group)
    found: CopyRequest = get_object_or_404(visible.with_people(), pk=pk)
    return found


def _people(asked: CopyRequest) -> list[int]:
    return [asked.person_id] if asked.person_id else []
