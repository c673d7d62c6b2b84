"""The returned-letter report of GOV.UK Notify: looked at row by row, then marked together, taken back together."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from supportgroup.access.actor import actor
from supportgroup.access.choices import Power
from supportgroup.access.gate import requires
from supportgroup.access.refusal import Refused, attempt
from supportgroup.audit import looks
from supportgroup.audit.choices import Way
from supportgroup.ui.wording import counted
from surveys.mailing import actions, returned_letters, rules
from surveys.mailing.desk import read_recorded, told_of
from surveys.mailing.finding import trail, with_mailing_duty
from surveys.mailing.forms import ReturnedLettersForm

SALT = "surveys.mailing returned letters"
AGE = 60 * 60
SHOWN = 200


@requires(Power.SEE_WHO_REPLIED)
@with_mailing_duty
def returned_letters_report(request: HttpRequest, survey: Any) -> HttpResponse:
    """Take the report and show what each of its rows would change; nothing is changed, and the file is not kept."""
    is_posted = request.method == "POST"
    form = ReturnedLettersForm(request.POST if is_posted else None, request.FILES if is_posted else None)
    rows: list[Any] = []
    if form.is_valid():
        rows = returned_letters.judge(survey, form.cleaned_data["file"])
        people = [row.invitee.person_id for row in rows if row.invitee]
        looks.note("Letters that came back", people, group_slug=survey.group.slug, way=Way.LIST, by=actor(request))
    changing = [row.invitee.pk for row in rows if row.changes]
    context = {
        "survey": survey, "form": None if rows else form, "rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN),
        "changing": len(changing), "report": signing.dumps(changing, salt=SALT, compress=True),
        "why_not": rules.why_not_record(state=survey.state), "to_take_back": _marked(request, survey),
        "breadcrumbs": trail(survey),
    }  # fmt: skip
    return render(request, "surveys/mailing/returned_letters_report.html", context)


@requires(Power.SEE_WHO_REPLIED)
@require_POST
@with_mailing_duty
def mark_returned_letters(request: HttpRequest, survey: Any) -> HttpResponse:
    """Mark everybody whose letter came back, or nobody."""
    try:
        keys = signing.loads(request.POST.get("report", ""), salt=SALT, max_age=AGE)
        marked = actions.mark_returned(survey, keys=keys, by=actor(request))
    except signing.BadSignature:
        messages.error(request, "This page is too old. Load the report again.")
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        request.session[_key(survey)] = [[key, *told_of(recorded)] for key, recorded in marked]
        messages.success(request, f"{counted(len(marked), 'letter')} marked as undelivered.")
    return redirect("returned_letters_report", survey.group.slug, survey.pk)


@requires(Power.SEE_WHO_REPLIED)
@require_POST
@with_mailing_duty
def take_back_returned_letters(request: HttpRequest, survey: Any) -> HttpResponse:
    """Take back the report that was marked last, on the same day."""
    kept = request.session.pop(_key(survey), [])
    marked = [(key, read_recorded(*told)) for key, *told in kept]
    do = lambda: actions.take_back_returned(survey, marked=marked, by=actor(request))  # noqa: E731
    done = f"{counted(len(marked), 'letter')} taken back." if marked else "There is nothing to take back."
    return attempt(request, do, done=done, then=request.path.removesuffix("take-back/"))


def _marked(request: HttpRequest, survey: Any) -> int:
    return len(request.session.get(_key(survey), []))


def _key(survey: Any) -> str:
    return f"returned_letters:{survey.pk}"
