"""Letters: what waits for a print run, one run, and saying that it is posted."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportgroup import clock
from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.outbox import packing, posting, printing, runs
from supportgroup.outbox.choices import RecipientKind, State
from supportgroup.outbox.forms import PostedForm, PrintRunForm
from supportgroup.outbox.models import Message, PrintRun
from supportgroup.outbox.packing import SHEETS
from supportgroup.ui.wording import counted

from .messages import trail

NONE_WANTED = "No letter is printed: none of them is wanted any more. Each is held and says why."


@requires(Power.SEE_PEOPLE)
def letters_waiting(request: HttpRequest, group: str) -> HttpResponse:
    """Show which letters wait to be printed, and which print runs wait to be posted."""
    today = clock.today()
    waiting = runs.waiting_for(request.user, request.group, today=today)  # type: ignore[attr-defined]
    made = runs.runs_for(request.user, request.group, today=today)  # type: ignore[attr-defined]
    context = {
        "waiting": waiting,
        "to_post": [run for run in made if run.is_to_post],
        "posted": [run for run in made if not run.is_to_post],
        "letters": sum(some.count for some in waiting),
        "breadcrumbs": trail(request),
    }
    return render(request, "outbox/letters_waiting.html", context)


@requires(Power.SEE_PEOPLE)
@require_POST
def make_print_run(request: HttpRequest, group: str) -> HttpResponse:
    """Take the letters that wait into a print run, and go to its page."""
    form = PrintRunForm(request.POST)
    if not form.is_valid() or not runs.may_print(request.user, request.group, **form.cleaned_data):  # type: ignore[attr-defined]
        messages.error(request, printing.NONE_WAIT)
        return redirect("letters_waiting", group)
    try:
        run = printing.make_print_run(group=request.group, by=actor(request), **form.cleaned_data)  # type: ignore[attr-defined]
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("letters_waiting", group)
    if run is None:
        messages.error(request, NONE_WANTED)
        return redirect("letters_waiting", group)
    return redirect(run)


@requires(Power.SEE_PEOPLE)
def print_run(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Show one print run: what to do with it, and which letters must be taken out of the pile."""
    run = run_of(request, pk)
    context = {
        "run": run,
        "about": runs.title_of(run),
        "count": runs.count_of(run),
        "sheets": SHEETS,
        "taken_out": runs.held_since(run),
        "gone": runs.are_letters_gone(run),
        "history": runs.history_of(run, today=clock.today()),
        "may_hand_over": posting.may_be_handed_over(run),
        "breadcrumbs": trail_of_runs(request),
    }
    return render(request, "outbox/print_run.html", context)


@requires(Power.SEE_PEOPLE)
def download_print_run(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the letters as one PDF, the count sheet on top. It is made each time and never kept."""
    run = run_of(request, pk)
    try:
        pdf = packing.pile(run)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(run)
    note(request, run.messages.in_state(State.SENT if run.posted_at else State.TAKEN), way=Way.PRINT)
    return pdf_answer(pdf, f"letters-{run.pk}")


@requires(Power.SEE_PEOPLE)
def print_run_posted(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Check, then say that the letters are posted."""
    run = run_of(request, pk)
    if request.method == "POST":
        form = PostedForm(request.POST)
        count = form.cleaned_data["letters"] if form.is_valid() else -1
        done = f"{counted(count, 'letter')} posted."
        return attempt(request, lambda: printing.say_posted(run, letters=count, by=actor(request)), done=done, then=run)
    if not run.is_to_post:
        return redirect(run)
    context = {
        "run": run,
        "about": runs.title_of(run),
        "count": (count := runs.count_of(run)),
        "lines": [
            f"{counted(count, 'letter')} count as sent from today.",
            "You can print one again, if it is still wanted; it counts once.",
        ],
        "button": f"Say that {counted(count, 'letter')} {'is' if count == 1 else 'are'} posted",
        "taken_out": runs.held_since(run),
        "breadcrumbs": trail_of_runs(request, (str(run), run.get_absolute_url())),
    }
    return render(request, "outbox/print_run_posted.html", context)


@requires(Power.SEE_PEOPLE)
def put_back_print_run(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Check, then let the letters of a run wait again."""
    run = run_of(request, pk)
    if request.method == "POST":
        done = "The letters wait again. Destroy what was printed."
        return attempt(
            request,
            lambda: printing.put_back(run, by=actor(request)),
            done=done,
            then=reverse("letters_waiting", args=[group]),
        )
    if not run.is_to_post:
        return redirect(run)
    context = {
        "run": run,
        "about": runs.title_of(run),
        "count": runs.count_of(run),
        "lines": ["Destroy what was printed, so that nobody gets two letters. Letters held since stay held."],
        "breadcrumbs": trail_of_runs(request, (str(run), run.get_absolute_url())),
    }
    return render(request, "outbox/put_back_print_run.html", context)


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF to be kept under this name."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def note(request: HttpRequest, letters: Iterable[Message], *, way: Way) -> None:
    """Write down whose letters were looked at or printed."""
    people = [letter.recipient_key for letter in letters if letter.recipient_kind == RecipientKind.PERSON]
    looks.note("Letters of a print run", people, group_slug=request.group.slug, way=way, by=actor(request))  # type: ignore[attr-defined]


def run_of(request: HttpRequest, pk: int) -> PrintRun:
    """Return the print run with this key, or answer 404 where this user may not see it."""
    visible = PrintRun.objects.visible_to(request.user, in_group=request.group)  # type: ignore[attr-defined]
    named = visible.select_related("group", "made_by", "posted_by", "put_back_by", "handed_over__by")
    found: PrintRun = get_object_or_404(named, pk=pk)
    return found


def trail_of_runs(request: HttpRequest, *further: tuple[str, str]) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page below the letters that wait."""
    waiting = ("Letters", reverse("letters_waiting", args=[request.group.slug]))  # type: ignore[attr-defined]
    return trail(request, waiting, *further)
