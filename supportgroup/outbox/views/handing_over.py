"""Having GOV.UK Notify print and post a print run in our place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import attempt
from supportgroup.outbox import posting, runs
from supportgroup.outbox.forms import PostedForm
from supportgroup.ui.wording import counted

from .printing import run_of, trail_of_runs


@requires(Power.SEE_PEOPLE)
def hand_over_print_run(request: HttpRequest, group: str, pk: int) -> HttpResponse:
    """Check, then have the print service post the letters."""
    run = run_of(request, pk)
    if request.method == "POST":
        form = PostedForm(request.POST)
        count = form.cleaned_data["letters"] if form.is_valid() else -1
        done = f"GOV.UK Notify gets {counted(count, 'letter')} in the next minutes."
        return attempt(request, lambda: posting.hand_over(run, letters=count, by=actor(request)), done=done, then=run)
    if not run.is_to_post or run.is_handed_over or not posting.may_be_handed_over(run):
        return redirect(run)
    context = {
        "run": run, "about": runs.title_of(run), "count": (count := runs.count_of(run)),
        "lines": [f"{counted(count, 'letter')} leave this service one by one, each asked about once more.",
                  "Notify checks each file, prints it on its next round and posts it. The Trust is charged for each."],
        "button": f"Have Notify post {counted(count, 'letter')}",
        "breadcrumbs": trail_of_runs(request, (str(run), run.get_absolute_url())),
    }  # fmt: skip
    return render(request, "outbox/hand_over_print_run.html", context)
