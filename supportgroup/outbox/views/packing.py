"""What belongs to a print run: a proof before it is made, its count sheet, labels, and one pack printed again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused
from supportgroup.audit.choices import Way
from supportgroup.outbox import packing, printing, runs, words
from supportgroup.outbox.forms import PrintRunForm

from .printing import note, pdf_answer, run_of, trail_of_runs

A_PAGE = 50


@requires(Power.SEE_PEOPLE)
@require_POST
def proof_print_run(request: HttpRequest, group: str) -> HttpResponse:
    """Give the first letter of the run that would be made now, to be looked at. Its code opens nothing."""
    form = PrintRunForm(request.POST)
    if not form.is_valid() or not runs.may_print(request.user, request.group, **form.cleaned_data):  # type: ignore[attr-defined]
        messages.error(request, printing.NONE_WAIT)
        return redirect("letters_waiting", group)
    try:
        letter, pdf = printing.proof(group=request.group, **form.cleaned_data)  # type: ignore[attr-defined]
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("letters_waiting", group)
    note(request, [letter], way=Way.PRINT)
    return pdf_answer(pdf, "proof")


@requires(Power.SEE_PEOPLE)
def count_sheet(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Give the page that says how many packs there are, and what is needed for them."""
    run = run_of(request, pk)
    try:
        return pdf_answer(packing.count_sheet(run), f"count-sheet-{run.pk}")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(run)


@requires(Power.SEE_PEOPLE)
def address_labels(request: HttpRequest, group: str, pk: int, sheet: str) -> HttpResponse:
    """Give the addresses on sheets of labels."""
    run = run_of(request, pk)
    if sheet not in packing.SHEETS:
        raise Http404
    try:
        pdf = packing.labels(run, sheet=sheet)
        note(request, printing.letters_of(run), way=Way.PRINT)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(run)
    return pdf_answer(pdf, f"labels-{run.pk}")


@requires(Power.SEE_PEOPLE)
def print_run_packs(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """List the packs of a run in the order of the pile, so that one can be printed again."""
    run = run_of(request, pk)
    try:
        letters = printing.letters_of(run)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(run)
    page = Paginator(list(enumerate(letters, 1)), A_PAGE).get_page(request.GET.get("page"))
    note(request, [letter for _, letter in page], way=Way.LIST)
    context = {
        "run": run,
        "about": runs.title_of(run),
        "page": page,
        "packs": [(place, letter, words.name_of(letter, sees_people=True)) for place, letter in page],
        "breadcrumbs": trail_of_runs(request, (str(run), run.get_absolute_url())),
    }
    return render(request, "outbox/print_run_packs.html", context)


@requires(Power.SEE_PEOPLE)
def print_one_pack(request: HttpRequest, group: str, pk: int, message: int) -> HttpResponse:
    """Give one pack of a run again; it counts once, however often it is printed."""
    run = run_of(request, pk)
    try:
        pdf = printing.pdf_of(run, only=message)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(run)
    note(request, run.messages.filter(pk=message), way=Way.PRINT)
    return pdf_answer(pdf, f"letter-{run.pk}")
