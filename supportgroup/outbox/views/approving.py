"""A batch that a second person must approve: what it is, who is in it, yes or no."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import may, requires
from supportgroup.access.refusal import attempt
from supportgroup.outbox import approval, batches, listing
from supportgroup.outbox.forms import ApproveForm, RefuseForm
from supportgroup.outbox.models import Batch

from .messages import note_seen, trail


@requires(Power.SEE_MESSAGES)
def batch(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show a batch: in numbers, by name, how it will be got, and after the decision what became of everybody."""
    found, sees_people, today = _batch_of(request, pk), may(request, Power.SEE_PEOPLE), clock.today()
    numbers = batches.numbers_of(found)
    page = batches.page_of(found, number=request.GET.get("page"), count=numbers.all)
    rows = listing.rows_of(page.object_list, sees_people=sees_people, today=today)
    note_seen(request, (row.message for row in rows), sees_people=sees_people)
    context = {
        "batch": found,
        "about": batches.title_of(found),
        "heading": batches.heading(found, numbers),
        "numbers": numbers,
        "figures": batches.figures(found, numbers),
        "why_not": batches.why_not_decide(found, numbers, user=request.user, group=request.group),  # type: ignore[attr-defined]
        "approvers": batches.who_may_approve(found) if found.verdict == "waiting" else [],
        "mark": batches.mark_of(found),
        "page": page,
        "rows": rows,
        "sees_people": sees_people,
        "history": batches.history_of(found, today=today),
        "breadcrumbs": trail(request),
    }
    return render(request, "outbox/batch.html", context)


@requires(Power.APPROVE_MESSAGES)
@require_POST
def approve_batch(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Let exactly the messages go that were counted on the page."""
    found, form = _batch_of(request, pk), ApproveForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    done = "Approved. Before each message goes, we ask again whether it may."
    return attempt(request, lambda: approval.approve(found, seen=seen, by=actor(request)), done=done, then=found)


@requires(Power.APPROVE_MESSAGES)
def refuse_batch(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Say why these messages should not go; they are held with the reason."""
    found, form = _batch_of(request, pk), RefuseForm(request.POST or None)
    numbers = batches.numbers_of(found)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = "The messages are held, and say why."
        return attempt(request, lambda: approval.refuse(found, reason=reason, by=actor(request)), done=done, then=found)
    if batches.why_not_decide(found, numbers, user=request.user, group=request.group):  # type: ignore[attr-defined]
        return redirect(found)
    context = {
        "form": form,
        "heading": f"Why should {numbers.in_words} not go?",
        "caption": batches.title_of(found),
        "back_url": found.get_absolute_url(),
        "breadcrumbs": trail(request, (str(found), found.get_absolute_url())),
    }
    return render(request, "outbox/reason.html", context)


def _batch_of(request: HttpRequest, pk: int) -> Batch:
    visible = Batch.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    found: Batch = get_object_or_404(visible.select_related("group", "asked_by", "decided_by"), pk=pk)
    return found
